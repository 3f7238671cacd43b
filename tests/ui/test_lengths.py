"""Texts made to fit: shortened with an ellipsis, or taken apart without loss; never inside a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.lengths import ELLIPSIS, cuts, excerpt, fitted, pieces, shorten
from bot.ui.markdown import escape

texts = st.text(max_size=300) | st.text(alphabet=" *_-#1.:/@ab島é\u0301👩\u200d💻🏽\ufe0f", max_size=300)


@given(texts, st.integers(1, 120))
def test_shortened_text_fits_and_says_so(text: str, room: int) -> None:
    short = shorten(text, room)
    assert len(short) <= room
    assert short == text if len(text) <= room else short.endswith(ELLIPSIS)
    assert text.startswith(short.removesuffix(ELLIPSIS))


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("The development of digital economy", 18, "The development…"),
        ("The development, of digital economy", 18, "The development…"),
        ("数字经济的发展不仅仅是", 6, "数字经济的…"),
        ("aaaaaaaaaaaae\u0301b", 14, "aaaaaaaaaaaa…"),
        ("aaaa👩\u200d💻aa", 7, "aaaa…"),
        ("aaaa👍🏽aa", 6, "aaaa…"),
        ("ab", 1, "…"),
        ("e" + "\u0301" * 9, 4, "e\u0301\u0301…"),
    ],
)
def test_where_a_text_is_cut(text: str, room: int, short: str) -> None:
    assert shorten(text, room) == short


@given(texts, st.integers(2, 120))
def test_an_excerpt_fits_with_its_escapes(text: str, room: int) -> None:
    assert len(excerpt(text, room)) <= room
    if len(escape(text)) <= room:
        assert excerpt(text, room) == escape(text)


@given(texts, st.integers(12, 120))
def test_a_sentence_gives_way_to_its_frame(text: str, room: int) -> None:
    def say(name: str) -> str:
        return f"More from {name}"

    said = fitted(say, text, room)
    assert len(said) <= room
    assert said == say(text) if len(say(text)) <= room else said.endswith(ELLIPSIS)


@given(texts, st.integers(-3, 120))
def test_cuts_cover_a_text_without_gap(text: str, room: int) -> None:
    found = list(cuts(text, room))
    assert "".join(text[cut.start : cut.end] for cut in found) == text
    assert all(len(escape(text[cut.start : cut.end])) <= max(room, 2) for cut in found)


def test_pieces_end_after_words_and_lose_none() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    found = pieces(text, 100)
    assert " ".join(found) == text
    assert all(len(piece) <= 100 for piece in found)
    assert pieces("", 10) == [""]
