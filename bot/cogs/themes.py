"""`/theme`: what was said about something, every claim with its quote."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.questions import Questions
from bot.cogs.typed import LANGUAGES, typed_visit


class Themes(commands.Cog):
    """Sums up a theme."""

    def __init__(self, *, desk: Desk, questions: Questions, choices: Choices) -> None:
        self.desk = desk
        self.questions = questions
        self.choices = choices

    @app_commands.command(description="What was said about a theme, every claim with its quote")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        name="A heading of the forum, or a word for it",
        language="In which language",
        private="Only you see the answer",
    )
    async def theme(
        self,
        interaction: Interaction,
        name: str,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve the theme, then show its cited summary."""
        visit = typed_visit(interaction, "theme", private=private, language=language, name=name)
        await self.desk.reply(interaction, visit, lambda asked: self.questions.theme(name, asked))

    @theme.autocomplete("name")
    async def _names(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.themes(interaction, text)
