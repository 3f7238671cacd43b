"""Somebody else's text stays text: judged by Discord's rules and by a strict reader of Markdown."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.records.source import Span
from bot.ui.markdown import bold, clean, escape, item, linked, marked, quoted, subtext
from tests.ui.discord_markdown import markup, shown

NASTY = (
    "*a* **b** _c_ __d__ ~~e~~ ||f|| `g` ```h``` [i](https://example.org) <https://example.org> "
    "# - > -# 1. <@1> <@!1> <@&1> <#1> </a:1> <id:home> <t:1> <t:1:R> <:a:1> <a:a:1> :smile: :+1: "
    "@everyone @here \\* \\\\ &amp; &#42; *** "
    "--- === >>> \u202e \u2066 \u200b \ufeff \ud800 \0 \x1b 😀 👩‍💻 島田 é"
)
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
texts = (
    st.text(max_size=200)
    | st.text(alphabet=sorted(set(NASTY + "\n\t\u2028")), max_size=60)
    | st.lists(st.sampled_from([*NASTY.split(" "), "\n", " ", "a", "１．"]), max_size=12).map("".join)
)
strict = MarkdownIt("default", {"html": False, "linkify": True, "typographer": False})
assert strict.linkify is not None
strict.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


@given(texts)
@example(NASTY)
@example("1. a")
@example("12) a")
@example("-# a")
@example("    a")
@example(":a:b:c:")
@example("@everyone")
@example("https://example.org")
def test_escaped_text_is_shown_letter_by_letter(text: str) -> None:
    for around in ("{}", "> {}", "before {} after", "- {}", "### {}", "**a {}**"):
        bare = markup(around.format("x"))
        assert markup(around.format(escape(text) + "x")) == bare
    assert shown(escape(text)) == clean(text).lstrip(" ")


@given(st.text(alphabet="aé島1 .,;!?()/'\"%·–—‘”…、「】！（-", max_size=40))
@example("1. ")
@example("a  b")
def test_a_text_of_letters_and_harmless_marks_is_what_it_would_be_beside_others(text: str) -> None:
    assert escape(f"{text}x*") == escape(f"{text}x") + "\\*"


@given(texts)
@example(NASTY)
def test_a_strict_reader_sees_the_same(text: str) -> None:
    tokens = strict.parse(escape(text) + "x")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    seen = "".join(child.content for child in children).replace("\u200b", "")
    assert seen.lstrip() == (clean(text) + "x").lstrip()


@given(texts)
def test_nothing_unseen_is_left(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in DIRECTIONS
    escape(text).encode("utf-8")


@given(texts)
def test_escaping_at_most_doubles(text: str) -> None:
    assert len(escape(text)) <= 2 * len(text)


def test_what_is_printed_stays_as_it_is() -> None:
    text = (
        "“China\xa0and\xa0Japan face AI’s challenges – 7 percent, artificial intelligence(AI), 👩‍💻 e\u0301.”"
    )
    assert escape(text) == text


def test_a_link_has_its_words_and_its_address() -> None:
    assert linked("A \\[b\\]", "https://example.org/a_(b)?c=<d>") == (
        "[A ［b］](<https://example.org/a_%28b%29?c=%3Cd%3E>)"
    )
    assert linked("words", None) == "words"
    assert linked("words", f"https://example.org/{'x' * 500}") == "words"


@given(texts)
def test_a_link_is_one_link(text: str) -> None:
    (_, inline, _) = strict.parse("x" + linked(escape(text + "x"), "https://example.org/"))
    kinds = [child.type for child in inline.children or [] if child.type != "text_special"]
    assert [kind for kind in kinds if kind != "text"] == ["link_open", "link_close"]


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("said, “so.” And", [(6, 11)], "said, **“so.”** And"),
        ("he said “so”he did", [(8, 12)], "he said **“so**”he did"),
        ("say“so” now", [(3, 7)], "say“**so”** now"),
        ("彼は経済と言う", [(2, 4)], "彼は**経済**と言う"),
        ("a *b* c", [(2, 5)], "a **\\*b\\*** c"),
        ("one two three", [(0, 3), (8, 13)], "**one** two **three**"),
        ("- a b", [(2, 3)], "\\- **a** b"),
        ("a b", [(1, 2)], "a b"),
        ("a b", [], "a b"),
    ],
)
def test_marks_are_bold(text: str, marks: list[tuple[int, int]], expected: str) -> None:
    assert marked(text, tuple(Span(*mark) for mark in marks)) == expected


@given(texts, st.integers(0, 200), st.integers(0, 200))
def test_marking_loses_nothing(text: str, start: int, length: int) -> None:
    line = clean(text).strip(" ")
    seen = shown(marked(line, (Span(start, start + length),)))
    assert seen.replace("**", "").replace(" ", "") == line.replace("**", "").replace(" ", "")


def test_lines_of_each_sort() -> None:
    assert [wrap("x") for wrap in (bold, item, quoted, subtext)] == ["**x**", "- x", "> x", "-# x"]
