"""The judge of bodies is judged: by a small description of its own, and by Discord's where it is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.openapi import (
    VARIABLE,
    Description,
    UnknownRouteError,
    body_violations,
    described,
    description_at,
)
from tests.support.violations import Violation, error_tree

V2 = 1 << 15
CALLBACK = "/interactions/1/token/callback"
ORIGINAL = "/webhooks/1/token/messages/@original"
COMMANDS = "/applications/1/commands"
TEXT = {"type": 10, "content": "words"}
BUTTON = {"type": 2, "style": 1, "custom_id": "a", "label": "A"}

SMALL: dict[str, Any] = {
    "components": {
        "schemas": {
            "Cat": {
                "type": "object",
                "properties": {"type": {"enum": [1]}, "name": {"type": "string", "maxLength": 3}},
                "required": ["type", "name"],
            },
            "Dog": {
                "type": "object",
                "properties": {
                    "type": {"enum": [2]},
                    "tricks": {"type": "array", "minItems": 1, "maxItems": 2},
                },
                "required": ["type", "tricks"],
            },
            "Pet": {
                "oneOf": [
                    {"type": "null"},
                    {"$ref": "#/components/schemas/Cat"},
                    {"$ref": "#/components/schemas/Dog"},
                ]
            },
        },
        "responses": {
            "Wrong": {"content": {"application/json": {"schema": {"type": "object", "required": ["code"]}}}}
        },
    },
    "paths": {
        "/pets/{id}": {
            "put": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
                },
                "responses": {"200": {}, "4XX": {"$ref": "#/components/responses/Wrong"}},
            }
        },
        "/pets/@mine": {"get": {"responses": {"200": {}}}},
    },
}


@pytest.fixture
def small() -> Description:
    return Description(SMALL)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (None, []),
        ({"type": 1, "name": "Tom"}, []),
        ({"type": 1}, [Violation(("name",), "BASE_TYPE_REQUIRED", "This field is required")]),
        (
            {"type": 1, "name": "Felix"},
            [Violation(("name",), "BASE_TYPE_MAX_LENGTH", "Must be 3 or fewer in length.")],
        ),
        (
            {"type": 2, "tricks": []},
            [Violation(("tricks",), "BASE_TYPE_BAD_LENGTH", "Length must be within 1.")],
        ),
        (
            {"type": 2, "tricks": [1, 2, 3]},
            [Violation(("tricks",), "BASE_TYPE_BAD_LENGTH", "Length must be within 2.")],
        ),
        ("Tom", [Violation((), "BASE_TYPE_TYPE", '"Tom" is not of type "null"')]),
    ],
)
def test_of_a_choice_what_was_meant_is_judged(
    small: Description, body: object, told: list[Violation]
) -> None:
    assert small.body("PUT", "/pets/7", body) == told


def test_a_route_is_found_by_its_template_or_an_address(small: Description) -> None:
    assert small.body("PUT", "/pets/{id}", {"type": 3})
    assert small.body("GET", "/pets/@mine", "anything") == []
    for method, path in (("PUT", "/nowhere"), ("PATCH", "/pets/7"), ("PUT", "/pets/@mine")):
        with pytest.raises(UnknownRouteError):
            small.body(method, path, None)


def test_answers_are_judged_too(small: Description) -> None:
    assert small.answer("PUT", "/pets/7", 200, "anything") == []
    assert [str(wrong) for wrong in small.answer("PUT", "/pets/7", 404, {})] == [
        "code: This field is required (BASE_TYPE_REQUIRED)"
    ]
    assert small.value("Cat", {"type": 1, "name": "Tom"}) == []


def test_the_environment_names_the_description(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert described() is None
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(SMALL))
    monkeypatch.setenv(VARIABLE, str(file))
    assert described() is description_at(file)


def test_errors_grow_into_a_tree() -> None:
    wrong = [Violation(("data", "0"), "A", "a"), Violation(("data", "0"), "B", "b"), Violation((), "C", "c")]
    assert error_tree(wrong) == {
        "data": {"0": {"_errors": [{"code": "A", "message": "a"}, {"code": "B", "message": "b"}]}},
        "_errors": [{"code": "C", "message": "c"}],
    }


def card(*components: object, **fields: object) -> dict[str, Any]:
    return {"flags": V2, "components": list(components), **fields}


RIGHT: list[tuple[str, str, object]] = [
    ("POST", CALLBACK, {"type": 4, "data": card(TEXT)}),
    ("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}),
    ("POST", CALLBACK, {"type": 7, "data": {"components": [TEXT]}}),
    ("POST", CALLBACK, {"type": 7, "data": {"content": "x", "components": []}}),
    ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "A", "value": "a"}]}}),
    ("POST", "/webhooks/1/token", {"content": "x", "attachments": [{"id": 0, "filename": "a.png"}]}),
    ("PATCH", ORIGINAL, {"attachments": []}),
    ("PUT", COMMANDS, [{"name": "quote", "description": "A quote", "type": 1}]),
    ("POST", COMMANDS, {"name": "What is this?", "type": 3}),
    ("PUT", COMMANDS, None),
    ("POST", "/channels/1/messages", {"content": "x"}),
]


@pytest.mark.parametrize(("method", "path", "body"), RIGHT)
def test_what_is_right_passes(method: str, path: str, body: object) -> None:
    assert body_violations(method, path, body) == []


WRONG: list[tuple[str, str, object, str]] = [
    ("POST", CALLBACK, {"type": 4, "data": {"content": ""}}, "data"),
    ("POST", CALLBACK, {"type": 4, "data": {"content": "x" * 2001}}, "data"),
    (
        "POST",
        CALLBACK,
        {"type": 4, "data": card({**TEXT, "content": "x" * 4001})},
        "data.components.0.content",
    ),
    ("POST", CALLBACK, {"type": 4, "data": card(TEXT, content="x")}, "data"),
    ("POST", CALLBACK, {"type": 4, "data": card(*[TEXT] * 41)}, "data"),
    (
        "POST",
        CALLBACK,
        {"type": 4, "data": card({"type": 1, "components": [BUTTON, BUTTON]})},
        "data.components.0.components.1",
    ),
    ("PATCH", ORIGINAL, {"components": [{**TEXT, "content": ""}]}, "components.0.content"),
    (
        "POST",
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}},
        "data.choices.0.name",
    ),
    (
        "POST",
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "A", "value": "a" * 101}]}},
        "data.choices.0.value",
    ),
    (
        "POST",
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": str(n), "value": "a"} for n in range(26)]}},
        "data.choices",
    ),
    ("POST", COMMANDS, {"name": "What is this?", "type": 3, "description": "x"}, "description"),
    (
        "PUT",
        COMMANDS,
        [{"name": "a", "description": "x", "name_localizations": {"xx": "a"}}],
        "0.name_localizations.xx",
    ),
    (
        "PUT",
        COMMANDS,
        [
            {
                "name": "a",
                "description": "x",
                "options": [
                    {"type": 1, "name": "b", "description": "x"},
                    {"type": 3, "name": "c", "description": "x", "min_length": 2, "max_length": 1},
                    {"type": 5, "name": "d", "description": "x", "autocomplete": True},
                ],
            }
        ],
        "0.options",
    ),
]


@pytest.mark.parametrize(("method", "path", "body", "place"), WRONG)
def test_what_is_wrong_is_told_with_its_place(method: str, path: str, body: object, place: str) -> None:
    assert place in {".".join(violation.path) for violation in body_violations(method, path, body)}
