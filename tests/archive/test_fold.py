"""What is quick for most texts gives what the long way gives."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.archive.fold import _letters, letters

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
