"""The quick look at a quote may doubt and never overlook: in what it calls clear no rule finds anything."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.languages import Language
from bot.records.clear import Clear
from bot.records.loader import Entry, read_folder
from bot.records.models import Attribution, Kind, Quote
from bot.records.rules import faults_of_quote
from bot.records.sections import Sections
from bot.records.sizes import Room
from bot.shipped import shipped

DRAFT = read_folder(shipped("data") / "beijing-tokyo-17")
SPEAKERS = {entry.record.id: entry.record for entry in DRAFT.speakers}
THEMES = {entry.record.id: entry.record for entry in DRAFT.themes}
SECTIONS, ROOM = Sections(DRAFT), Room(DRAFT, SPEAKERS, THEMES)
CLEAR = Clear(DRAFT, SPEAKERS, SECTIONS, ROOM)
ARTICLE = DRAFT.source.text if DRAFT.source else ""
QUOTES = [entry.record for entry in DRAFT.quotes]

anywhere = st.builds(
    lambda start, length: ARTICLE[start : start + length], st.integers(0, len(ARTICLE)), st.integers(1, 400)
)
cut = st.builds(
    lambda quote, start, end: quote.text[0][start : len(quote.text[0]) - end],
    st.sampled_from(QUOTES),
    st.integers(0, 3),
    st.integers(0, 3),
)
texts = st.one_of(anywhere, cut, st.sampled_from([part for quote in QUOTES for part in quote.text]))
wordings = st.dictionaries(st.sampled_from(Language), st.just("…"), max_size=4)
fields: Mapping[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(Kind),
    "speaker": st.sampled_from([None, "nobody", *SPEAKERS]),
    "theme": st.sampled_from(["nothing", *THEMES]),
    "text": st.lists(texts.filter(str.strip).map(str.strip), min_size=1, max_size=3).map(tuple),
    "attribution": st.one_of(
        st.none(), st.sampled_from([quote.attribution for quote in QUOTES]), anywhere.map(str.strip)
    ),
    "attributed_by": st.one_of(st.none(), st.sampled_from(Attribution)),
    "translations": st.dictionaries(
        st.sampled_from(Language),
        st.lists(st.sampled_from(["…", "…" * 3000]), min_size=1, max_size=3).map(tuple),
        max_size=4,
    ),
    "note": st.one_of(st.none(), wordings),
}


def assert_nothing_overlooked(record: Quote) -> None:
    entry = Entry(record, DRAFT.quotes[0].file, "quotes", (0,))
    if CLEAR.sees(entry):
        assert [fault.wrong for fault in faults_of_quote(entry, DRAFT, SPEAKERS, SECTIONS, ROOM)] == []


def test_most_quotes_are_clearly_right() -> None:
    clear = sum(map(CLEAR.sees, DRAFT.quotes))
    assert clear > len(DRAFT.quotes) * 0.8


@given(
    quote=st.sampled_from(QUOTES), changed=st.lists(st.sampled_from([*fields]), max_size=3), data=st.data()
)
def test_what_is_clear_has_no_fault(quote: Quote, changed: list[str], data: st.DataObject) -> None:
    assert_nothing_overlooked(replace(quote, **{name: data.draw(fields[name], name) for name in changed}))


@given(quote=st.sampled_from(QUOTES), start=st.integers(-3, 3), end=st.integers(-3, 3))
def test_a_quote_that_begins_or_ends_elsewhere_is_not_taken_for_clear(
    quote: Quote, start: int, end: int
) -> None:
    source = DRAFT.source
    assert source is not None
    stretch = source.stretch(quote.text)
    assert stretch is not None
    first = ARTICLE[max(0, stretch.spans[0].start + start) : stretch.spans[0].end + end].strip()
    assert_nothing_overlooked(replace(quote, text=(first, *quote.text[1:])))
