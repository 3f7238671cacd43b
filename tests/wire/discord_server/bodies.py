"""Reading what a client sends: JSON, or a form of JSON and files; and judging it by Discord's description."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import BodyPartReader, web

from tests.support import command_rules
from tests.support.openapi import Description, UnknownRouteError
from tests.support.violations import Violation
from tests.wire.discord_server import errors
from tests.wire.discord_server.web_answers import SIDES

_FILE: Final = re.compile(r"files\[(\d+)\]")
LARGEST: Final = 10 * 1024 * 1024
"""Bytes that the files of a message may have together (`attachment_size_limit` of an interaction)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What a request brought. `at` is where its message stands in the JSON."""

    json: Any = None
    uploads: dict[int, Upload] = field(default_factory=dict)
    at: tuple[str, ...] = ()

    @property
    def message(self) -> dict[str, Any]:
        """The message's own fields."""
        fields: Any = self.json
        for step in self.at:
            fields = fields.get(step) or {}
        return fields if isinstance(fields, dict) else {}


class Reader:
    """Reads bodies, and refuses those that Discord would (50035)."""

    def __init__(self, description: Description | None) -> None:
        self._description = description

    async def read(self, request: web.Request, route: str, *, at: tuple[str, ...] = ()) -> Body:
        """The request's body. `route` is the template that the description knows it by."""
        if request.content_type == "multipart/form-data":
            content, uploads = await _read_form(request)
        else:
            content, uploads = await request.read(), {}
        try:
            parsed = json.loads(content) if content else None
        except ValueError:
            raise errors.invalid_json() from None
        SIDES.get().body = parsed
        violations = self.violations(request.method, route, parsed)
        if violations:
            raise errors.invalid_form(violations)
        return Body(parsed, uploads, at)

    def violations(self, method: str, route: str, body: object) -> list[Violation]:
        """What Discord would say against a body."""
        found: list[Violation] = []
        if self._description is not None:
            try:
                found = self._description.body(method, route, body)
            except UnknownRouteError:
                raise errors.not_found() from None
        return found + command_rules.body_violations(route, body)


async def _read_form(request: web.Request) -> tuple[bytes, dict[int, Upload]]:
    content, uploads, size = b"", dict[int, Upload](), 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise errors.invalid_json()
        data = bytes(await part.read())
        size += len(data)
        if size > LARGEST:
            raise errors.too_large()
        if part.name == "payload_json":
            content = data
        elif found := _FILE.fullmatch(part.name or ""):
            uploads[int(found[1])] = Upload(part.filename or "unknown", data)
    return content, uploads
