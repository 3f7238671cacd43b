"""`/quote`: a real sentence that a real speaker said."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.questions import Questions
from bot.cogs.typed import LANGUAGES, typed_visit


class Quotes(commands.Cog):
    """Draws a quote that matches, without repeats until the pool is used up."""

    def __init__(self, *, desk: Desk, questions: Questions, choices: Choices) -> None:
        self.desk = desk
        self.questions = questions
        self.choices = choices

    @app_commands.command(description="A sentence that a speaker of the forum said, with its source")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        speaker="Who said it: a name in any script or order, or an organisation",
        theme="What it is about",
        language="In which language",
        private="Only you see the answer",
    )
    async def quote(
        self,
        interaction: Interaction,
        speaker: str | None = None,
        theme: str | None = None,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve speaker and theme, then draw."""
        visit = typed_visit(
            interaction, "quote", private=private, language=language, speaker=speaker, theme=theme
        )
        await self.desk.reply(interaction, visit, lambda asked: self.questions.quote(speaker, theme, asked))

    @quote.autocomplete("speaker")
    async def _speakers(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.speakers(interaction, text, theme=interaction.namespace.theme)

    @quote.autocomplete("theme")
    async def _themes(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.themes(interaction, text, speaker=interaction.namespace.speaker)
