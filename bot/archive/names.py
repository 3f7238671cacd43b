"""Finding a record by what somebody typed: any script, either order, parts, and small slips."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from typing import Final, Generic, TypeVar

from bot.archive.entities import Finding
from bot.archive.fold import compact, fold, romanised
from bot.archive.sounds import sounds
from bot.archive.spellings import CJK, Spellings

K = TypeVar("K")

NEAREST: Final = 3
_HONORIFIC: Final = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|professor)\b\s*|(?:先生|女士|教授|博士|さん|样|氏)$"
    r"| (?:san|sama|sensei|shi|xiansheng|nvshi|nushi|jiaoshou|boshi)$"
)
_TELLING: Final = 3
"""Characters of a Chinese or Japanese form that are enough to know it by."""
_OF: Final = re.compile("[的之の]")


class Weight(IntEnum):
    """What a form says of its record; a better weight settles what a worse one leaves open."""

    NAME = 0
    """A whole name, heading or key."""
    PART = 1
    """A surname, a given name, initials, a keyword."""
    ABOUT = 2
    """An organisation or a role."""


class Rank(IntEnum):
    """How a query met a form, best first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    CONTAINS = 3
    SOUNDS = 4
    SLIP = 5


@dataclass(frozen=True, slots=True)
class _Query:
    """What was typed, folded, and how else it may be spelled."""

    text: str
    spelled: frozenset[str]
    sounds: frozenset[str]
    """How it reads aloud, in Latin letters: what is heard is found under its printed spelling."""


Ranked = tuple[Rank, float]
"""How a record was met, and how well: a weight, a distance, or less than no likeness."""


class NameIndex(Generic[K]):
    """Keys by every form of their names. Immutable once built; safe for many readers."""

    def __init__(self, items: Iterable[tuple[K, Iterable[tuple[str, Weight]]]]) -> None:
        """`items` are keys with their folded forms, as `forms` makes them."""
        self._keys: list[K] = []
        self._spellings = Spellings(self._rows(items))

    def _rows(
        self, items: Iterable[tuple[K, Iterable[tuple[str, Weight]]]]
    ) -> Iterator[tuple[int, str, int]]:
        for number, (key, forms) in enumerate(items):
            self._keys.append(key)
            yield from ((number, text, weight) for text, weight in forms)

    def find(self, text: str) -> Finding[K]:
        """Those that `text` can mean, best rank and weight only; otherwise the nearest three."""
        query = _query(text)
        ranked = self._ranked(query, enough=1)
        if ranked:
            best = min(ranked.values())
            return Finding(tuple(self._keys[number] for number in sorted(ranked) if ranked[number] == best))
        return Finding((), self._nearest(query))

    def suggest(self, text: str, limit: int) -> tuple[K, ...]:
        """Those that begin with, contain or resemble `text`, best first; all, in order, for no text."""
        query = _query(text)
        if not query.text:
            return tuple(self._keys[:limit])
        ranked = self._ranked(query, enough=limit)
        if not ranked:
            likeness = self._spellings.like(query.text, _LIKE)
            ranked = {number: (Rank.SLIP, -score) for number, score in likeness.items()}
        best = nsmallest(limit, ((rank, number) for number, rank in ranked.items()))
        return tuple(self._keys[number] for _, number in best)

    def _ranked(self, query: _Query, enough: int) -> dict[int, Ranked]:
        """The best rank of each record that `query` can mean.

        Where `enough` records are met in better ways, slips are not looked for.
        """
        ranked: dict[int, Ranked] = {}
        for rank, weight, number in self._meetings(query):
            if number not in ranked or (rank, weight) < ranked[number]:
                ranked[number] = (rank, weight)
        sounding = self._sounding(query) - ranked.keys()
        if len(ranked) < enough or sounding:
            for number, distance in self._slipping(query):
                if number not in ranked or (Rank.SLIP, distance) < ranked[number]:
                    ranked[number] = (Rank.SLIP, distance)
        for number in sounding - ranked.keys():
            ranked[number] = (Rank.SOUNDS, Weight.NAME)
        return ranked

    def _meetings(self, query: _Query) -> Iterator[tuple[Rank, int, int]]:
        """Every way in which a record is met, but slips and sounds: rank, weight, number."""
        known = self._spellings
        for wanted in query.spelled:
            cjk = CJK.search(wanted) is not None
            least = 1 if cjk else 2
            for number, weight in known.same(wanted):
                # `vice president` is asked of every vice president, the senior ones too.
                yield (Rank.BEGINS if weight == Weight.ABOUT else Rank.EXACT), weight, number
            if len(wanted) >= least:
                yield from ((Rank.BEGINS, weight, number) for number, weight in known.beginning(wanted))
            if len(wanted) > least:
                yield from ((Rank.BEGINS, weight, number) for number, weight in known.with_word(wanted))
                if cjk:
                    # No space parts 高级 from 副总裁 as one does Senior from Vice President.
                    yield from (
                        (Rank.BEGINS if weight == Weight.ABOUT else Rank.CONTAINS, weight, number)
                        for number, weight in known.holding(wanted)
                    )
            if cjk:
                met = known.held_by(wanted, _TELLING)
                yield from ((Rank.CONTAINS, weight, number) for number, weight in met)
        asked = query.text.split()
        if len(asked) > 1 and all(len(word) > 1 for word in asked):
            yield from ((Rank.WORDS, Weight.ABOUT, number) for number in known.with_all_words(asked))
        if CJK.search(query.text):
            yield from ((Rank.WORDS, Weight.ABOUT, number) for number in self._composed(query.text))

    def _composed(self, text: str) -> Iterator[int]:
        """Those of whom a Chinese or Japanese text is organisation and title: 网易副总裁, 東芝の執行役."""
        for length in range(1, len(text)):
            held = self._about(text[:length])
            if held:
                yield from held & self._about(_OF.sub("", text[length:], count=1))

    def _about(self, form: str) -> set[int]:
        return {number for number, weight in self._spellings.same(form) if weight == Weight.ABOUT}

    def _slipping(self, query: _Query) -> Iterator[tuple[int, int]]:
        for wanted in query.spelled:
            if slips := _slips(wanted):
                yield from self._spellings.with_slips(wanted, slips)

    def _sounding(self, query: _Query) -> set[int]:
        return {number for sound in query.sounds for number, _ in self._spellings.same(sound)}

    def _nearest(self, query: _Query) -> tuple[K, ...]:
        near: dict[int, float] = {}
        for least in _NEAR:
            if len(near) < NEAREST:
                near = self._spellings.like(query.text, least)
        best = nsmallest(NEAREST, ((-score, number) for number, score in near.items()))
        return tuple(self._keys[number] for _, number in best)


_LIKE: Final = 70.0
_NEAR: Final = (50.0, 25.0, 0.0)
"""How like the nearest have to be, before those less like are looked at."""


def forms(spellings: Iterable[tuple[str, Weight]]) -> dict[str, Weight]:
    """The folded forms in which spellings are compared, each with its best weight."""
    best: dict[str, Weight] = {}
    for text, weight in spellings:
        folded = fold(text)
        for form in (folded, compact(folded), romanised(compact(folded))):
            if form:
                best[form] = min(weight, best.get(form, weight))
    return best


def _query(text: str) -> _Query:
    typed = fold(text)
    # Both ways: San, Shi and 博 are also parts of names.
    bare = _HONORIFIC.sub("", typed).strip() or typed
    spelled = frozenset(
        form for each in (typed, bare) for form in (each, compact(each), romanised(compact(each))) if form
    )
    return _Query(bare, spelled, frozenset(sounds(compact(bare))))


def _slips(wanted: str) -> int:
    """How many letters may be wrong: none in short words, where another word is as near."""
    if CJK.search(wanted):
        return 1 if len(wanted) >= 4 else 0  # noqa: PLR2004 - characters, each of which tells
    return 0 if len(wanted) < 5 else 1 if len(wanted) < 8 else 2  # noqa: PLR2004 - letters
