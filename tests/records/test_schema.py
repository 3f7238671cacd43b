"""The schema for editors says what the reader of the files says."""

import json
from typing import Any

import jsonschema_rs
import pytest

from bot.records.schema import NAMES, schema
from tests.support.forums import FORUM, QUOTES, SPEAKERS, THEMES

RECORDS: dict[str, Any] = {"forum": FORUM, "speakers": SPEAKERS, "themes": THEMES, "quotes": QUOTES}


@pytest.mark.parametrize("name", NAMES)
def test_right_records_fit_and_a_stranger_does_not(name: str) -> None:
    written = json.loads(json.dumps(schema(name)))
    validator = jsonschema_rs.validator_for(written)
    assert [str(error) for error in validator.iter_errors(RECORDS[name])] == []
    record = RECORDS[name] if name == "forum" else RECORDS[name][0]
    wrong = {**record, "stranger": 1}
    assert not validator.is_valid(wrong if name == "forum" else [wrong])


def test_a_part_alone_may_be_written_as_text() -> None:
    validator = jsonschema_rs.validator_for(schema("quotes"))
    assert validator.is_valid([QUOTES[1]])
    assert isinstance(QUOTES[1]["text"], str)
