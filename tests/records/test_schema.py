"""The schema for editors says what the reader of the files says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from bot.languages import Language
from bot.records.schema import NAMES, schema
from bot.shipped import shipped
from tests.support.forums import QUOTES, RECORDS, changed


@pytest.mark.parametrize("name", NAMES)
def test_right_records_fit_and_a_stranger_does_not(name: str) -> None:
    written = json.loads(json.dumps(schema(name)))
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(written)
    validator = jsonschema_rs.validator_for(written)
    assert [str(error) for error in validator.iter_errors(RECORDS[name])] == []
    record = RECORDS[name] if name == "forum" else RECORDS[name][0]
    wrong = {**record, "stranger": 1}
    assert not validator.is_valid(wrong if name == "forum" else [wrong])


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_records_fit(name: str) -> None:
    class Texts(yaml.SafeLoader):
        """Dates stay text, as in the editors, which read YAML 1.2."""

    Texts.yaml_implicit_resolvers = {
        first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    file: Path = shipped("data") / "beijing-tokyo-17" / f"{name}.yaml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=Texts)  # noqa: S506 - a SafeLoader with less in it
    assert [str(error) for error in jsonschema_rs.validator_for(schema(name)).iter_errors(data)] == []


def test_one_part_may_be_written_without_a_list() -> None:
    validator = jsonschema_rs.validator_for(schema("quotes"))
    assert validator.is_valid([QUOTES[1]])
    assert isinstance(QUOTES[1]["text"], str)
    assert not validator.is_valid(changed(QUOTES, (1, "text"), []))
    assert not validator.is_valid(changed(QUOTES, (1, "text"), 7))


@pytest.mark.parametrize(
    "path", [(1, "translations", "jp"), (1, "note"), (1, "kind"), (1, "id"), (1, "theme")], ids=str
)
def test_what_the_reader_refuses_the_editor_marks(path: tuple[str | int, ...]) -> None:
    assert not jsonschema_rs.validator_for(schema("quotes")).is_valid(changed(QUOTES, path, "No such thing"))


def test_languages_are_offered_by_name() -> None:
    translations = schema("quotes")["$defs"]["Quote"]["properties"]["translations"]
    assert [*translations["properties"]] == [str(language) for language in Language]
    assert translations["additionalProperties"] is False


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_what_it_is_for(name: str) -> None:
    for record, field, content in fields(schema(name)["$defs"]):
        assert content.get("description"), f"{record}.{field}"


def fields(records: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Record, name and schema of every field."""
    for record, content in records.items():
        for field, inner in content.get("properties", {}).items():
            yield record, field, inner
