"""Numbers that say where a record belongs: what is a forum's stands together, and is replaced together.

A record's number is its forum's number and its place in that forum; a row of the word index is a forum's
number, a kind, a place and a language. So a range of numbers is a forum, and no row has to be read to know
what it is of.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final

from bot.archive.search import Found
from bot.languages import Language

PLACES: Final = 24
"""Bits for a record's place in its forum."""
_LANGUAGE, _KIND = 3, 2
_ROW: Final = PLACES + _LANGUAGE + _KIND
_FORUMS: Final = 1 << 22
"""Numbers of forums: the more, the more forums can come between two without any being renumbered."""

FOUND: Final = tuple(Found)
LANGUAGES: Final = tuple(Language)
_KINDS: Final = {found: place for place, found in enumerate(FOUND)}
_PLACES: Final = {language: place for place, language in enumerate(LANGUAGES)}


def record(forum: int, place: int) -> int:
    """The number of a record, among those of its kind."""
    return forum << PLACES | place


def forum_of(record_number: int) -> int:
    """The number of the forum that a record is of."""
    return record_number >> PLACES


def row(record_number: int, found: Found, language: Language) -> int:
    """The number of a row of the word index."""
    forum, place = record_number >> PLACES, record_number & (1 << PLACES) - 1
    return ((forum << _KIND | _KINDS[found]) << PLACES | place) << _LANGUAGE | _PLACES[language]


def of_row(number: int) -> tuple[int, Found, Language]:
    """The record, kind and language of a row of the word index."""
    place = number >> _LANGUAGE & (1 << PLACES) - 1
    kind = number >> _LANGUAGE + PLACES & (1 << _KIND) - 1
    return record(number >> _ROW, place), FOUND[kind], LANGUAGES[number & (1 << _LANGUAGE) - 1]


def records_of(forum: int) -> tuple[int, int]:
    """First and last number of a forum's records."""
    return record(forum, 0), record(forum + 1, 0) - 1


def rows_of(forum: int) -> tuple[int, int]:
    """First and last number of a forum's rows of the word index."""
    return forum << _ROW, (forum + 1 << _ROW) - 1


KIND_OF_ROW: Final = f"(rowid >> {_LANGUAGE + PLACES} & {(1 << _KIND) - 1})"
"""In SQL: the place of a row's kind in FOUND."""
RECORD_OF_ROW: Final = f"(rowid >> {_ROW} << {PLACES} | (rowid >> {_LANGUAGE} & {(1 << PLACES) - 1}))"
"""In SQL: the number of a row's record, among those of its kind."""
LANGUAGE_OF_ROW: Final = f"(rowid & {(1 << _LANGUAGE) - 1})"
"""In SQL: the place of a row's language in LANGUAGES."""


def numbered(names: Iterable[str], known: Mapping[str, int]) -> dict[str, int] | None:
    """A number for each forum, in the order of their names; those that have one keep it.

    None where no number is left between two of them: then all are numbered anew.
    """
    ordered = sorted(names)
    numbers = {name: known[name] for name in ordered if name in known}
    if not numbers:
        step = _FORUMS // (len(ordered) + 1)
        return {name: place * step for place, name in enumerate(ordered, 1)} if step else None
    for name in ordered:
        if name not in numbers:
            there = sorted(numbers)
            at = bisect_left(there, name)
            before = numbers[there[at - 1]] if at else 0
            after = numbers[there[at]] if at < len(there) else _FORUMS
            if after - before < 2:  # noqa: PLR2004 - nothing lies between neighbours
                return None
            numbers[name] = (before + after) // 2
    return numbers
