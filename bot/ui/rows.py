"""Quotes in a list: the beginning of each, what it is, and a button that opens it whole."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.archive.entities import Page, Quote
from bot.i18n import Words
from bot.languages import Language
from bot.ui.lengths import excerpt
from bot.ui.markdown import escape, subtext
from bot.ui.presses import Action, of_key
from bot.ui.sheet import Block, Part, Room
from bot.ui.wording import translation, untranslated, whole_text

PAGE_SIZE: Final = 5
"""Quotes on one page of a list."""

_EXCERPT: Final = 160
_ABOUT: Final = 60
_LABELS: Final = 90
"""For kind, number and translation mark together, in any language."""

HEADING: Final = 120
"""Longest heading of a list."""

LIST: Final = Room(
    characters=HEADING + PAGE_SIZE * (_EXCERPT + _ABOUT + _LABELS),
    components=2 + PAGE_SIZE * 3,
)
"""What the longest page of a list takes."""


def quote_rows(
    quotes: Page[Quote],
    part: Part,
    words: Words,
    about: Callable[[Quote], str],
    printed: Callable[[Quote], Language],
    numbers: Mapping[str, int] | None = None,
) -> Iterator[Block]:
    """A row for each quote of the page.

    `about` is what the list itself does not say of a quote (plain text); `printed` is the language of its
    source; `numbers` are the references of a summary, by quote id.
    """
    for quote in quotes.items:
        number = numbers.get(quote.record.id) if numbers else None
        marks = [
            escape(f"[{number}]") if number else "",
            words("kind", kind=quote.record.kind.value),
            excerpt(about(quote), _ABOUT),
            words("unofficial")
            if translation(quote.record.translations, words)
            else untranslated(printed(quote), words),
        ]
        line = subtext(" · ".join(mark for mark in marks if mark))
        text = excerpt(whole_text(quote, words), _EXCERPT)
        yield Block(f"{text}\n{line}", part, opens=(words("open"), of_key(Action.QUOTE, quote.key, "quote")))
