"""Spellings are found without looking at all of them, and are those that looking at all of them finds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.archive.filing import CJK, ENTIRE, arranged, file, strike
from bot.archive.schema import TABLES
from bot.archive.spellings import BEGINNING, FEW, Spellings

WORD = st.text("ab山田", min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
Row = tuple[int, str, int]
ROWS = st.lists(st.tuples(st.integers(0, 5), TEXT, st.integers(0, 2)), max_size=12)
KIND = 1


@contextmanager
def filed(rows: list[Row]) -> Iterator[tuple[Spellings, list[Row], sqlite3.Connection]]:
    """The rows in tables, beside others of another kind; each record has each spelling once, at its best."""
    best: dict[int, dict[str, int]] = {}
    for number, text, weight in rows:
        forms = best.setdefault(number, {})
        forms[text] = min(weight, forms.get(text, weight))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        file(connection, arranged(KIND - 1, [(9, {"ab": 0, "山田 aa": 1})]))
        file(connection, arranged(KIND, best.items()))
        known = Spellings(lambda sql, values: connection.execute(sql, values).fetchall(), KIND)
        kept = [(number, text, weight) for number, forms in best.items() for text, weight in forms.items()]
        yield known, kept, connection


@pytest.mark.unmeasured
@given(given_rows=ROWS, wanted=TEXT)
def test_what_begins_and_what_is_the_same(given_rows: list[Row], wanted: str) -> None:
    with filed(given_rows) as (known, rows, _):

        def met(fits: list[bool]) -> list[tuple[int, int]]:
            return sorted(
                (number, weight) for (number, _, weight), fit in zip(rows, fits, strict=True) if fit
            )

        assert sorted(known.same(wanted)) == met([text == wanted for _, text, _ in rows])
        assert sorted(known.beginning(wanted)) == met([text.startswith(wanted) for _, text, _ in rows])
        within = set(known.with_word(wanted))
        assert within == set(met([f" {wanted}" in text for _, text, _ in rows]))


@pytest.mark.unmeasured
@given(given_rows=ROWS, wanted=st.text("ab山田", min_size=2, max_size=6))
def test_what_holds_chinese_and_japanese(given_rows: list[Row], wanted: str) -> None:
    with filed(given_rows) as (known, rows, _):
        holding = {(number, weight) for number, text, weight in rows if wanted in text and CJK.search(text)}
        assert set(known.holding(wanted)) == holding
        held = {
            (number, weight)
            for number, text, weight in rows
            if 3 <= len(text) < len(wanted) and wanted.startswith(text) and CJK.search(text)
        }
        assert set(known.held_by(wanted, 3)) == held


@pytest.mark.unmeasured
@given(given_rows=ROWS, one=WORD, other=WORD)
def test_both_spellings_of_a_record(given_rows: list[Row], one: str, other: str) -> None:
    with filed(given_rows) as (known, rows, _):
        having = [{number for number, text, _ in rows if text == each} for each in (one, other)]
        assert known.with_both(one, other) == having[0] & having[1]


@pytest.mark.unmeasured
@given(given_rows=ROWS, asked=st.lists(st.sets(WORD, min_size=1, max_size=2), min_size=1, max_size=3))
def test_all_words_of_a_record_count(given_rows: list[Row], asked: list[set[str]]) -> None:
    words: dict[int, set[str]] = {}
    with filed(given_rows) as (known, rows, _):
        for number, text, _ in rows:
            words.setdefault(number, set()).update(text.split())
        expected = {
            number
            for number, has in words.items()
            if all(any(_fits(word, part) for word in has for part in spelled) for spelled in asked)
        }
        assert known.with_all_words(asked) == expected


def _fits(word: str, part: str) -> bool:
    return word.startswith(part) if len(part) >= BEGINNING else word == part


def test_what_is_said_whole_or_not_at_all() -> None:
    with filed([(1, "wangyi bb", ENTIRE), (2, "wangyi b", 0)]) as (known, _, _):
        assert set(known.same("wangyi bb")) == {(1, ENTIRE)}
        assert set(known.beginning("wang")) == {(2, 0)}
        assert set(known.with_word("b")) == {(2, 0)}
        assert set(known.with_slips("wangyi ba", 2)) == {(2, 1)}
        assert known.with_all_words([["wang"], ["bb"]]) == {1}
        assert known.with_all_words([["wang"], ["wangyi bb"]]) == set()


def forgiven(wanted: str, text: str) -> int:
    """How many slips may lie between them, as names are looked up."""
    if CJK.search(wanted):
        return 1 if len(wanted) >= 4 and (CJK.search(text) or len(text) <= 8) else 0
    return 0 if len(wanted) < 5 else 1 if len(wanted) < 8 else 0 if CJK.search(text) else 2


@given(
    given_rows=ROWS,
    wanted=st.text("ab山 ", min_size=4, max_size=17) | st.text("ab ", min_size=5, max_size=17),
)
def test_slips_and_likeness_are_the_best_of_each_record(given_rows: list[Row], wanted: str) -> None:
    with filed(given_rows) as (known, rows, _):
        slips = max((forgiven(wanted, text) for _, text, _ in rows), default=1) or 1
        distances = {(number, OSA.distance(wanted, text), forgiven(wanted, text)) for number, text, _ in rows}
        expected = {(number, distance) for number, distance, most in distances if distance <= most}
        assert {met for met in known.with_slips(wanted, slips) if met[1]} >= {
            met for met in expected if met[1]
        }
        best: dict[int, float] = {}
        for number, text, _ in rows:
            best[number] = max(best.get(number, 0.0), fuzz.ratio(wanted, text))
        assert known.like(wanted, 0.0) == best
        assert known.like(wanted, 60.0) == {number: score for number, score in best.items() if score >= 60}


@pytest.mark.parametrize("wanted", ["himadataro", "shimadatoro", "shimada"])
def test_among_many_what_is_like_shares_a_piece_or_a_beginning(wanted: str) -> None:
    known_as = "shimadataro"
    others = ["".join(letters) for letters in islice(product("abcdefghij", repeat=4), FEW)]
    with filed([(number, text, 0) for number, text in enumerate([known_as, *others])]) as (known, _, _):
        assert known.like(wanted, 60.0) == {0: fuzz.ratio(wanted, known_as)}
        assert known.like(others[7], 60.0)[8] == 100


@given(text=st.text("abcdefgh", min_size=3, max_size=16), slips=st.integers(1, 2), data=st.data())
def test_a_spelling_is_found_whatever_the_slips(text: str, slips: int, data: st.DataObject) -> None:
    wanted = text
    for _ in range(slips):
        at = data.draw(st.integers(0, len(wanted) - 1))
        letter = data.draw(st.sampled_from("abxy"))
        kinds = [
            wanted[:at] + wanted[at + 1 :],
            wanted[:at] + letter + wanted[at:],
            wanted[:at] + letter + wanted[at + 1 :],
            wanted[:at] + wanted[at : at + 2][::-1] + wanted[at + 2 :],
        ]
        wanted = data.draw(st.sampled_from(kinds)) or wanted
    distance = OSA.distance(wanted, text)
    most = forgiven(wanted, text)
    with filed([(1, text, 0)]) as (known, _, _):
        found = set(known.with_slips(wanted, most)) if most else set()
        assert found == ({(1, distance)} if distance <= most and most else set())


@given(given_rows=ROWS)
def test_what_is_struck_leaves_nothing_and_takes_nobody_elses(given_rows: list[Row]) -> None:
    def held(connection: sqlite3.Connection) -> list[list[object]]:
        return [
            connection.execute("SELECT * FROM spelling ORDER BY 1, 2, 3").fetchall(),
            connection.execute("SELECT * FROM beginning ORDER BY 1, 2, 3, 4, 5").fetchall(),
            connection.execute("SELECT * FROM segment ORDER BY 1, 2").fetchall(),
            connection.execute("SELECT rowid, words FROM named").fetchall(),
            connection.execute("SELECT kind, text FROM form").fetchall(),
        ]

    with filed([row for row in given_rows if row[0] < 3]) as (_, _, connection):
        before = held(connection)
        more: dict[int, dict[str, int]] = {}
        for number, text, weight in given_rows:
            if number >= 3:
                more.setdefault(number, {})[text] = weight
        file(connection, arranged(KIND, more.items()))
        strike(connection, KIND, 3, 5)
        assert held(connection) == before
