"""One card in the making: texts, rules and buttons in one container, and long matter laid out over pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any, Final

from discord import ButtonStyle, MediaGalleryItem, SelectOption, ui

from bot import limits
from bot.i18n import Words
from bot.ui.labels import Option
from bot.ui.lengths import pieces, shorten
from bot.ui.markdown import subtext
from bot.ui.presses import PICKER, Press

Button = ui.Button[Any]
_SECTION: Final = 3
"""Components of a text with a button beside it: section, text, button."""


class Accent(IntEnum):
    """The colour of a card's edge. It repeats what the words say, and says nothing alone."""

    RECORD = 0x2E8B8B
    REPORTED = 0xC08A2D
    QUIET = 0x8A8F98
    TROUBLE = 0xB5483A


class Gap(Enum):
    """What parts a stretch of a card from the one above it."""

    NONE = "none"
    SPACE = "space"
    RULE = "rule"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of a card; its heading is repeated where it goes on on another page."""

    heading: str = ""
    gap: Gap = Gap.RULE


@dataclass(frozen=True, slots=True)
class Block:
    """Markdown that stays together on one page."""

    text: str
    part: Part | None = None
    opens: tuple[str, Press] | None = None
    """Label and press of the button beside it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a message there is to fill."""

    characters: int
    components: int


def button(label: str, press: Press, *, main: bool = False, disabled: bool = False) -> Button:
    """A button that says `label` and means `press`."""
    return ui.Button(
        label=shorten(label, limits.BUTTON_LABEL),
        custom_id=press.custom_id(),
        style=ButtonStyle.primary if main else ButtonStyle.secondary,
        disabled=disabled,
    )


def turning(page: int, pages: int, press: Callable[[int], Press], words: Words) -> list[Button]:
    """Buttons that turn pages; none where there is only one."""
    return turning_to(page, pages, lambda number: press(number).custom_id(), words)


def turning_to(page: int, pages: int, custom_id: Callable[[int], str], words: Words) -> list[Button]:
    """Buttons that turn pages, by custom ids of their own kind."""
    if pages < 2:  # noqa: PLR2004 - a second page is what there is to turn to
        return []
    last = pages - 1
    return [
        ui.Button(label=words("previous"), custom_id=custom_id(max(page - 1, 0)), disabled=page == 0),
        ui.Button(label=words("next"), custom_id=custom_id(min(page + 1, last)), disabled=page == last),
    ]


def page_line(page: int, pages: int, words: Words) -> str:
    """Which page this is; empty where there is only one."""
    return subtext(words("page", page=page + 1, pages=pages)) if pages > 1 else ""


class Sheet:
    """Collects the items of a card from top to bottom."""

    def __init__(self, accent: Accent) -> None:
        self._container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=accent)

    def text(self, *lines: str) -> None:
        """A text of these lines; empty ones are left out."""
        if shown := "\n".join(line for line in lines if line):
            self._container.add_item(ui.TextDisplay(shown))

    def section(self, text: str, beside: Button) -> None:
        """A text with a button at its right."""
        self._container.add_item(ui.Section(text, accessory=beside))

    def gap(self, gap: Gap) -> None:
        """A thin line, a little room, or nothing."""
        if gap is not Gap.NONE:
            self._container.add_item(ui.Separator(visible=gap is Gap.RULE))

    def row(self, *buttons: Button) -> None:
        """Up to five buttons side by side; nothing where there are none."""
        if buttons:
            self._container.add_item(ui.ActionRow(*buttons))

    def menu(self, options: Sequence[Option], placeholder: str) -> None:
        """A menu of the first options that one holds; nothing where there are none."""
        if options:
            menu: ui.Select[Any] = ui.Select(
                custom_id=PICKER,
                placeholder=shorten(placeholder, limits.SELECT_PLACEHOLDER),
                options=[_entry(option) for option in options[: limits.SELECT_OPTIONS]],
            )
            self._container.add_item(ui.ActionRow(menu))

    def picture(self, file: str, description: str) -> None:
        """A picture that is sent with the message under the name `file`."""
        item = MediaGalleryItem(f"attachment://{file}", description=description)
        self._container.add_item(ui.MediaGallery(item))

    def file(self, name: str) -> None:
        """A file that is sent with the message under `name`."""
        self._container.add_item(ui.File(f"attachment://{name}"))

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks one below the other, each part under its heading."""
        part: Part | None = None
        run = ""
        for block in blocks:
            if block.part is not part:
                self.text(run)
                part, run = block.part, ""
                if part is not None:
                    self.gap(part.gap)
                    run = part.heading
            if block.opens is None:
                run += ("\n" if run else "") + block.text
            else:
                self.text(run)
                run = ""
                self.section(block.text, button(*block.opens))
        self.text(run)

    def view(self) -> ui.LayoutView:
        """The card, ready to be sent."""
        view = ui.LayoutView(timeout=None)
        view.add_item(self._container)
        return view


def flowing(
    text: str, room: int, part: Part | None = None, wrap: Callable[[str], str] = str, tail: str = ""
) -> Iterator[Block]:
    """A whole text as blocks of at most `room` characters; `wrap` marks up each, `tail` ends the last."""
    *first, last = pieces(text, room - len(wrap("")) - len(tail))
    for piece in first:
        yield Block(wrap(piece), part)
    yield Block(wrap(last) + tail, part)


def _entry(option: Option) -> SelectOption:
    return SelectOption(
        label=shorten(option.label, limits.SELECT_OPTION_LABEL),
        description=shorten(option.description, limits.SELECT_OPTION_DESCRIPTION) or None,
        value=option.press.custom_id(),
    )


def paginate(blocks: Sequence[Block], room: Room) -> list[tuple[Block, ...]]:
    """Lay blocks out, in order, on pages that each fit `room`; at least one page, maybe empty.

    A block that is larger than a page gets one of its own: take long texts apart first (`pieces`).
    """
    pages: list[tuple[Block, ...]] = []
    page: list[Block] = []
    size = _Size()
    for block in blocks:
        size.add(block)
        if page and not size.fits(room):
            pages.append(tuple(page))
            page, size = [], _Size()
            size.add(block)
        page.append(block)
    return [*pages, tuple(page)]


class _Size:
    """What blocks take of a page's room, as they are added one by one."""

    def __init__(self) -> None:
        self._characters = self._components = 0
        self._part: Part | None = None
        self._running = False
        """Whether the text before goes on in the same component."""

    def add(self, block: Block) -> None:
        if block.part is not self._part:
            self._part, self._running = block.part, False
            if block.part is not None:
                self._characters += len(block.part.heading)
                self._running = bool(block.part.heading)
                self._components += self._running + (block.part.gap is not Gap.NONE)
        self._characters += len(block.text)
        if block.opens is not None:
            self._components += _SECTION
            self._running = False
        elif self._running:
            self._characters += 1
        else:
            self._components += 1
            self._running = True

    def fits(self, room: Room) -> bool:
        return self._characters <= room.characters and self._components <= room.components
