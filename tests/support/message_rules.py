"""What a message may hold: SimCord's rules, for which Discord's description has no words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simcord.components import ComponentValidationError, validate_message_state, walk_components

from tests.support.violations import Violation

COMPONENTS_V2: Final = 1 << 15
EMPTY: Final = "MESSAGE_EMPTY"
_V2_ONLY: Final = frozenset({9, 10, 11, 12, 13, 14, 17})
_CALLBACK: Final = re.compile(r"/interactions/[^/]+/[^/]+/callback")
_WEBHOOK: Final = re.compile(r"/webhooks/[^/]+/[^/]+(?:/messages/[^/]+)?")
_CHANNEL: Final = re.compile(r"/channels/[^/]+/messages(?:/[^/]+)?")
_NOTHING: Final = "Cannot send an empty message"
_LOCATED: Final = re.compile(r"(?P<path>(?:components\.|embeds)[^:\s]+): (?P<message>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Checked:
    """A message's components as Discord would keep them (each with an id), or what is wrong with it."""

    components: list[dict[str, Any]]
    violations: list[Violation]


def check_state(state: Mapping[str, Any], *, at: tuple[str, ...] = (), previous_flags: int = 0) -> Checked:
    """Judge a whole message: content, embeds, components, attachments, flags, poll.

    `at` is where the message stands in the body that brought it.
    """
    try:
        components = validate_message_state(
            state.get("components") or [],
            flags=state.get("flags") or 0,
            content=state.get("content"),
            embeds=state.get("embeds") or [],
            poll=state.get("poll"),
            attachments=state.get("attachments"),
            previous_flags=previous_flags,
            require_nonempty=True,
        )
    except ComponentValidationError as error:
        return Checked([], [_violation(str(error), at)])
    return Checked(components, [])


def body_violations(method: str, path: str, body: object) -> list[Violation]:
    """Judge the message that a request brings, if it brings one."""
    if not isinstance(body, dict):
        return []
    if _CALLBACK.fullmatch(path):
        data = body.get("data")
        if body.get("type") not in {4, 7} or not isinstance(data, dict):
            return []
        return _whole(data, ("data",)) if body["type"] == 4 else _part(data, ("data",))
    if not (_WEBHOOK.fullmatch(path) or _CHANNEL.fullmatch(path)):
        return []
    return _whole(body, ()) if method == "POST" else _part(body, ())


def _whole(message: Mapping[str, Any], at: tuple[str, ...]) -> list[Violation]:
    return check_state(message, at=at).violations


def _part(message: Mapping[str, Any], at: tuple[str, ...]) -> list[Violation]:
    """An edit keeps the kind of its message: what is newly shown says which kind that is."""
    if not message.get("components"):
        return []
    modern = any(component.get("type") in _V2_ONLY for component in walk_components(message["components"]))
    flags = (message.get("flags") or 0) | (COMPONENTS_V2 if modern else 0)
    return check_state({**message, "flags": flags}, at=at).violations


def _violation(message: str, at: tuple[str, ...]) -> Violation:
    if message == _NOTHING:
        return Violation(at, EMPTY, message)
    located = _LOCATED.fullmatch(message)
    if located is None:
        return Violation(at, "MESSAGE_INVALID", message.removeprefix("components.: "))
    steps = tuple(re.findall(r"\w+", located["path"]))
    return Violation((*at, *steps), "COMPONENT_INVALID", located["message"])
