"""Finding a text in its source: white space folded, nothing else."""

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.records.findings import nearest
from bot.records.source import SourceText, Span, folded
from bot.shipped import shipped

ARTICLE = SourceText.read((shipped("data") / "beijing-tokyo-17" / "source.txt").read_bytes())
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", " \u00a0\t", "\r\n"])


@given(data=st.data())
def test_a_stretch_is_found_where_it_was_cut_however_its_spaces_are_set(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE.text) - 30))
    end = data.draw(st.integers(start + 20, min(len(ARTICLE.text), start + 400)))
    cut = ARTICLE.text[start:end]
    stripped = Span(start + len(cut) - len(cut.lstrip()), end - len(cut) + len(cut.rstrip()))
    words = folded(cut).split(" ")
    again = words[0] + "".join(data.draw(SPACES) + word for word in words[1:])
    assert stripped in ARTICLE.find(again)


@given(data=st.data())
def test_one_other_letter_is_not_found(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE.text) - 60))
    cut = ARTICLE.text[start : start + 50]
    place = data.draw(st.integers(5, 45))
    assume(not cut[place].isspace())
    assert ARTICLE.find(f"{cut[:place]}§{cut[place + 1 :]}") == ()


def test_no_break_spaces_do_not_hide_a_quote() -> None:
    assert "China and Japan" not in ARTICLE.text
    assert len(ARTICLE.find("China and Japan")) == 5


def test_nothing_is_found_nowhere() -> None:
    assert ARTICLE.find(" \n") == ()


def test_lines_and_paragraphs() -> None:
    (span,) = ARTICLE.find("“However, economic activities")
    assert ARTICLE.line_of(span.start) == 32
    around = ARTICLE.paragraph(span.start, span.end)
    paragraph = ARTICLE.text[around.start : around.end]
    assert paragraph.startswith("“Total global")
    assert paragraph.endswith("Internet economy.”")
    last = ARTICLE.find("of data flow.")[-1]
    assert ARTICLE.paragraph(last.start, last.end).end == len(ARTICLE.text)


def test_the_nearest_stretch_helps_to_mend_a_slip() -> None:
    assert nearest("China and Japan face common chalenges", ARTICLE.text).startswith(
        "China and Japan face common"
    )
    assert nearest("完全に別の文", ARTICLE.text) == ""
