"""What somebody probably meant: the nearest known word, the nearest passage of the source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.records.problems import shown
from bot.records.source import SourceText, folded

_ALIKE: Final = 55.0
"""Per cent; below it a guess helps nobody."""
_LETTERS_PER_SLIP: Final = 3
_BETWEEN: Final = re.compile("[-.]")
_NUMBER: Final = re.compile("[0-9]+")
_SEEDS: Final = (32, 16, 8, 4)
"""Lengths of the pieces by which a passage is looked for, in characters."""
_TRIES: Final = 8
_SCANNED: Final = 200_000
"""Characters of a source that are searched for likeness when no piece stands in it."""


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The one of the known words that `word` is a slip or a part of; None where that is a mere guess."""
    wanted, slips = word.casefold(), -(-len(word) // _LETTERS_PER_SLIP)
    meant: list[tuple[int, str]] = []
    for other in known:
        distance = OSA.distance(wanted, other.casefold())
        close = distance <= slips or wanted in _BETWEEN.split(other.casefold())
        if close and _same_number(wanted, other):
            meant.append((distance, other))
    return min(meant)[1] if meant else None


def _same_number(word: str, other: str) -> bool:
    """Another number is another thing: u30 is no slip of u20, while u3 is one of u03."""
    return [*map(int, _NUMBER.findall(word))] == [*map(int, _NUMBER.findall(other))]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where words part from the passage of the source that is most like them."""

    line: int
    agreed: str
    """What both say up to there."""
    printed: str
    """How the source goes on."""
    given: str
    """How the words go on."""

    def __str__(self) -> str:
        after = f"after {ending(self.agreed)!r} " if self.agreed else ""
        printed = f"has {shown(self.printed, 24)!r}" if self.printed else "ends"
        given = f"this has {shown(self.given, 24)!r}" if self.given else "this ends"
        codes = ""
        # Only what looks alike needs its number: a quotation mark of one kind and of another.
        if self.printed and self.given and not (self.printed[0].isalnum() or self.given[0].isalnum()):
            codes = f" (U+{ord(self.printed[0]):04X}, not U+{ord(self.given[0]):04X})"
        return f"line {self.line} of source.txt is nearest: {after}it {printed}, {given}{codes}"


def difference(words: str, source: SourceText) -> Difference | None:
    """How words that are not in the source differ from what is; None when nothing there is like them."""
    wanted = folded(words)
    start = _start(wanted, source.folded)
    if start is None:
        return None
    printed = source.folded[start : start + len(wanted) + 24]
    agreed = _agreement(wanted, printed)
    line = source.line_of(source.unfolded(start + agreed))
    return Difference(line, wanted[:agreed], printed[agreed:], wanted[agreed:])


def ending(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= 24 else f"…{text[-23:]}"  # noqa: PLR2004 - enough to find the place by


def _start(wanted: str, text: str) -> int | None:
    starts = {start for size in _SEEDS for start in _by_pieces(wanted, text, size)}
    if not starts and len(text) <= _SCANNED:
        found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_ALIKE)
        starts = {found.dest_start} if found and found.src_start == 0 else set()

    def likeness(start: int) -> float:
        passage = text[start : start + len(wanted)]
        return _agreement(wanted, passage) + fuzz.ratio(wanted, passage) / 100 * len(wanted)

    best = max(sorted(starts), key=likeness, default=None)
    if best is None or fuzz.ratio(wanted, text[best : best + len(wanted)]) < _ALIKE:
        return None
    return best


def _by_pieces(wanted: str, text: str, size: int) -> Iterator[int]:
    """Where `wanted` would begin, judged by pieces of it that stand in the text."""
    last = len(wanted) - size
    for offset in range(0, last + 1, max(size, last // _TRIES)):
        at = -1
        for _ in range(_TRIES):
            at = text.find(wanted[offset : offset + size], at + 1)
            if at < 0:
                break
            yield max(0, at - offset)


def _agreement(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low
