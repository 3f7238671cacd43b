"""`/forum`: what the forum is, and where all this comes from."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.questions import Questions
from bot.cogs.typed import LANGUAGES, typed_visit


class Forums(commands.Cog):
    """Shows a forum's own page."""

    def __init__(self, *, desk: Desk, questions: Questions, choices: Choices) -> None:
        self.desk = desk
        self.questions = questions
        self.choices = choices

    @app_commands.command(description="The forum: edition, dates, places, hosts, themes and sources")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        name="Which forum, where there are several",
        language="In which language",
        private="Only you see the answer",
    )
    async def forum(
        self,
        interaction: Interaction,
        name: str | None = None,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve the forum, then show its page."""
        visit = typed_visit(interaction, "forum", private=private, language=language, name=name)
        await self.desk.reply(interaction, visit, lambda asked: self.questions.forum(name, asked))

    @forum.autocomplete("name")
    async def _names(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.forums(interaction, text)
