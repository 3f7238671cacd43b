"""`/identify` and the message menu: whose words a text is."""

import asyncio
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.archive import identify
from bot.archive.identify import enough
from bot.cogs.answers import Answer, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.reception import Reception, Visit
from bot.cogs.typed import typed_visit
from bot.journal.events import Outcome, Served, Surface
from bot.ui import cards

MENU: Final = "Who said this?"
_READ: Final = 4_000
"""Characters of a text that are compared."""


class Identify(commands.Cog):
    """Finds the record that a sentence comes from, and says what was changed."""

    def __init__(self, *, reception: Reception) -> None:
        self.reception = reception
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.identify_message)

    @app_commands.command(
        description="Whose words are these? Paste a sentence, in any language, even altered"
    )
    @app_commands.describe(text="The sentence")
    async def identify(self, interaction: Interaction, text: str) -> None:
        """Compare the text with everything recorded; the answer is for whoever asked."""
        visit = typed_visit(interaction, "identify", private=True, slow=True, text=text)
        await self._serve(interaction, visit, text)

    async def identify_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Compare a message with everything recorded."""
        text = message.content or " ".join(_texts(message))
        await self._serve(interaction, Visit("identify", Surface.COMMAND, private=True, slow=True), text)

    async def _serve(self, interaction: Interaction, visit: Visit, text: str) -> None:
        pasted = text[:_READ]

        async def ask(asked: Asked) -> Answer:
            found = await asyncio.to_thread(identify, asked.archive, pasted)
            if found is None:
                view = cards.nobody_card(long_enough=enough(pasted), words=asked.own)
                return Answer(view, outcome=Outcome.NO_MATCH, private=True)
            quote = found.quote
            theme, forum = asked.archive.theme(quote.theme_key), asked.archive.forum(quote.forum)
            speaker = asked.archive.speaker(quote.speaker_key) if quote.speaker_key else None
            if theme is None or forum is None:
                raise LookupError(quote.key)
            view = cards.identified_card(
                found,
                await asyncio.to_thread(cards.compared, found, asked.own),
                speaker=speaker,
                theme=theme,
                forum=forum,
                words=asked.own,
            )
            speakers = (speaker.key,) if speaker else ()
            return Answer(view, Served((quote.key,), speakers), quote.forum, private=True)

        await self.reception.serve(interaction, visit, ask)


def _texts(message: discord.Message) -> list[str]:
    """What a card says, in the order of reading."""
    return [
        part.content
        for component in message.components
        for part in getattr(component, "children", [component])
        if isinstance(part, discord.TextDisplay)
    ]
