"""Spellings are found without looking at all of them, and are those that looking at all of them finds."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.archive.spellings import BEGINNING, CJK, Spellings

WORD = st.text("ab山田", min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ROWS = st.lists(st.tuples(st.integers(0, 5), TEXT, st.integers(0, 2)), max_size=12)


@given(rows=ROWS, wanted=TEXT)
def test_what_begins_and_what_is_the_same(rows: list[tuple[int, str, int]], wanted: str) -> None:
    known = Spellings(rows)

    def met(fits: list[bool]) -> list[tuple[int, int]]:
        return sorted((number, weight) for (number, _, weight), fit in zip(rows, fits, strict=True) if fit)

    assert sorted(known.same(wanted)) == met([text == wanted for _, text, _ in rows])
    assert sorted(known.beginning(wanted)) == met([text.startswith(wanted) for _, text, _ in rows])
    within = set(known.with_word(wanted))
    assert within == set(met([f" {wanted}" in text for _, text, _ in rows]))


@given(rows=ROWS, wanted=st.text("ab山田", min_size=2, max_size=6))
def test_what_holds_chinese_and_japanese(rows: list[tuple[int, str, int]], wanted: str) -> None:
    known = Spellings(rows)
    holding = {(number, weight) for number, text, weight in rows if wanted in text and CJK.search(text)}
    assert set(known.holding(wanted)) == holding
    held = {
        (number, weight)
        for number, text, weight in rows
        if 3 <= len(text) < len(wanted) and wanted.startswith(text) and CJK.search(text)
    }
    assert set(known.held_by(wanted, 3)) == held


@given(rows=ROWS, asked=st.lists(st.sets(WORD, min_size=1, max_size=2), min_size=1, max_size=3))
def test_all_words_of_a_record_count(rows: list[tuple[int, str, int]], asked: list[set[str]]) -> None:
    words: dict[int, set[str]] = {}
    for number, text, _ in rows:
        words.setdefault(number, set()).update(text.split())
    expected = {
        number
        for number, known in words.items()
        if all(any(_fits(word, part) for word in known for part in spelled) for spelled in asked)
    }
    assert Spellings(rows).with_all_words(asked) == expected


def _fits(word: str, part: str) -> bool:
    return word.startswith(part) if len(part) >= BEGINNING else word == part


@given(rows=ROWS, wanted=TEXT, slips=st.integers(1, 2))
def test_slips_and_likeness_are_the_best_of_each_record(
    rows: list[tuple[int, str, int]], wanted: str, slips: int
) -> None:
    known = Spellings(rows)
    distances = {(number, OSA.distance(wanted, text)) for number, text, _ in rows}
    expected = {(number, distance) for number, distance in distances if distance <= slips}
    assert set(known.with_slips(wanted, slips)) == expected
    best: dict[int, float] = {}
    for number, text, _ in rows:
        best[number] = max(best.get(number, 0.0), fuzz.ratio(wanted, text))
    assert known.like(wanted, 0.0) == best
    assert known.like(wanted, 60.0) == {number: score for number, score in best.items() if score >= 60}
