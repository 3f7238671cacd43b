"""Spellings into tables, and out of them: what `spellings` looks up."""

import re
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final
from zlib import crc32

from msgspec.json import encode

from bot.archive.inserting import insert

HAN: Final = re.compile(r"[\u3400-\u9fff]")
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
KEPT: Final = 24
"""Characters of a beginning that are kept; what is longer is compared with the spelling itself."""
WHOLE, WORD, INSIDE = range(3)
SHORTEST: Final = 3
"""Characters of a spelling that may be met with a slip."""
_LONGEST_WITH_ONE: Final = 8
_LEAST_WITH_TWO: Final = 6
"""Letters of a spelling that is met with one slip at most, and with two at least."""
KIND_BITS: Final = 52
ENTIRE: Final = 3
"""The weight of what is said whole or not at all: nothing is its beginning, or it with a slip."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows of the spellings of one kind, in their order; a spelling is given by its place among `texts`."""

    kind: int
    named: list[tuple[int, str]]
    texts: list[str]
    having: list[list[tuple[int, int]]]
    """For each spelling, with which weights which records have it."""
    begun: list[tuple[int, int, str, int]]
    coded: "array[int]"
    """Codes of pieces, and the places of the spellings that they are of, each two in one number."""


def arranged(kind: int, records: Iterable[tuple[int, dict[str, int]]]) -> Arranged:
    """The spellings of numbered records, each with its weight, as they are filed."""
    named: list[tuple[int, str]] = []
    having: dict[str, list[tuple[int, int]]] = {}
    for number, forms in records:
        words = dict.fromkeys(" ".join(forms).split())
        named.append((kind << KIND_BITS | number, " ".join(words)))
        for text, weight in forms.items():
            if text in having:
                having[text].append((weight, number))
            else:
                having[text] = [(weight, number)]
    texts = sorted(having)
    begun: list[tuple[int, int, str, int]] = []
    coded: list[int] = []
    for place, text in enumerate(texts):
        those = having[text]
        those.sort()
        last = ENTIRE
        for weight, _ in those:
            if weight not in {last, ENTIRE}:
                begun += [(later, weight, rest[:KEPT], place) for later, rest in _rests(text)]
                last = weight
        coded += [code << _PLACE | place for code in _codes(text, kind)]
    begun.sort()
    coded.sort()
    return Arranged(kind, named, texts, [having[text] for text in texts], begun, array("Q", coded))


_PLACE: Final = 32
"""Bits of a spelling's place."""


def file(connection: sqlite3.Connection, rows: Arranged) -> None:
    """Write the spellings of some records."""
    kind, ids = rows.kind, _identified(connection, rows.kind, rows.texts)
    connection.executemany("INSERT INTO named (rowid, words) VALUES (?, ?)", rows.named)
    spelled = ((form, *had) for form, those in zip(ids, rows.having, strict=True) for had in those)
    insert(connection, "INSERT OR FAIL INTO spelling", 3, spelled)
    begun = ((kind, later, weight, rest, ids[place]) for later, weight, rest, place in rows.begun)
    insert(connection, "INSERT OR IGNORE INTO beginning", 5, begun)
    last = (1 << _PLACE) - 1
    coded = ((both >> _PLACE, ids[both & last]) for both in rows.coded)
    insert(connection, "INSERT OR IGNORE INTO segment", 2, coded)


def strike(connection: sqlite3.Connection, kind: int, first: int, last: int) -> None:
    """Remove the spellings of the records with these numbers, and what only they were spelled with."""
    of = kind << KIND_BITS
    connection.execute("DELETE FROM named WHERE rowid BETWEEN ? AND ?", (of + first, of + last))
    connection.execute("CREATE TEMP TABLE struck (form INTEGER, weight INTEGER)")
    connection.execute(
        "INSERT INTO struck SELECT DISTINCT form, weight FROM spelling JOIN form ON form.id = form"
        " WHERE kind = ? AND number BETWEEN ? AND ?",
        (kind, first, last),
    )
    connection.execute(
        "DELETE FROM spelling WHERE number BETWEEN ? AND ? AND form IN (SELECT form FROM struck)",
        (first, last),
    )
    connection.execute(
        "DELETE FROM struck WHERE EXISTS (SELECT 1 FROM spelling"
        " WHERE spelling.form = struck.form AND spelling.weight = struck.weight)"
    )
    gone = connection.execute("SELECT form, weight, text FROM struck JOIN form ON form.id = form").fetchall()
    rows = [
        (kind, later, weight, rest[:KEPT], form)
        for form, weight, text in gone
        for later, rest in _rests(text)
    ]
    connection.executemany(
        "DELETE FROM beginning WHERE kind = ? AND later = ? AND weight = ? AND rest = ? AND form = ?", rows
    )
    connection.execute("DROP TABLE struck")
    for form, text in {(form, text) for form, _, text in gone}:
        if connection.execute("SELECT 1 FROM spelling WHERE form = ?", (form,)).fetchone() is None:
            codes = ((code, form) for code in _codes(text, kind))
            connection.executemany("DELETE FROM segment WHERE code = ? AND form = ?", codes)
            connection.execute("DELETE FROM form WHERE id = ?", (form,))


def _identified(connection: sqlite3.Connection, kind: int, texts: Sequence[str]) -> list[int]:
    """The numbers of spellings, which are in their order; those that have none are given one."""
    ((last,),) = connection.execute("SELECT coalesce(max(id), 0) FROM form")
    known: dict[str, int] = dict(connection.execute(_KNOWN, (encode(texts).decode(), kind)) if last else ())
    ids = [known.get(text) or last + place for place, text in enumerate(texts, 1)]
    new = [(number, kind, text) for number, text in zip(ids, texts, strict=True) if number > last]
    insert(connection, "INSERT OR FAIL INTO form", 3, new)
    return ids


_KNOWN: Final = "SELECT text, form.id FROM json_each(?) CROSS JOIN form ON text = value WHERE kind = ?"


def _rests(text: str) -> list[tuple[int, str]]:
    """Where a spelling can be come upon: at its beginning, at each later word, in Chinese anywhere."""
    rests = [(WHOLE, text)]
    at = text.find(" ")
    while at >= 0:
        rests.append((WORD, text[at + 1 :]))
        at = text.find(" ", at + 1)
    if not text.isascii() and CJK.search(text):
        rests += [(INSIDE, text[at:]) for at in range(len(text) - 1)]
    return rests


@cache
def pieces_of(kind: int, slips: int, length: int) -> tuple[tuple[int, int, int], ...]:
    """Where a spelling of this length is cut into `slips` + 1 pieces, and the code each is told by."""
    cuts = [length * piece // (slips + 1) for piece in range(slips + 2)]
    return tuple(
        (start, end, crc32(f"{kind} {slips} {piece} {length} ".encode()))
        for piece, (start, end) in enumerate(pairwise(cuts))
    )


def _codes(text: str, kind: int) -> list[int]:
    """A spelling's pieces: two where one slip is forgiven, three where two are."""
    if text.isascii():
        # Letters and bytes are the same.
        whole = text.encode()
        return [crc32(whole[start:end], begun) for start, end, begun in _pieces(kind, len(text))]
    pieces = _pieces(kind, len(text), CJK.search(text) is not None)
    return [crc32(text[start:end].encode(), begun) for start, end, begun in pieces]


@cache
def _pieces(kind: int, length: int, cjk: bool = False) -> tuple[tuple[int, int, int], ...]:  # noqa: FBT001, FBT002 - by name it would be looked up in twice the time
    """The pieces by which a spelling is filed."""
    with_one = length >= SHORTEST and (cjk or length <= _LONGEST_WITH_ONE)
    with_two = length >= _LEAST_WITH_TWO and not cjk
    return tuple(
        piece
        for slips, filed in ((1, with_one), (2, with_two))
        if filed
        for piece in pieces_of(kind, slips, length)
    )
