"""Buttons and pickers: what happens when somebody presses one, however old its message is."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Self

from discord.ui import DynamicItem, Item, Select

from bot.cogs.answers import Answer, Asked, gone
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.reception import Reception, Visit
from bot.cogs.searches import Searches
from bot.cogs.sides import Sides
from bot.journal.events import Surface
from bot.ui import presses
from bot.ui.presses import Action, Comparison, Press, Search

Follow = Callable[[Interaction, Press | None], Awaitable[None]]
Turn = Callable[[Interaction, Search | None], Awaitable[None]]
Compare = Callable[[Interaction, Comparison | None], Awaitable[None]]


class Buttons:
    """Routes every press to its answer."""

    def __init__(self, *, desk: Desk, reception: Reception, searches: Searches, sides: Sides) -> None:
        self._desk = desk
        self._reception = reception
        self._searches = searches
        self._sides = sides

    async def follow(self, interaction: Interaction, press: Press | None) -> None:
        """Answer a press; one that does not parse gets a kind word."""

        def question(asked: Asked) -> Press | Answer:
            return press or gone(asked)

        await self._desk.reply(interaction, visit_of(interaction, press), question)

    async def turn(self, interaction: Interaction, wanted: Search | None) -> None:
        """A page of a search: turned in place for whoever searched, or another one of whoever pressed."""
        page = wanted
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

    async def compare(self, interaction: Interaction, wanted: Comparison | None) -> None:
        """The comparison for everybody, or for whoever pressed."""

        def question(asked: Asked) -> Answer:
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
            _button(self.follow),
            _picker(self.follow),
            _page(self.turn),
            _sides(self.compare),
            _stranger(self.follow),
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


def _button(follow: Follow) -> type[DynamicItem[Item[Any]]]:
    class PressItem(DynamicItem[Item[Any]], template=presses.PATTERN):
        """A button whose custom id is a press."""

        def __init__(self, item: Item[Any], press: Press | None) -> None:
            super().__init__(item)
            self.press = press

        @classmethod
        async def from_custom_id(
            cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction
            return cls(item, presses.parse(match.string))

        async def callback(self, interaction: Interaction) -> None:
            await follow(interaction, self.press)

    return PressItem


def _page(turn: Turn) -> type[DynamicItem[Item[Any]]]:
    class PageItem(DynamicItem[Item[Any]], template=presses.SEARCH):
        """A button that turns a page of a search."""

        def __init__(self, item: Item[Any], wanted: Search | None) -> None:
            super().__init__(item)
            self.wanted = wanted

        @classmethod
        async def from_custom_id(
            cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction
            return cls(item, presses.parse_search(match.string))

        async def callback(self, interaction: Interaction) -> None:
            await turn(interaction, self.wanted)

    return PageItem


def _sides(compare: Compare) -> type[DynamicItem[Item[Any]]]:
    class ComparisonItem(DynamicItem[Item[Any]], template=presses.COMPARISON):
        """A button that shows a comparison to others."""

        def __init__(self, item: Item[Any], wanted: Comparison | None) -> None:
            super().__init__(item)
            self.wanted = wanted

        @classmethod
        async def from_custom_id(
            cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction
            return cls(item, presses.parse_comparison(match.string))

        async def callback(self, interaction: Interaction) -> None:
            await compare(interaction, self.wanted)

    return ComparisonItem


def _picker(follow: Follow) -> type[DynamicItem[Item[Any]]]:
    class PickerItem(DynamicItem[Item[Any]], template=presses.PICKER):
        """A picker whose options carry presses as their values."""

        @classmethod
        async def from_custom_id(
            cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction, match
            return cls(item)

        async def callback(self, interaction: Interaction) -> None:
            # Whatever the message says that it is, Discord says what was chosen, if anything was.
            values = self.item.values if isinstance(self.item, Select) else []
            await follow(interaction, presses.parse(values[0]) if values else None)

    return PickerItem


def _stranger(follow: Follow) -> type[DynamicItem[Item[Any]]]:
    class StrangeItem(DynamicItem[Item[Any]], template=presses.STRANGE):
        """A button or menu that another version of the bot left there."""

        @classmethod
        async def from_custom_id(
            cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction, match
            return cls(item)

        async def callback(self, interaction: Interaction) -> None:
            await follow(interaction, None)

    return StrangeItem
