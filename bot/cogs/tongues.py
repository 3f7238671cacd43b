"""`/language` for oneself, `/settings language` for a channel or a server."""

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import Answer, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.reception import Reception
from bot.cogs.typed import LANGUAGES, typed_visit
from bot.journal import Journal
from bot.journal.events import Outcome
from bot.journal.preferences import Preference, Whose
from bot.languages import Language
from bot.ui import cards

Place = app_commands.AppCommandChannel | app_commands.AppCommandThread

ROOMS: Final = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]
"""Everywhere in a server where a command can be typed, and what holds the threads where it can."""

AUTOMATIC = "auto"
"""The choice that forgets an earlier one."""

CHOICES = [*LANGUAGES, app_commands.Choice(name="Automatic", value=AUTOMATIC)]


class Room(app_commands.Transformer):
    """A channel or thread, by what Discord says of it: the bot need not see it, nor be in its server."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The kind of option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Which channels are offered."""
        return ROOMS

    async def transform(self, _: Interaction, value: Place, /) -> Place:
        """As it came."""
        return value


class Tongues(commands.Cog):
    """Keeps the languages that people choose."""

    settings = app_commands.Group(
        name="settings",
        description="How this bot behaves here",
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, *, reception: Reception, journal: Journal) -> None:
        self.reception = reception
        self.journal = journal

    @app_commands.command(
        description="Your language for this bot's answers, public ones included unless you say no"
    )
    @app_commands.choices(language=CHOICES)
    @app_commands.describe(
        language="Your language, or automatic to follow Discord",
        public="Use it also for answers that everybody in the channel sees (yes, unless you say no)",
    )
    async def language(
        self,
        interaction: Interaction,
        language: str,
        public: bool = True,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Keep the reader's own choice, and say at once in that language what it does."""
        chosen = Language.known(language)

        async def ask(asked: Asked) -> Answer:
            self.journal.prefer(
                Whose.READER,
                interaction.user.id,
                Preference(chosen, in_public=bool(public)) if chosen else None,
            )
            return Answer(cards.own_language_card(chosen, public=public, words=asked.own), private=True)

        visit = typed_visit(interaction, "language", private=True, language=language, to=language)
        await self.reception.serve(interaction, visit, ask)

    @settings.command(name="language", description="The language of public answers, here or in one channel")
    @app_commands.choices(language=CHOICES)
    @app_commands.describe(
        language="The language, or automatic to follow Discord",
        channel="Only in this channel; without it, in the whole server",
    )
    async def place_language(
        self,
        interaction: Interaction,
        language: str,
        channel: app_commands.Transform[Place, Room] | None = None,
    ) -> None:
        """Keep a choice for a channel or for the server; only for those who manage it."""
        chosen = Language.known(language)

        async def ask(asked: Asked) -> Answer:
            # Discord hides the command from others; whoever let it through anyway is asked again here.
            if interaction.guild_id is None or not interaction.permissions.manage_guild:
                return Answer(cards.refused_card(words=asked.own), outcome=Outcome.REFUSED, private=True)
            whose, identity = (Whose.CHANNEL, channel.id) if channel else (Whose.GUILD, interaction.guild_id)
            self.journal.prefer(whose, identity, Preference(chosen) if chosen else None)
            name = channel.name if channel else None
            return Answer(cards.place_language_card(chosen, channel=name, words=asked.own), private=True)

        visit = typed_visit(interaction, "settings language", private=True, to=language)
        await self.reception.serve(interaction, visit, ask)
