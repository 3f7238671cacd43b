"""Finding a record by what somebody typed: any script, either order, parts, and small slips."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Generic, TypeVar

import jaconv
from pypinyin import lazy_pinyin
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.archive.entities import Finding
from bot.archive.fold import compact, fold, romanised

K = TypeVar("K")

NEAREST: Final = 3
_HONORIFIC: Final = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|professor)\b\s*|(?:先生|女士|教授|博士|さん|样|氏)$"
    r"| (?:san|sama|sensei|shi|xiansheng|nvshi|nushi|jiaoshou|boshi)$"
)
_KANA_ONLY: Final = re.compile(r"[\u3041-\u3096]{2,20}")
_HANZI_ONLY: Final = re.compile(r"[\u3400-\u9fff]{2,5}")
_TELLING: Final = 3
"""Characters of a Chinese or Japanese form that are enough to know it by."""
_OF: Final = re.compile("[的之の]")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Weight(IntEnum):
    """What a form says of its record; a better weight settles what a worse one leaves open."""

    NAME = 0
    """A whole name, heading or key."""
    PART = 1
    """A surname, a given name, initials, a keyword."""
    ABOUT = 2
    """An organisation or a role."""


@dataclass(frozen=True, slots=True)
class Form:
    """One folded spelling."""

    text: str
    weight: Weight


class Rank(IntEnum):
    """How a query met a form, best first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    CONTAINS = 3
    SOUNDS = 4
    SLIP = 5


@dataclass(slots=True)
class _Entry(Generic[K]):
    key: K
    forms: tuple[Form, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Query:
    """What was typed, folded, and how else it may be spelled."""

    text: str
    spelled: frozenset[str]
    sounds: frozenset[str]
    """How it reads aloud, in Latin letters: what is heard is found under its printed spelling."""


class NameIndex(Generic[K]):
    """Keys by every form of their names. Immutable once built; safe for many readers."""

    def __init__(self, items: Iterable[tuple[K, Iterable[tuple[str, Weight]]]]) -> None:
        self._entries = [_entry(key, forms) for key, forms in items]

    def find(self, text: str) -> Finding[K]:
        """Those that `text` can mean, best rank and weight only; otherwise the nearest three."""
        query = _query(text)
        ranked = [(rank, entry.key) for entry in self._entries if (rank := _rank(query, entry)) is not None]
        if ranked:
            best = min(rank for rank, _ in ranked)
            return Finding(tuple(key for rank, key in ranked if rank == best))
        return Finding((), self._nearest(query))

    def suggest(self, text: str, limit: int) -> tuple[K, ...]:
        """Those that begin with, contain or resemble `text`, best first; all, in order, for no text."""
        query = _query(text)
        if not query.text:
            return tuple(entry.key for entry in self._entries[:limit])
        ranked = [
            (rank, number)
            for number, entry in enumerate(self._entries)
            if (rank := _rank(query, entry)) is not None
        ]
        if not ranked:
            ranked = [
                ((Rank.SLIP, 0, -score), number)
                for number, entry in enumerate(self._entries)
                if (score := _likeness(query, entry)) >= _LIKE
            ]
        return tuple(self._entries[number].key for _, number in sorted(ranked)[:limit])

    def _nearest(self, query: _Query) -> tuple[K, ...]:
        by_likeness = sorted(self._entries, key=lambda entry: -_likeness(query, entry))
        return tuple(entry.key for entry in by_likeness[:NEAREST])


_LIKE: Final = 70.0
Ranked = tuple[Rank, int, float]


def _entry(key: K, forms: Iterable[tuple[str, Weight]]) -> _Entry[K]:
    best: dict[str, Weight] = {}
    for text, weight in forms:
        folded = fold(text)
        for form in (folded, compact(folded), romanised(compact(folded))):
            if form:
                best[form] = min(weight, best.get(form, weight))
    words = frozenset(word for form in best for word in form.split())
    return _Entry(key, tuple(Form(text, weight) for text, weight in best.items()), words)


def _query(text: str) -> _Query:
    typed = fold(text)
    # Both ways: San, Shi and 博 are also parts of names.
    bare = _HONORIFIC.sub("", typed).strip() or typed
    together = compact(bare)
    spelled = frozenset(
        form for each in (typed, bare) for form in (each, compact(each), romanised(compact(each))) if form
    )
    return _Query(bare, spelled, frozenset(_sounds(together)))


def _sounds(together: str) -> Iterator[str]:
    if _KANA_ONLY.fullmatch(together):
        yield romanised(jaconv.kana2alphabet(together))
    elif _HANZI_ONLY.fullmatch(together):
        yield romanised("".join(lazy_pinyin(together)))


def _rank(query: _Query, entry: _Entry[K]) -> Ranked | None:
    ranks = [rank for form in entry.forms for wanted in query.spelled if (rank := _meet(wanted, form))]
    if _all_words(query.text, entry.words) or _composed(query.text, entry.forms):
        ranks.append((Rank.WORDS, Weight.ABOUT, 0.0))
    if not ranks and any(form.text in query.sounds for form in entry.forms):
        ranks.append((Rank.SOUNDS, Weight.NAME, 0.0))
    return min(ranks, default=None)


def _meet(wanted: str, form: Form) -> Ranked | None:
    if wanted == form.text:
        # `vice president` is asked of every vice president, the senior ones too.
        return Rank.BEGINS if form.weight is Weight.ABOUT else Rank.EXACT, form.weight, 0.0
    enough = 1 if _CJK.search(wanted) else 2
    if len(wanted) >= enough and form.text.startswith(wanted):
        return Rank.BEGINS, form.weight, 0.0
    if len(wanted) > enough and f" {wanted}" in form.text:
        return Rank.BEGINS, form.weight, 0.0
    if _holds(form.text, wanted, enough):
        # No space parts 高级 from 副总裁 as one does Senior from Vice President.
        return Rank.BEGINS if form.weight is Weight.ABOUT else Rank.CONTAINS, form.weight, 0.0
    if _holds(wanted, form.text, _TELLING - 1, begins=True):
        return Rank.CONTAINS, form.weight, 0.0
    slips = _slips(wanted)
    distance = OSA.distance(wanted, form.text, score_cutoff=slips) if slips else 1
    return (Rank.SLIP, distance, 0.0) if distance <= slips else None


def _holds(whole: str, part: str, more_than: int, *, begins: bool = False) -> bool:
    """Whether a longer Chinese or Japanese text holds `part`: a surname of a name, a name of a phrase."""
    if len(part) <= more_than or not _CJK.search(part):
        return False
    return whole.startswith(part) if begins else part in whole


def _slips(wanted: str) -> int:
    """How many letters may be wrong: none in short words, where another word is as near."""
    if _CJK.search(wanted):
        return 1 if len(wanted) >= 4 else 0  # noqa: PLR2004 - characters, each of which tells
    return 0 if len(wanted) < 5 else 1 if len(wanted) < 8 else 2  # noqa: PLR2004 - letters


def _all_words(query: str, words: frozenset[str]) -> bool:
    asked = query.split()
    return len(asked) > 1 and all(
        len(word) > 1 and any(known.startswith(word) for known in words) for word in asked
    )


def _composed(query: str, forms: Iterable[Form]) -> bool:
    """Whether a Chinese or Japanese query is an organisation with a title: 网易副总裁, 東芝の執行役."""
    if not _CJK.search(query):
        return False
    about = {form.text for form in forms if form.weight is Weight.ABOUT}
    return any(query.startswith(form) and _OF.sub("", query[len(form) :], count=1) in about for form in about)


def _likeness(query: _Query, entry: _Entry[K]) -> float:
    return max((fuzz.ratio(query.text, form.text) for form in entry.forms), default=0.0)
