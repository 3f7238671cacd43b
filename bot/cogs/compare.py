"""`/compare`: what two people said, side by side."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.archive.entities import Speaker
from bot.cogs.answers import Answer, Asked, gone
from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.questions import Questions
from bot.cogs.sides import Sides
from bot.cogs.typed import LANGUAGES, typed_visit
from bot.journal.events import Outcome
from bot.ui import cards
from bot.ui.presses import Comparison


class Compare(commands.Cog):
    """Puts two people beside each other."""

    def __init__(self, *, desk: Desk, sides: Sides, questions: Questions, choices: Choices) -> None:
        self.desk = desk
        self.sides = sides
        self.questions = questions
        self.choices = choices

    @app_commands.command(description="What two people said, side by side, on everything or on one theme")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        first="A name in any script or order, or an organisation",
        second="Another one",
        theme="Only what they said about this",
        language="In which language",
        private="Only you see the answer",
    )
    async def compare(
        self,
        interaction: Interaction,
        first: str,
        second: str,
        theme: str | None = None,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve both people and the theme, then show both sides."""
        visit = typed_visit(
            interaction,
            "compare",
            private=private,
            language=language,
            first=first,
            second=second,
            theme=theme,
        )
        await self.desk.reply(interaction, visit, lambda asked: self._answer(first, second, theme, asked))

    async def _answer(self, first: str, second: str, theme: str | None, asked: Asked) -> Answer:
        speakers: list[Speaker] = []
        for name in (first, second):
            found = await self.questions.speaker(name, asked)
            if isinstance(found, Answer):
                return found
            speaker = asked.archive.speaker(found.key(found.speaker) or "")
            if speaker is not None:
                speakers.append(speaker)
        about = await self.questions.theme(theme, asked) if theme else None
        if isinstance(about, Answer):
            return about
        if len(speakers) != 2:  # noqa: PLR2004 - both sides, or none
            return gone(asked)
        if speakers[0] == speakers[1]:
            view = cards.same_person_card(words=asked.own)
            return Answer(view, outcome=Outcome.NO_MATCH, private=True)
        of_theme = about.key(about.theme) if about else None
        return self.sides.answer(Comparison(speakers[0].key, speakers[1].key, of_theme), asked)

    @compare.autocomplete("first")
    async def _first(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.speakers(interaction, text, theme=interaction.namespace.theme)

    @compare.autocomplete("second")
    async def _second(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.speakers(interaction, text, theme=interaction.namespace.theme)

    @compare.autocomplete("theme")
    async def _theme(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.themes(interaction, text, speaker=interaction.namespace.first)
