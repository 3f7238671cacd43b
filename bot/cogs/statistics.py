"""`/stats`: how a server uses the bot."""

import asyncio
import io
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import Answer, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.reception import Reception
from bot.cogs.typed import typed_visit
from bot.journal import Journal
from bot.journal.events import Count, Statistics
from bot.ui import cards
from bot.ui.labels import quote_name
from bot.ui.picture import draw_days
from bot.ui.wording import full_name, wording

PICTURE = "use.png"


class Usage(commands.Cog):
    """Shows what a server asked for; what was typed in vain only to those who manage it."""

    def __init__(self, *, reception: Reception, journal: Journal) -> None:
        self.reception = reception
        self.journal = journal

    @app_commands.command(description="How this server uses the bot: top quotes, speakers, themes, languages")
    # `guild_only` would leave in force what the tree allows besides: DMs.
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def stats(self, interaction: Interaction) -> None:
        """Count, draw, show: to whoever asked alone."""

        async def ask(asked: Asked) -> Answer:
            statistics = await self.journal.statistics(interaction.guild_id)
            if not interaction.permissions.manage_guild:
                # Somebody may have typed these in private.
                statistics = replace(statistics, unanswered=())
            picture = await asyncio.to_thread(draw_days, statistics) if statistics.total else None
            view = cards.statistics_card(
                statistics,
                names=_names(statistics, asked),
                picture=PICTURE if picture else None,
                words=asked.words,
            )
            files = (discord.File(io.BytesIO(picture), PICTURE),) if picture else ()
            return Answer(view, private=True, files=files)

        # Counting reads the whole log, and the picture takes a while.
        visit = typed_visit(interaction, "stats", private=True, slow=True)
        await self.reception.serve(interaction, visit, ask)


def _names(statistics: Statistics, asked: Asked) -> dict[str, str]:
    """What to call each record counted; one that has gone is called by its key."""
    names: dict[str, str] = {}

    def keys(counts: tuple[Count, ...]) -> list[str]:
        return [count.what for count in counts]

    for key in keys(statistics.speakers):
        if speaker := asked.archive.speaker(key):
            names[key] = full_name(speaker, asked.words)
    for key in keys(statistics.themes):
        if theme := asked.archive.theme(key):
            label = wording(theme.record.label, asked.words)
            names[key] = label.text if label else theme.record.heading.printed
    for key in keys(statistics.quotes):
        if quote := asked.archive.quote(key):
            names[key] = quote_name(quote, asked.words)
    return names
