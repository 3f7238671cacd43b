"""`/speaker`: who somebody is, in every script, and what they said."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.questions import Questions
from bot.cogs.typed import LANGUAGES, typed_visit


class Speakers(commands.Cog):
    """Finds a person by any spelling of the name."""

    def __init__(self, *, desk: Desk, questions: Questions, choices: Choices) -> None:
        self.desk = desk
        self.questions = questions
        self.choices = choices

    @app_commands.command(
        description="Who a speaker is: names, role at the time, sources, and what they said"
    )
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        name="A name in any script or order, or an organisation",
        language="In which language",
        private="Only you see the answer",
    )
    async def speaker(
        self,
        interaction: Interaction,
        name: str,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve the name, then show the bio."""
        visit = typed_visit(interaction, "speaker", private=private, language=language, name=name)
        await self.desk.reply(interaction, visit, lambda asked: self.questions.speaker(name, asked))

    @speaker.autocomplete("name")
    async def _names(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.speakers(interaction, text)
