"""Buttons and pickers: what happens when somebody presses one, however old its message is."""

import re
from dataclasses import replace
from typing import Any

from discord.ui import DynamicItem

from bot.cogs.answers import Answer, Asked, gone
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.pressed import led_by
from bot.cogs.reception import Reception, Visit
from bot.cogs.searches import Searches
from bot.cogs.sides import Sides
from bot.journal.events import Surface
from bot.ui import presses
from bot.ui.presses import Action, Press

Pressed = re.Match[str]


class Buttons:
    """Routes every press to its answer."""

    def __init__(self, *, desk: Desk, reception: Reception, searches: Searches, sides: Sides) -> None:
        self._desk = desk
        self._reception = reception
        self._searches = searches
        self._sides = sides

    async def press(self, interaction: Interaction, pressed: Pressed) -> None:
        """A button whose custom id is a press."""
        await self._follow(interaction, presses.parse(pressed.string))

    async def pick(self, interaction: Interaction, _: Pressed) -> None:
        """A picker, whose options carry presses as their values."""
        chosen = _chosen(interaction)
        await self._follow(interaction, presses.parse(chosen) if chosen is not None else None)

    async def meet(self, interaction: Interaction, _: Pressed) -> None:
        """A button or menu that another version of the bot left there."""
        await self._follow(interaction, None)

    async def _follow(self, interaction: Interaction, press: Press | None) -> None:
        """Answer a press; one that does not parse gets a kind word."""

        async def question(asked: Asked) -> Press | Answer:
            return press or gone(asked)

        await self._desk.reply(interaction, visit_of(interaction, press), question)

    async def turn(self, interaction: Interaction, pressed: Pressed) -> None:
        """A page of a search: turned in place for whoever searched, or another one of whoever pressed."""
        page = wanted = presses.parse_search(pressed.string)
        if wanted is not None and (wanted.own or wanted.share):
            # In one's own language is not only among the texts in the language that was asked for.
            page = replace(wanted, own=False, share=False, language=None if wanted.own else wanted.language)

        async def ask(asked: Asked) -> Answer:
            return await self._searches.answer(page, asked) if page else gone(asked)

        hidden, own = _whose(interaction)
        edit = page == wanted and (hidden or own)
        public = wanted.share if wanted and page != wanted else edit and not hidden
        visit = Visit(
            "search",
            Surface.BUTTON,
            options={"text": wanted.text} if wanted else {},
            private=not public,
            language=page.language if page else None,
            edit=edit,
            slow=True,
        )
        await self._reception.serve(interaction, visit, ask)

    async def compare(self, interaction: Interaction, pressed: Pressed) -> None:
        """The comparison for everybody, or for whoever pressed."""
        wanted = presses.parse_comparison(pressed.string)

        async def question(asked: Asked) -> Answer:
            return self._sides.answer(wanted, asked) if wanted else gone(asked)

        visit = Visit(
            "compare",
            Surface.BUTTON,
            options={"press": wanted.custom_id()} if wanted else {},
            private=wanted is None or not wanted.share,
            language=wanted.language if wanted else None,
        )
        await self._desk.reply(interaction, visit, question)

    def items(self) -> tuple[type[DynamicItem[Any]], ...]:
        """The item classes to register with the client; each leads here."""
        return (
            led_by(self.press, presses.PATTERN),
            led_by(self.pick, re.compile(presses.PICKER)),
            led_by(self.turn, presses.SEARCH),
            led_by(self.compare, presses.COMPARISON),
            led_by(self.meet, presses.STRANGE),
        )


def visit_of(interaction: Interaction, press: Press | None) -> Visit:
    """How a press is to be answered: in place, for everybody, or for whoever pressed."""
    hidden, own = _whose(interaction)
    if press is None:
        return Visit("press", Surface.BUTTON, private=True)
    # Somebody else's public card does not change under their eyes.
    edit = press.turn and (hidden or own)
    another = press.action is Action.ANOTHER and not hidden
    public = press.share or another or (edit and not hidden)
    return Visit(
        command=press.action.name.lower(),
        surface=Surface.BUTTON,
        options={"press": press.custom_id()},
        private=not public,
        language=press.language,
        edit=edit,
    )


def _whose(interaction: Interaction) -> tuple[bool, bool]:
    """Whether the pressed message is seen by one person only, and whether who pressed had asked for it."""
    message = interaction.message
    hidden = message is not None and message.flags.ephemeral
    metadata = message.interaction_metadata if message else None
    return hidden, metadata is not None and metadata.user.id == interaction.user.id


def _chosen(interaction: Interaction) -> str | None:
    """The value that was chosen, if anything was: Discord says so, whatever was pressed."""
    data: Any = interaction.data
    values = data.get("values") or []
    return values[0] if values else None
