"""Where a question meets its answer: the one path of every command and every button."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.cogs.answers import Answer, Answers, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.reception import Reception, Visit
from bot.ui.presses import Press

Question = Callable[[Asked], Awaitable[Press | Answer]]


class Desk:
    """Takes a question, looks up the card that it leads to, and has the reception hand it over."""

    def __init__(self, *, reception: Reception, answers: Answers) -> None:
        self._reception = reception
        self._answers = answers

    async def reply(self, interaction: Interaction, visit: Visit, question: Question) -> None:
        """Answer with the card of the press that `question` comes to, or with its own counter-question.

        Any may have to wait for a thread, behind searches: it is promised when it does.
        """

        async def ask(asked: Asked) -> Answer:
            found = await question(asked)
            return await self._answers.card(found, asked) if isinstance(found, Press) else found

        await self._reception.serve(interaction, replace(visit, slow=True), ask)
