"""A Discord on this machine: one server, one channel, a few people, and the real bot among them."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from random import SystemRandom
from typing import Any, Final

import discord
import simcord
from discord import AppCommandOptionType, app_commands
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.archive import Renewal
from bot.archive.derived import Derivation
from bot.archive.progress import on_terminal
from bot.client import ForumBot
from bot.clock import utc_now
from bot.i18n import Catalogues
from bot.i18n.traditional import in_bulk, method
from bot.journal import Journal
from bot.journal.events import Usage
from bot.journal.keys import load_or_create
from bot.journal.preferences import Preference, Whose
from bot.languages import Language
from bot.local.command_line import Option
from bot.settings import Settings

log = logging.getLogger(__name__)

NAME: Final = "Forum Highlights"
SERVER: Final = "Forum Highlights – trial"
CHANNEL: Final = "forum"
KEEPER: Final = "Administrator"
"""Manages the server."""
VIEWERS: Final = {
    "Visitor (English)": Language.EN,
    "访客（简体中文）": Language.ZH_HANS,
    "訪客（繁體中文）": Language.ZH_HANT,
    "ゲスト（日本語）": Language.JA,
}
"""Simulated people and the language that each has saved: Discord's own locale is en-US for all of them."""


class OverheardJournal(Journal):
    """The real journal; what was recorded last can be asked for."""

    last: Usage | None = None

    def record(self, entry: Usage) -> None:
        """Keep the entry at hand, and in the journal."""
        self.last = entry
        super().record(entry)


@dataclass(frozen=True, slots=True)
class World:
    """Everything simulated, started."""

    env: simcord.Env
    bot: ForumBot
    renewal: Renewal
    journal: OverheardJournal
    channel: ChannelHandle
    keeper: MemberActor
    viewers: tuple[MemberActor, ...]

    def commands(self) -> Mapping[str, tuple[Option, ...]]:
        """The slash commands and their options."""
        return {
            command.qualified_name: tuple(map(self._option, command.parameters))
            for command in self.bot.tree.walk_commands()
            if isinstance(command, app_commands.Command)
        }

    def _option(self, parameter: app_commands.Parameter) -> Option:
        choices: dict[str, Any] = {choice.name: choice.value for choice in parameter.choices}
        if parameter.type is AppCommandOptionType.channel:
            choices[f"#{CHANNEL}"] = self.channel
        return Option(
            parameter.display_name,
            required=parameter.required,
            boolean=parameter.type is AppCommandOptionType.boolean,
            choices=choices,
        )


@asynccontextmanager
async def world(settings: Settings) -> AsyncIterator[World]:
    """Open records and a journal apart from the live one, and let the bot in; all is closed on leaving."""
    async with AsyncExitStack() as stack:
        renewal = Renewal.open(
            settings.records, settings.cache, on_terminal(), derivation=Derivation(method(), in_bulk)
        )
        stack.callback(renewal.library.close)
        # Opened outside the bot: what writes behind must not be among the work that SimCord waits for.
        place = settings.local_journal()
        keys = load_or_create(settings.secret_file())
        journal = await stack.enter_async_context(
            await OverheardJournal.open(
                place, keys=keys, clock=utc_now, retention_days=settings.journal.retention_days
            )
        )
        # A Discord that was made a moment ago knows no commands, whatever an earlier one was told.
        bot = ForumBot(
            library=renewal.library,
            journal=journal,
            catalogues=Catalogues.load(cache=settings.cache),
            clock=utc_now,
            random=SystemRandom(),
            sync_always=True,
        )
        env = simcord.Env(bot, shard_count=1)
        env.backend.bot_user.name = NAME
        await env.start()
        stack.push_async_callback(_end, env)
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL)
        managing = guild.create_role("Keepers", permissions=discord.Permissions(manage_guild=True))
        people = [guild.add_member(env.create_user(name)) for name in VIEWERS]
        keeper = guild.add_member(env.create_user(KEEPER), roles=[managing])
        for person, language in zip(people, VIEWERS.values(), strict=True):
            journal.prefer(Whose.READER, person.id, Preference(str(language)))
        # Ids tell the time they were made at; made before the clock is set, they are the same every day,
        # and what was drawn in this channel yesterday is not drawn again.
        await env.advance_time(max(0.0, (utc_now() - env.now()).total_seconds()))
        yield World(
            env=env,
            bot=bot,
            renewal=renewal,
            journal=journal,
            channel=channel,
            keeper=keeper,
            viewers=tuple(people),
        )


async def _end(env: simcord.Env) -> None:
    await env.shutdown()
    # What the bot's own error route never saw, SimCord has kept to itself.
    for error in env.errors:
        log.error("the bot raised an error that nobody caught", exc_info=error)
