"""`/search`: a word, in any language, in everything that is recorded."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.answers import Answer, Asked
from bot.cogs.choices import Choices
from bot.cogs.delivery import Interaction
from bot.cogs.questions import Questions
from bot.cogs.reception import Reception
from bot.cogs.searches import Searches
from bot.cogs.typed import LANGUAGES, typed_visit
from bot.languages import Language
from bot.ui.presses import Press
from bot.ui.presses import Search as Wanted


class Search(commands.Cog):
    """Finds texts by the words in them."""

    def __init__(
        self, *, reception: Reception, searches: Searches, questions: Questions, choices: Choices
    ) -> None:
        self.reception = reception
        self.searches = searches
        self.questions = questions
        self.choices = choices

    @app_commands.command(description="Find a word in all quotes, summaries and names, in any language")
    @app_commands.choices(language=LANGUAGES)
    @app_commands.describe(
        text="Words in any language; a phrase between quotation marks",
        speaker="Only what this person said",
        theme="Only what was said about this",
        language="Only texts in this language, and the answer in it",
        private="Only you see the answer",
    )
    async def search(
        self,
        interaction: Interaction,
        text: str,
        speaker: str | None = None,
        theme: str | None = None,
        language: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the option from this parameter
    ) -> None:
        """Resolve the limits, then search within them."""

        async def ask(asked: Asked) -> Answer:
            limits: list[Press] = []
            for name, find in ((speaker, self.questions.speaker), (theme, self.questions.theme)):
                found = await find(name, asked) if name else None
                if isinstance(found, Answer):
                    return found
                if found is not None:
                    limits.append(found)
            wanted = Wanted(
                text,
                language=Language.known(language),
                forum=next((press.forum for press in limits), None),
                speaker=next((press.speaker for press in limits if press.speaker), None),
                theme=next((press.theme for press in limits if press.theme), None),
            )
            return await self.searches.answer(wanted, asked)

        visit = typed_visit(
            interaction,
            "search",
            private=private,
            slow=True,
            language=language,
            text=text,
            speaker=speaker,
            theme=theme,
        )
        await self.reception.serve(interaction, visit, ask)

    @search.autocomplete("speaker")
    async def _speakers(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.speakers(interaction, text, theme=interaction.namespace.theme)

    @search.autocomplete("theme")
    async def _themes(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        return await self.choices.themes(interaction, text, speaker=interaction.namespace.speaker)
