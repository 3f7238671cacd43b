"""Spellings into tables, and out of them: what `spellings` looks up."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final
from zlib import crc32

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
    """Rows of the spellings of one kind, in their order; numbers take the place of spellings later."""

    kind: int
    named: list[tuple[int, str]]
    spelled: list[tuple[str, int, int]]
    begun: list[tuple[int, int, str, str]]
    coded: list[tuple[int, str]]


def arranged(kind: int, records: Iterable[tuple[int, dict[str, int]]]) -> Arranged:
    """The spellings of numbered records, each with its weight, as they are filed."""
    named: list[tuple[int, str]] = []
    spelled: list[tuple[str, int, int]] = []
    for number, forms in records:
        words = dict.fromkeys(word for text in forms for word in text.split())
        named.append((kind << KIND_BITS | number, " ".join(words)))
        spelled += [(text, weight, number) for text, weight in forms.items()]
    spelled.sort()
    begun = [
        (later, weight, rest[:KEPT], text)
        for text, weight in dict.fromkeys((text, weight) for text, weight, _ in spelled)
        if weight != ENTIRE
        for later, rest in _rests(text)
    ]
    coded = [
        (code, text) for text in dict.fromkeys(text for text, *_ in spelled) for code in _codes(text, kind)
    ]
    return Arranged(kind, named, spelled, sorted(begun), sorted(coded))


def file(connection: sqlite3.Connection, rows: Arranged) -> None:
    """Write the spellings of some records."""
    kind = rows.kind
    ids, new = _identified(connection, kind, dict.fromkeys(text for text, *_ in rows.spelled))
    connection.executemany("INSERT INTO named (rowid, words) VALUES (?, ?)", rows.named)
    connection.executemany(
        "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)",
        [(ids[text], weight, number) for text, weight, number in rows.spelled],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO beginning VALUES (?, ?, ?, ?, ?)",
        [(kind, later, weight, rest, ids[text]) for later, weight, rest, text in rows.begun],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO segment VALUES (?, ?)",
        [(code, new[text]) for code, text in rows.coded if text in new],
    )


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


def _identified(
    connection: sqlite3.Connection, kind: int, texts: Mapping[str, None]
) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of spellings, given in their order; and of those alone that are new."""
    ((last,),) = connection.execute("SELECT coalesce(max(id), 0) FROM form")
    connection.executemany(
        "INSERT OR IGNORE INTO form (kind, text) VALUES (?, ?)", [(kind, text) for text in texts]
    )
    new: dict[str, int] = dict(connection.execute("SELECT text, id FROM form WHERE id > ?", (last,)))
    ids = dict(new)
    for text in texts.keys() - new.keys():
        ((ids[text],),) = connection.execute("SELECT id FROM form WHERE kind = ? AND text = ?", (kind, text))
    return ids, new


def _rests(text: str) -> Iterator[tuple[int, str]]:
    """Where a spelling can be come upon: at its beginning, at each later word, in Chinese anywhere."""
    yield WHOLE, text
    at = text.find(" ")
    while at >= 0:
        yield WORD, text[at + 1 :]
        at = text.find(" ", at + 1)
    if CJK.search(text):
        yield from ((INSIDE, text[at:]) for at in range(len(text) - 1))


def cuts_of(length: int, slips: int) -> list[int]:
    """Where a spelling of this length is cut into `slips` + 1 pieces."""
    return [length * piece // (slips + 1) for piece in range(slips + 2)]


def _codes(text: str, kind: int) -> list[int]:
    """A spelling's pieces: two where one slip is forgiven, three where two are."""
    if text.isascii():
        # Letters and bytes are the same.
        whole = text.encode()
        return [crc32(whole[start:end], begun) for start, end, begun in _pieces(kind, len(text), cjk=False)]
    cjk = CJK.search(text) is not None
    return [crc32(text[start:end].encode(), begun) for start, end, begun in _pieces(kind, len(text), cjk=cjk)]


@cache
def _pieces(kind: int, length: int, *, cjk: bool) -> tuple[tuple[int, int, int], ...]:
    """Where the pieces of a spelling begin and end, and the code of what is said of each."""
    with_one = length >= SHORTEST and (cjk or length <= _LONGEST_WITH_ONE)
    with_two = length >= _LEAST_WITH_TWO and not cjk
    return tuple(
        (start, end, crc32(f"{kind} {slips} {piece} {length} ".encode()))
        for slips, filed in ((1, with_one), (2, with_two))
        for piece, (start, end) in enumerate(pairwise(cuts_of(length, slips) if filed else ()))
    )
