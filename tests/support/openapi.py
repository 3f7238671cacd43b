"""Bodies against Discord's own API description, and against the rules that it leaves out.

The description (discord/discord-api-spec, `specs/openapi.json`) is data that contributors fetch themselves:
the environment variable `DISCORD_OPENAPI` names the file. Without it only the other rules are applied.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from tests.support import command_rules, message_rules
from tests.support.violations import Violation

VARIABLE: Final = "DISCORD_OPENAPI"
JSON: Final = "application/json"


class UnknownRouteError(LookupError):
    """The description has no such route."""


class Description:
    """Discord's API description, compiled route by route as it is needed."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._components = document["components"]
        self._paths: Mapping[str, Mapping[str, Any]] = document["paths"]
        templates = [(_pattern(path), path) for path in self._paths]
        self._templates: list[tuple[re.Pattern[str], str]] = sorted(templates, key=_literalness)
        self._validators: dict[tuple[str, ...], Draft202012Validator | None] = {}

    def body(self, method: str, path: str, body: object) -> list[Violation]:
        """What is wrong with a request's JSON (a form's `payload_json` counts as such).

        `path` is a template of the description or an address below the API's base.
        """
        template = self._template(path)
        content = self._operation(method, template).get("requestBody", {}).get("content", {})
        schema = content.get(JSON, {}).get("schema")
        return self._check(("body", method, template), schema, _with_textual_attachment_ids(body))

    def answer(self, method: str, path: str, status: int, body: object) -> list[Violation]:
        """What is wrong with an answer's JSON."""
        template = self._template(path)
        responses = self._operation(method, template)["responses"]
        named = str(status) if str(status) in responses else f"{status // 100}XX"
        response = self._resolved(responses[named])
        schema = response.get("content", {}).get(JSON, {}).get("schema")
        return self._check(("answer", method, template, str(status)), schema, body)

    def value(self, schema: str, value: object) -> list[Violation]:
        """What is wrong with a value of a named schema, such as `UserResponse`."""
        whole = {"$ref": f"#/components/schemas/{schema}"}
        return self._check(("value", schema), whole, _with_textual_attachment_ids(value))

    def _template(self, path: str) -> str:
        if path in self._paths:
            return path
        for pattern, template in self._templates:
            if pattern.fullmatch(path):
                return template
        raise UnknownRouteError(path)

    def _operation(self, method: str, template: str) -> Mapping[str, Any]:
        operation: Mapping[str, Any] | None = self._paths[template].get(method.lower())
        if operation is None:
            raise UnknownRouteError(method, template)
        return operation

    def _resolved(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in part:
            return part
        kind, name = part["$ref"].removeprefix("#/components/").split("/")
        resolved: Mapping[str, Any] = self._components[kind][name]
        return resolved

    def _check(
        self, key: tuple[str, ...], schema: Mapping[str, Any] | None, value: object
    ) -> list[Violation]:
        if key not in self._validators:
            whole = {"components": self._components, **schema} if schema is not None else None
            self._validators[key] = Draft202012Validator(whole) if whole else None
        validator = self._validators[key]
        if validator is None:
            return []
        errors = [leaf for error in validator.iter_errors(value) for leaf in _leaves(error)]
        return sorted({_violation(error) for error in errors})


@cache
def description_at(path: Path) -> Description:
    """The description in this file, read once."""
    return Description(json.loads(path.read_bytes()))


def described() -> Description | None:
    """The description that the environment names; None where it names none."""
    name = os.environ.get(VARIABLE)
    return description_at(Path(name)) if name else None


def body_violations(method: str, path: str, body: Any) -> list[Violation]:
    """Everything that is known to be wrong with a request's JSON: description, SimCord's and our own rules.

    The state of a message before an edit is not known here: only what the body itself says is judged.
    """
    description = described()
    found = description.body(method, path, body) if description else []
    return (
        found + command_rules.body_violations(path, body) + message_rules.body_violations(method, path, body)
    )


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[^/]+?\\\}", r"[^/]+", re.escape(template)))


def _literalness(item: tuple[re.Pattern[str], str]) -> tuple[int, str]:
    """Where two templates fit, the one with fewer parameters is meant: `@original` is no message id."""
    return item[1].count("{"), item[1]


def _with_textual_attachment_ids(body: object) -> object:
    """Discord takes the index of an uploaded file as a number; the description knows strings only."""
    if not isinstance(body, dict):
        return body
    changed = dict(body)
    if isinstance(changed.get("data"), dict):
        changed["data"] = _with_textual_attachment_ids(changed["data"])
    if isinstance(changed.get("attachments"), list):
        changed["attachments"] = [
            {**entry, "id": str(entry["id"])} if isinstance(entry, dict) and "id" in entry else entry
            for entry in changed["attachments"]
        ]
    return changed


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The errors that somebody can act on: of a choice between schemas, those of the one that was meant."""
    kind = error.kind
    if not isinstance(kind, ValidationErrorKind.AnyOf | ValidationErrorKind.OneOfNotValid):
        yield error
        return
    meant = min(kind.context, key=lambda errors: _distance(errors, error.instance_path))
    for nested in meant:
        yield from _leaves(nested)


def _distance(errors: Sequence[ValidationError], at: Sequence[str | int]) -> tuple[bool, int]:
    """How far a value is from a schema: another `type` is another thing altogether."""
    other = any(
        (isinstance(error.kind, ValidationErrorKind.Enum) and error.instance_path == [*at, "type"])
        or (isinstance(error.kind, ValidationErrorKind.Type) and error.instance_path == at)
        for error in errors
    )
    return other, len(errors)


def _violation(error: ValidationError) -> Violation:
    path = tuple(str(step) for step in error.instance_path)
    kind = error.kind
    if isinstance(kind, ValidationErrorKind.Required):
        return Violation((*path, kind.property.strip('"')), "BASE_TYPE_REQUIRED", "This field is required")
    return Violation(path, *_told(error, kind))


def _told(error: ValidationError, kind: ValidationErrorKind) -> tuple[str, str]:
    """A code and a message, as Discord words them where that is known."""
    match kind:
        case ValidationErrorKind.MaxLength(limit=limit):
            return "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length."
        case ValidationErrorKind.MinLength(limit=limit):
            return "BASE_TYPE_MIN_LENGTH", f"Must be {limit} or more in length."
        case ValidationErrorKind.MaxItems(limit=limit) | ValidationErrorKind.MinItems(limit=limit):
            return "BASE_TYPE_BAD_LENGTH", f"Length must be within {limit}."
        case ValidationErrorKind.Enum(options=options):
            return "BASE_TYPE_CHOICES", f"Value must be one of {options}."
        case _:
            return f"BASE_TYPE_{kind.name.upper()}", error.message
