"""The discord.py client: what it is made of, when commands are synced, and how it starts and ends."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from typing import Final

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.archive import Library
from bot.cogs.answers import Answers, Clock
from bot.cogs.buttons import Buttons
from bot.cogs.choices import Choices
from bot.cogs.compare import Compare
from bot.cogs.delivery import PATIENCE, Interaction
from bot.cogs.desk import Desk
from bot.cogs.forums import Forums
from bot.cogs.help import Help
from bot.cogs.identify import Identify
from bot.cogs.kept import Kept
from bot.cogs.pressed import Presses
from bot.cogs.privacy import Privacy
from bot.cogs.questions import Questions
from bot.cogs.quotes import Quotes
from bot.cogs.reception import Observe, Reception
from bot.cogs.search import Search
from bot.cogs.searches import Searches
from bot.cogs.sides import Sides
from bot.cogs.speakers import Speakers
from bot.cogs.statistics import Usage
from bot.cogs.themes import Themes
from bot.cogs.tongues import Tongues
from bot.cogs.turnstile import Turnstile
from bot.gateway.servers import Server
from bot.gateway.shards import ShardedBot
from bot.i18n import Catalogues
from bot.journal import Journal
from bot.registration import LONGEST_LIMIT, Registration
from bot.ui.cards import CommandHelp
from bot.ui.commands import Translator

log = logging.getLogger(__name__)

FAREWELL_SECONDS: Final = 10.0
"""How long those who are being served may take once the bot is told to end."""


class Tree(app_commands.CommandTree["ForumBot"]):
    """Commands that work in servers, in DMs and as a user's own app; its errors go to the reception."""

    def __init__(self, client: "ForumBot") -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Offers nothing to who types faster than anybody can; commands are counted where they are served."""
        # From its first step on: whoever is here when the bot is told to end is served before it ends.
        self.client.reception.let_in()
        turnstile = self.client.turnstile
        typing = interaction.type is discord.InteractionType.autocomplete
        if turnstile is None or not typing or turnstile.type(interaction.user.id):
            return True
        with suppress(discord.DiscordException):
            await interaction.response.autocomplete([])
        return False

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Only what fails before a command's body runs comes here: a stale or malformed invocation."""
        await self.client.reception.fail(interaction, error)


class ForumBot(ShardedBot):
    """The bot, live or simulated. Everything it works with is an argument."""

    def __init__(  # noqa: PLR0913 - the list of what the bot needs
        self,
        *,
        library: Library,
        journal: Journal,
        catalogues: Catalogues,
        clock: Clock,
        random: Random,
        greet: Callable[[int], None] | None = None,
        observe: Observe | None = None,
        observe_choices: Callable[[float], None] | None = None,
        sync_always: bool = False,
        turnstile: Turnstile | None = None,
        patience: float = PATIENCE,
        shard_count: int | None = None,
        shard_ids: Sequence[int] | None = None,
    ) -> None:
        """`greet` is told the application's id once it is known.

        `observe` is told of every interaction, `observe_choices` of the seconds that each autocomplete took.
        `turnstile` says how often one may ask; without one, as often as one likes.
        `patience`: seconds until a slow answer is promised.
        `shard_count`, `shard_ids`: as `ShardedBot` has them.
        `sync_always` is for a Discord that forgets what it was told, such as a simulated one.
        """
        # Nobody misses the libraries for speaking.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_LIMIT,
            shard_count=shard_count,
            shard_ids=shard_ids,
        )
        self._connection._view_store = Presses(self._connection)  # noqa: SLF001 - there is no other door
        self.turnstile = turnstile
        self._journal = journal
        self.hurry = asyncio.Event()
        """Set by whoever will not wait until everybody present is served."""
        self._greet = greet
        self._translator = Translator(catalogues)
        self._registration = Registration(
            tree=self.tree, journal=journal, wordings=catalogues.fingerprint, always=sync_always
        )
        self.reception = Reception(
            library=library,
            journal=journal,
            catalogues=catalogues,
            clock=clock,
            turnstile=turnstile,
            observe=observe,
            patience=patience,
        )
        answers = Answers(journal=journal, random=random)
        desk = Desk(reception=self.reception, answers=answers)
        questions = Questions()
        choices = Choices(library=library, own=self.reception.own, observe=observe_choices)
        kept = Kept(journal=journal)
        searches, sides = Searches(kept=kept), Sides(kept=kept)
        self._buttons = Buttons(desk=desk, reception=self.reception, searches=searches, sides=sides)
        self._identify = Identify(reception=self.reception)
        self._privacy = Privacy(reception=self.reception, journal=journal)
        self._families: tuple[commands.Cog, ...] = (
            Quotes(desk=desk, questions=questions, choices=choices),
            Speakers(desk=desk, questions=questions, choices=choices),
            Themes(desk=desk, questions=questions, choices=choices),
            Forums(desk=desk, questions=questions, choices=choices),
            Search(reception=self.reception, searches=searches, questions=questions, choices=choices),
            Compare(desk=desk, sides=sides, questions=questions, choices=choices),
            self._identify,
            Help(desk=desk, known=self.commands_known),
            Tongues(reception=self.reception, journal=journal),
            self._privacy,
            Usage(reception=self.reception, journal=journal),
        )

    async def setup_hook(self) -> None:
        """Called once, after login and before the gateway: register everything, sync what changed."""
        for cog in self._families:
            await self.add_cog(cog)
        self.tree.add_command(self._identify.menu)
        self.add_dynamic_items(*self._buttons.items(), self._privacy.item())
        await self.tree.set_translator(self._translator)
        await self._registration.keep(self.application_id)
        if self._greet is not None and self.application_id is not None:
            self._greet(self.application_id)

    def commands_known(self) -> Sequence[CommandHelp]:
        """Every slash command, for `/help`."""
        return [
            CommandHelp(
                name=command.qualified_name,
                description=command.description,
                options=tuple(parameter.display_name for parameter in command.parameters),
            )
            for command in self.tree.walk_commands()
            if isinstance(command, app_commands.Command)
        ]

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server: nothing of that server is kept."""
        channels = guild.channel_ids if isinstance(guild, Server) else ()
        try:
            gone = await self._journal.forget_guild(guild.id, channels)
        except Exception:
            log.exception("what is kept of server %d could not be deleted", guild.id)
        else:
            log.info("removed from server %d: %d uses deleted with what it had chosen", guild.id, gone)

    async def on_ready(self) -> None:
        """May come again after a reconnect: says so, does nothing."""
        shards, total = len(self.attendance.expected), self.attendance.total
        told = f", with {shards} of {total} shards" if total > 1 else ""
        log.info("ready as %s in %d servers%s", self.user, len(self.guilds), told)

    async def close(self) -> None:
        """Answer everybody who is being served, unless in a hurry, then leave.

        Nobody may come in any more: whoever listens to the gateway has stopped before.
        """
        self._registration.stop()
        # What was heard a moment ago is a task that has not begun yet.
        await asyncio.sleep(0)
        if not self.is_closed() and not await self._served():
            log.warning("left with somebody still waiting")
            await self.reception.dismiss()
        await super().close()

    async def _served(self) -> bool:
        serving = asyncio.ensure_future(self.reception.idle(FAREWELL_SECONDS))
        hurrying = asyncio.ensure_future(self.hurry.wait())
        await asyncio.wait({serving, hurrying}, return_when=asyncio.FIRST_COMPLETED)
        served = serving.done() and serving.result()
        for task in (serving, hurrying):
            task.cancel()
        return served


def use_api(base: str, gateway: str) -> None:
    """Send every request and connection of this process to these addresses.

    discord.py keeps them in classes, so they hold for every client in the process.

    `base` is the address up to the version: `https://discord.com/api/v10`.
    """
    # As it goes over the wire: other letters than those of ASCII are written by their numbers there.
    Route.BASE = str(yarl.URL(base)).rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
