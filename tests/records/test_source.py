"""Finding a text in its source: white space folded, nothing else."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.records.nearest import difference, nearest_word
from bot.records.source import SourceText, Span, folded
from bot.shipped import shipped

FILE = shipped("data") / "beijing-tokyo-17" / "source.txt"
ARTICLE = SourceText.read(FILE.read_bytes())
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", " \u00a0\t", "\r\n", "\u3000"])
LETTERS = st.text(st.sampled_from("ab “”海街。 \u00a0\u3000\n\r\t"), max_size=60)


def plain(text: str) -> SourceText:
    return SourceText.read(text.encode())


@given(data=st.data())
def test_a_stretch_is_found_where_it_was_cut_however_its_spaces_are_set(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE.text) - 30))
    end = data.draw(st.integers(start + 20, min(len(ARTICLE.text), start + 400)))
    cut = ARTICLE.text[start:end]
    stripped = Span(start + len(cut) - len(cut.lstrip()), end - len(cut) + len(cut.rstrip()))
    words = folded(cut).split(" ")
    again = words[0] + "".join(data.draw(SPACES) + word for word in words[1:])
    assert stripped in ARTICLE.find(again)


@given(text=LETTERS, data=st.data())
def test_every_span_slices_back_to_the_words(text: str, data: st.DataObject) -> None:
    source = plain(text)
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    spans = source.find(words)
    assert bool(spans) is bool(words.strip())
    for span in spans:
        assert folded(source.text[span.start : span.end]) == folded(words)
        assert source.text[span.start : span.end].strip() == source.text[span.start : span.end]
    assert sorted(spans, key=lambda span: span.start) == [*spans]


@given(text=LETTERS, wanted=st.text(st.sampled_from("ab海 "), min_size=1, max_size=3))
def test_what_is_found_is_all_that_is_there(text: str, wanted: str) -> None:
    here = folded(wanted)
    count = sum(folded(text[at:]).startswith(here) for at in range(len(text)) if not text[at].isspace())
    assert len(plain(text).find(wanted)) == (count if here else 0)


@given(
    text=LETTERS,
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
    others=st.lists(LETTERS, max_size=3),
)
def test_looking_many_up_at_once_finds_what_looking_for_each_finds(
    text: str, cuts: list[tuple[int, int]], others: list[str]
) -> None:
    whole = f"{text}{ARTICLE.text[:300]}{text}"
    wanted = [whole[start : start + length] for start, length in cuts] + others
    together, apart = plain(whole), plain(whole)
    together.look_up(wanted)
    assert [together.find(words) for words in wanted] == [apart.find(words) for words in wanted]


@given(cuts=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), min_size=1, max_size=3))
def test_a_stretch_is_of_parts_that_stand_once_and_in_their_order(cuts: list[tuple[int, int]]) -> None:
    source = plain(f"{ARTICLE.text[:300]}\n\n{ARTICLE.text[200:300]}")
    parts = tuple(source.text[start : start + length].strip() or "none" for start, length in cuts)
    found = [source.find(part) for part in parts]
    once = all(len(places) == 1 for places in found)
    ordered = once and all(one[0].end <= other[0].start for one, other in pairwise(found))
    stretch = source.stretch(parts)
    assert (stretch is not None) is ordered
    if stretch is not None:
        first, last = stretch.spans[0].start, stretch.spans[-1].end
        assert [*stretch.spans] == [places[0] for places in found]
        assert stretch.around == source.paragraph(first, last)
        assert stretch.in_one is ("\n\n" not in source.text[first:last])


def test_what_ends_the_source_is_found_once() -> None:
    for length in range(1, 45):
        source = plain(f"First one, {'x' * length}")
        source.look_up([source.text])
        assert len(source.find(source.text)) == 1


@given(data=st.data())
def test_one_other_letter_is_not_found(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE.text) - 60))
    cut = ARTICLE.text[start : start + 50]
    place = data.draw(st.integers(5, 45))
    assume(not cut[place].isspace())
    assert ARTICLE.find(f"{cut[:place]}§{cut[place + 1 :]}") == ()


@given(text=LETTERS, data=st.data())
def test_every_place_is_in_its_line_and_paragraph(text: str, data: st.DataObject) -> None:
    source = plain(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    around = source.paragraph(start, end)
    assert around.start <= start
    assert end <= around.end or text[around.end : end].isspace()
    lines = source.text[:start].replace("\r\n", "\n").replace("\r", "\n").count("\n")
    cut = text[start - 1 : start + 1] == "\r\n"
    assert source.line_of(start) == lines + 1 - cut


def test_no_break_spaces_do_not_hide_a_quote() -> None:
    assert "China and Japan" not in ARTICLE.text
    assert len(ARTICLE.find("China and Japan")) == 5


def test_nothing_else_is_folded() -> None:
    source = plain("A\u200bB Cafe\u0301 “x”")
    assert source.find("AB") == ()
    assert source.find("Café") == ()
    assert source.find('"x"') == ()
    assert source.find("a\u200bB") == ()


def test_nothing_is_found_nowhere() -> None:
    assert ARTICLE.find(" \n") == ()


def test_the_hash_is_of_the_file_with_its_byte_order_mark() -> None:
    data = b"\xef\xbb\xbfwords"
    source = SourceText.read(data)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.find("words") == (Span(0, 5),)
    with pytest.raises(UnicodeDecodeError):
        SourceText.read(b"\xff")


def test_lines_and_paragraphs() -> None:
    (span,) = ARTICLE.find("“However, economic activities")
    assert ARTICLE.line_of(span.start) == 32
    around = ARTICLE.paragraph(span.start, span.end)
    paragraph = ARTICLE.text[around.start : around.end]
    assert paragraph.startswith("“Total global")
    assert paragraph.endswith("Internet economy.”")
    last = ARTICLE.find("of data flow.")[-1]
    assert ARTICLE.paragraph(last.start, last.end).end == len(ARTICLE.text)
    first = ARTICLE.paragraph(0, 3)
    both = ARTICLE.paragraph(0, last.end)
    assert first.start == both.start == 0
    assert both.end == len(ARTICLE.text)


def test_lines_are_paragraphs_where_no_line_is_blank() -> None:
    source = plain("One line\r\nanother\nlast")
    assert source.paragraph(10, 12) == Span(10, 17)
    wrapped = plain("One line\nof two\n \nanother")
    assert wrapped.paragraph(9, 11) == Span(0, 15)


def test_a_slip_is_shown_where_it_is() -> None:
    found = difference("China and Japan face common chalenges", ARTICLE)
    assert found is not None
    assert (found.line, found.agreed) == (19, "China and Japan face common chal")
    assert found.printed.startswith("lenges in education")
    assert found.given == "enges"


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("the use of logistics data were vulnerable to natural disasters.", "the use of logistics data "),
        ("§Both China and Japan are committed", ""),
        ("THE USE of logistics data is vulnerable", ""),
        ("AI can help solve the ageing problem faced by both China and Japan", "AI can help solve the ag"),
    ],
)
def test_the_nearest_passage_is_the_one_that_is_meant(words: str, agreed: str) -> None:
    found = difference(words, ARTICLE)
    assert found is not None
    assert found.agreed == agreed


def test_a_text_that_is_quite_another_has_no_nearest() -> None:
    assert difference("完全に別の文", ARTICLE) is None
    assert difference("§", ARTICLE) is None


def test_likeness_without_a_common_piece() -> None:
    source = plain("The sea is a road.")
    found = difference("Thx sxa is x rxad.", source)
    assert found is not None
    assert found.agreed == "Th"


@given(words=st.text(max_size=80), text=LETTERS)
def test_a_difference_is_never_an_error(words: str, text: str) -> None:
    found = difference(words, plain(text))
    assert found is None or str(found)


def test_nearest_words() -> None:
    assert nearest_word("Speker", ["speaker", "theme"]) == "speaker"
    assert nearest_word("zzz", ["speaker", "theme"]) is None
    assert nearest_word("x", []) is None
