"""Which record a pasted sentence comes from, and how far the wording is the recorded one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

CANDIDATES: Final = 50
"""Records that share words with the text and are compared with it."""
ALIKE: Final = 80.0
"""Per cent of likeness from which a text is taken for an altered record."""
SHORTEST: Final = 16
"""Letters that a text needs before likeness says anything; a Chinese or Japanese character counts as two."""

_MARKS: Final = re.compile(r"[\"'“”‘’„«»「」『』‹›]")
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_TOKEN: Final = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W_\u3005-\u30ff\u3400-\u9fff]+|[^\w\s]|_")
_WIDE: Final = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]")


class Change(StrEnum):
    """What was done to a stretch of the recorded wording."""

    KEPT = "kept"
    LEFT_OUT = "left-out"
    PUT_IN = "put-in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of wording, recorded or pasted."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How a pasted text compares with a recorded one; the greater, the more alike."""

    exact: bool
    per_cent: float


def plain(text: str) -> str:
    """A text without what does not count as wording: quotation marks, and how its spaces are set."""
    return _SPACE.sub(" ", _MARKS.sub("", text)).strip()


def enough(text: str) -> bool:
    """Whether a text is long enough to be told apart from others."""
    wording = plain(text)
    return len(wording) + len(_WIDE.findall(wording)) >= SHORTEST


def likeness(pasted: str, recorded: str) -> Likeness:
    """Compare two texts; a piece of the recorded one, word for word, is exact."""
    wanted, known = plain(pasted), plain(recorded)
    if wanted and wanted in known:
        return Likeness(exact=True, per_cent=100.0)
    lower, within = wanted.casefold(), known.casefold()
    # A piece may be like a part of the record; more than the record must be like all of it.
    score = fuzz.partial_ratio(lower, within) if len(lower) <= len(within) else fuzz.ratio(lower, within)
    return Likeness(exact=False, per_cent=score)


def difference(pasted: str, recorded: str) -> tuple[Piece, ...]:
    """What was kept, left out and put in: words, or characters where there are no spaces."""
    known, wanted = _tokens(plain(recorded)), _tokens(plain(pasted))
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, known, wanted, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.KEPT, _together(known[a:b])))
            continue
        if b > a:
            pieces.append(Piece(Change.LEFT_OUT, _together(known[a:b])))
        if d > c:
            pieces.append(Piece(Change.PUT_IN, _together(wanted[c:d])))
    return tuple(_trimmed(pieces))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _together(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        spaced = text and part[0].isalnum() and not _WIDE.match(part) and not _WIDE.match(text[-1])
        text += f" {part}" if spaced else part
    return text


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    """Without what the record says before and after the stretch that was pasted."""
    ends = (0, len(pieces) - 1)
    for number, piece in enumerate(pieces):
        if number in ends and piece.change is Change.LEFT_OUT:
            continue
        yield piece
