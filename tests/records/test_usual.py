"""Records that are read at once are what YAML's own parser reads, and everything else is left to it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.records.reading import Loader, Reading
from bot.records.usual import usual
from bot.shipped import shipped

QUOTES = (shipped("data") / "beijing-tokyo-17" / "quotes.yaml").read_text(encoding="utf-8")
LINES = [*dict.fromkeys(line for line in QUOTES.split("\n") if line and not line.startswith("#"))]
ODD = st.sampled_from(
    [
        *"#'\"\\:~1->|{[\t\r\u00a0\u3000\x85\u2028\n",
        ": ",
        " #",
        ">-",
        "&a ",
        "*a",
        "!x ",
        ", ",
        "null",
        "No",
        "  ",
    ]
)
ENDS = st.sampled_from(["\n\n", "\n- ", "\n---\n", "\n...\n"])
LIKE = "- id: {}\n  kind: {}\n  text:\n    ja: {}\n    en: {}\n"
"""Records of the same lines, but for their texts."""
TEXTS: dict[str, str | None] = {
    "word": "word",
    "other-word_2": "other-word_2",
    "Nullable": "Nullable",
    "several words": "several words",
    "語録 です": "語録 です",
    "a:b #c's": None,
    "a:b#c's": "a:b#c's",
    "a\\nb": "a\\nb",
    'a "b" \\': 'a "b" \\',
    '"in quotes"': "in quotes",
    '"a: b #c"': "a: b #c",
    '""': "",
    '"Null"': "Null",
    "": None,
    **dict.fromkeys(["Null", "null", "NULL", "~", "yes", "No", "on", "OFF", "true", "False", "y", "n"]),
    **dict.fromkeys(
        ["1", "-1", "1_000", "0x1f", "1e3", ".5", ".inf", "12:30", "2021-10-26", "2021-10-26 12:00:00"]
    ),
    **dict.fromkeys(
        ["a: b", "a #b", "x:", "x y:", "- a", "-", "? a", "*a", "&a b", "!t x", "@x", "`x", "%x", "=", "<<"]
    ),
    **dict.fromkeys(
        ["[a", "[a]", "{a: b}", "}", ", a", "| a", "> a", ">-", "|", "# a", "'x'", "'x", "'x' y"]
    ),
    **dict.fromkeys(
        ['"a"b', '"a" b"', '"a"b"', '"a\\nb"', '"a\\"b"', '"a\\"', '"a\\\\"', '"a', '"', '"a" #b', '"a" ']
    ),
    **dict.fromkeys(["word ", "several words  ", "a\tb", "a\u00a0b", "\u3000a", "a\ufeff"]),
    **dict.fromkeys(
        ['"a\n        b"', "a\n        b", "a b\n        c", "a b\n\n        c", "a\n        b: c"]
    ),
}
"""How a text is written, and what is read at once; None of what is left to the parser."""
WAYS = (
    ["word", "other-word_2", "Nullable"],
    ["several words", "語録 です", "a:b#c's", 'a "b" \\'],
    ['"in quotes"', '"a: b #c"', '""'],
    [">-\n        b", ">-\n        c: d", ">-\n        b\n        c"],
)
"""Texts that are written alike."""


@st.composite
def written(draw: st.DrawFn) -> str:
    """Some records that people have written, with slips."""
    parts = [draw(st.sampled_from(LINES)) for _ in range(draw(st.integers(1, 9)))]
    text = "- " + "\n".join(parts).removeprefix("- ").lstrip(" ") + "\n"
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(ODD | ENDS) + text[at:]
    return text


@st.composite
def alike(draw: st.DrawFn) -> str:
    """Many records of which only the texts differ; where one is odd, the others beside it are not."""
    ways = [draw(st.sampled_from(WAYS)) for _ in range(4)]
    text = ""
    for _ in range(draw(st.integers(2, 12))):
        texts = [draw(st.sampled_from(way)) for way in ways]
        if text and draw(st.booleans()):
            texts[draw(st.integers(0, 3))] = draw(st.sampled_from([*TEXTS]))
        text += LIKE.format(*texts)
    return text


def parsed(text: str) -> Any:
    """What YAML's parser makes of a text, in full; None where it is no YAML."""
    try:
        return yaml.load(text, Loader)  # noqa: S506 - it is the safe one
    except (yaml.YAMLError, ValueError):
        return None


@given(written())
def test_what_is_read_at_once_is_what_the_parser_reads(text: str) -> None:
    alike = [fields for _, fields in usual(text, large=0)]
    for (piece, fields), other in zip(usual(text), alike, strict=True):
        assert fields in (None, (parsed(f"- {piece}") or [None])[0])
        assert fields == other


@given(written())
def test_a_list_is_read_record_by_record_as_it_is_read_whole(text: str) -> None:
    read = [fields for _, fields in usual(text)]
    assert None in read or read in ([], parsed(text))


@given(alike())
def test_records_of_the_same_lines_are_read_as_the_parser_reads_each(text: str) -> None:
    read = [*usual(text, large=0)]
    each = parsed(text) or [(parsed(f"- {piece}") or [None])[0] for piece, _ in read]
    assert all(fields in (None, there) for (_, fields), there in zip(read, each, strict=True))


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_a_text_among_records_of_the_same_lines(text: str, expected: str | None) -> None:
    for before in ("word", "several words", '"in quotes"', ">-\n        b"):
        among = "".join(LIKE.format("u01", "a", ja, "b") for ja in (before, text, before))
        first, (piece, fields), last = (*usual(among, large=0),)
        assert first == last
        assert (fields["text"]["ja"] if fields else None) == expected
        assert fields in (None, (parsed(f"- {piece}") or [None])[0])


def test_records_as_they_are_shipped_are_read_at_once() -> None:
    read = [fields for _, fields in usual(QUOTES)]
    assert read == [fields for _, fields in usual(QUOTES, large=0)]
    assert len(read) - read.count(None) > len(read) * 0.9
    assert [record for record in read if record] == [
        record for record, here in zip(parsed(QUOTES), read, strict=True) if here
    ]


@pytest.mark.parametrize(
    "slip",
    [
        "  kind: [direct",
        "  kind: direct\n  kind: direct",
        "  kind: !x direct",
        "\x01",
        "  note: >-\n          a\n    b",
    ],
)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_is_read_twice(tmp_path: Path, slip: str) -> None:
    file = tmp_path / "quotes.yaml"
    file.write_text(re.sub("(- id: u03\n)", rf"\g<1>{slip}\n", QUOTES), encoding="utf-8")
    reading = Reading(file, "quotes")
    paths = [path for path, _ in reading.items()]
    assert paths == [(number,) for number in range(len(paths))]
    assert reading.problems
    assert {problem.line for problem in reading.problems} <= {line + 1 for line in lines_of(QUOTES, "u03")}


def lines_of(text: str, record: str) -> range:
    """The lines of a record, 1-based, and the one after them."""
    before, _, after = text.partition(f"- id: {record}\n")
    first = before.count("\n") + 1
    return range(first, first + after.partition("\n- ")[0].count("\n") + 3)
