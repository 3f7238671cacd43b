"""What is quick for most texts gives what the long way gives."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.archive.fold import TABLE, _letters, characters, letters
from tests.archive.simplified import table

USUAL = st.one_of(
    st.characters(max_codepoint=0x24F),
    st.characters(min_codepoint=0x2000, max_codepoint=0x30FF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xFF00, max_codepoint=0xFFEF),
    st.sampled_from("ーかがカガﾞ゛'’｀＇澤沢龍\u0301\u3099"),
)


@given(st.text(USUAL, max_size=12))
@example("ぷ｀ーー")
@example("カ\u3099ー")
@example("“東京、ラーメン！”")
def test_a_text_is_folded_as_its_characters_are_in_their_place(text: str) -> None:
    assert text.isascii() or letters(text) == _letters(text)


def test_the_table_of_characters_says_what_opencc_says() -> None:
    """Or else: `python -m tests.archive.simplified`, and a VERSION more in bot/archive/schema.py."""
    assert TABLE.read_text(encoding="utf-8") == table()


def test_every_character_is_folded_by_that_table() -> None:
    pairs = [pair for line in table().splitlines() if line[:1] != "#" for pair in line.split(" ")]
    # Of a few, whose kind nobody brings together otherwise, one is taken for all: 斎 is 齐.
    assert sum(characters(pair[0]) == pair[1] for pair in pairs) > len(pairs) - 20
    assert characters("収集 編集 カナ abc") == "收集 编集 カナ abc"
