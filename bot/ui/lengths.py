"""Texts made to fit: shortened where their full form stands elsewhere, else taken apart without loss."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from bot.records.source import Span
from bot.ui.markdown import clean, escape

ELLIPSIS: Final = "…"
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_SKIN: Final = range(0x1F3FB, 0x1F400)


def shorten(text: str, room: int) -> str:
    """At most `room` characters (one or more) of a plain text, ending in an ellipsis when it was longer."""
    if len(text) <= room:
        return text
    kept = text[: _break(text, room - 1)]
    return kept.rstrip(" ,;:·—-") + ELLIPSIS


def excerpt(text: str, room: int) -> str:
    """The beginning of a text as markdown of at most `room` characters."""
    text, length = clean(text).lstrip(" "), room
    while len(shown := escape(shorten(text, length))) > room:
        length -= max(1, (len(shown) - room) // 2)
    return shown


def fitted(say: Callable[[str], str], text: str, room: int) -> str:
    """`say(text)`, with as much of `text` as leaves the whole within `room` characters."""
    text = shorten(text, room)
    over = len(say(text)) - room
    return say(shorten(text, max(1, len(text) - over))) if over > 0 else say(text)


def cuts(text: str, room: int) -> Iterator[Span]:
    """Stretches of `text`, in order and without a gap, each at most `room` characters of markdown."""
    start, room = 0, max(room, 2)
    while start < len(text):
        end = min(len(text), start + room)
        while len(shown := escape(text[start:end])) > room:
            end -= max(1, (len(shown) - room) // 2)
        if end < len(text):
            end = start + max(1, _break(text[start : end + 1], end - start))
        yield Span(start, end)
        start = end


def pieces(text: str, room: int) -> list[str]:
    """A whole text as markdown, in pieces of at most `room` characters; nothing is left out."""
    if len(whole := escape(text)) <= room and len(text) <= room:
        return [whole.strip(" ")]
    return [escape(text[cut.start : cut.end]).strip(" ") for cut in cuts(text, room)] or [""]


def _break(text: str, room: int) -> int:
    """Where to end a first line of at most `room` characters: after a word, never inside a letter."""
    blank = text.rfind(" ", 0, room + 1)
    if blank >= room * 2 // 3 and blank > 0:
        return blank
    end = room
    while end > 0 and end < len(text) and _joined(text[end - 1], text[end]):
        end -= 1
    return end or room


def _joined(before: str, after: str) -> bool:
    return (
        before == "\u200d"
        or after in _JOINERS
        or ord(after) in _SKIN
        or unicodedata.category(after).startswith("M")
    )
