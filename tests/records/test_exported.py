"""Records that programs have written are read at once as YAML's own parser reads them, or left to it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.records.exported import exported
from bot.records.reading import DEEPEST, Reading

TEXT = st.text("ab“山: #-'[{,\u3000\u00e9", max_size=6)
VALUE = st.recursive(
    TEXT | st.sampled_from([None, True, 1, 1.5, "no", "\n", '"', "\t", "\u2028", "\U0001f600"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(TEXT, VALUE, max_size=4) | st.lists(
    st.dictionaries(TEXT, VALUE, max_size=4), max_size=3
)
SLIP = st.sampled_from(
    [*',:"[]{}\n\t\r #', '"a": "b"', '"a": "c", ', "\n---\n", "\n...\n", "null", "\u2028", " :"]
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Some records as JSON, mostly right."""
    text = json.dumps(
        draw(RECORDS), ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 0, 1, 4]))
    )
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(SLIP) + text[at:]
    return text


def parsed(text: str) -> Any:
    """What PyYAML makes of a text, in full; None where it is no YAML."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None


@given(written())
def test_what_is_read_at_once_is_what_the_parser_reads(text: str) -> None:
    read = exported(text)
    whole = parsed(text)
    as_yaml = (
        [((place,), each) for place, each in enumerate(whole)] if isinstance(whole, list) else [((), whole)]
    )
    assert read in (None, as_yaml)


@given(st.lists(st.dictionaries(st.text("ab", min_size=1), st.text("c山“ ") | st.lists(st.text("d")))))
def test_what_a_program_has_written_is_read_at_once(records: list[dict[str, Any]]) -> None:
    for indent in (None, 1):
        text = json.dumps(records, ensure_ascii=False, indent=indent) + "\n"
        assert exported(text) == [((place,), each) for place, each in enumerate(records)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[{"id": "a", "id": "b"}]', "twice"),
        ('[{"id": ' + "[" * DEEPEST + "]" * DEEPEST + "}]", "levels"),
        ('[{"id": "a"}, {"id": "b\u0007"}]', "U+0007"),
        ('[{"": "a"}]', "without a name"),
    ],
)
def test_what_is_wrong_is_told_as_of_any_yaml(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "quotes.yaml"
    file.write_text(text, encoding="utf-8")
    reading = Reading(file, "quotes")
    list(reading.items())
    assert [wrong in str(problem) for problem in reading.problems] == [True]
