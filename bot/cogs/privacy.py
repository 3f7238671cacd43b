"""`/privacy`: what is kept about whoever asks, and the buttons that export, delete, stop and start it."""

import asyncio
import io
import json
import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import DynamicItem

from bot.cogs.answers import Answer, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.pressed import led_by
from bot.cogs.reception import Reception, Visit, context_of
from bot.cogs.typed import typed_visit
from bot.journal import Journal
from bot.journal.events import Context, Surface
from bot.ui import cards
from bot.ui.privacy import FILE, PATTERN, Wish


class Privacy(commands.Cog):
    """Everybody asks and decides about themselves alone: no id is ever taken from what was sent."""

    def __init__(self, *, reception: Reception, journal: Journal) -> None:
        self.reception = reception
        self.journal = journal

    @app_commands.command(description="What this bot keeps about you: export it, delete it, stop it")
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept, privately."""

        async def ask(asked: Asked) -> Answer:
            logged = not self.journal.opted_out(interaction.user.id)
            view = cards.privacy_card(logged=logged, days=self.journal.retention_days, words=asked.own)
            return Answer(view, private=True)

        await self.reception.serve(interaction, typed_visit(interaction, "privacy", private=True), ask)

    async def press(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Do what a button says, to the data of whoever pressed it."""
        wish = Wish(pressed["wish"])

        async def ask(asked: Asked) -> Answer:
            return await self._answer(interaction, wish, asked)

        # Gathering and deleting go through the whole log.
        slow = wish in {Wish.EXPORT, Wish.DELETE_NOW}
        visit = Visit("privacy", Surface.BUTTON, {"wish": wish.value}, private=True, slow=slow)
        await self.reception.serve(interaction, visit, ask)

    async def _answer(self, interaction: Interaction, wish: Wish, asked: Asked) -> Answer:
        words, user_id = asked.own, interaction.user.id
        # What was drawn in a conversation with the bot alone is about whoever had it.
        alone_in = interaction.channel_id if context_of(interaction) is Context.BOT_DM else None
        if wish is Wish.EXPORT:
            kept = await self.journal.export(user_id, alone_in=alone_in)
            # Of somebody who has used it for years it takes a second.
            told = await asyncio.to_thread(json.dumps, kept, ensure_ascii=False, indent=2, default=str)
            file = discord.File(io.BytesIO(told.encode()), FILE)
            return Answer(cards.export_card(words=words), private=True, files=(file,))
        if wish is Wish.DELETE:
            return Answer(cards.confirm_card(words=words), private=True)
        if wish is Wish.DELETE_NOW:
            entries = await self.journal.forget(user_id, alone_in=alone_in)
            # A line about the deletion would be the first new trace of who asked for it.
            return Answer(cards.deleted_card(entries, words=words), private=True, logged=False)
        out = wish is Wish.STOP
        self.journal.opt_out(user_id, out=out)
        return Answer(cards.logging_card(logged=not out, words=words), private=True)

    def item(self) -> type[DynamicItem[Any]]:
        """The class of the buttons, to register with the client."""
        return led_by(self.press, re.compile(PATTERN))
