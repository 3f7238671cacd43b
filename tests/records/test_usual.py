"""Records that are read at once are what YAML's own parser reads, and everything else is left to it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.records.reading import Reading
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


@st.composite
def written(draw: st.DrawFn) -> str:
    """Some records that people have written, with slips."""
    parts = [draw(st.sampled_from(LINES)) for _ in range(draw(st.integers(1, 9)))]
    text = "- " + "\n".join(parts).removeprefix("- ").lstrip(" ") + "\n"
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(ODD | ENDS) + text[at:]
    return text


def parsed(text: str) -> Any:
    """What PyYAML makes of a text, in full; None where it is no YAML."""
    try:
        return yaml.safe_load(text)
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
