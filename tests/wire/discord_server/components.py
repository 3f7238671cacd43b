"""Components as Discord writes them back: every default said, every medium with its addresses."""

from collections.abc import Iterable, Sequence
from typing import Any

from simcord.components import ComponentValidationError, resolve_attachment_references, walk_components

from tests.support.violations import Violation
from tests.wire.discord_server import errors
from tests.wire.discord_server.snowflakes import Snowflakes

Json = dict[str, Any]

BUTTON, TEXT = 2, 10
SELECTS = frozenset({3, 5, 6, 7, 8})
_DEFAULTS: dict[int, Json] = {
    3: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}


def written_back(
    components: list[Json], attachments: list[Json], snowflakes: Snowflakes, at: tuple[str, ...]
) -> list[Json]:
    """Components that passed the rules, as an answer shows them."""
    try:
        result = resolve_attachment_references(components, attachments)
    except ComponentValidationError as error:
        violation = Violation((*at, "components"), "COMPONENT_INVALID", str(error))
        raise errors.invalid_form([violation]) from None
    for component in walk_components(result):
        _fill(component, snowflakes)
    return result


def interactive(components: Sequence[Json]) -> Iterable[Json]:
    """The buttons and menus, in the order of reading."""
    return [part for part in walk_components(components) if part["type"] == BUTTON or part["type"] in SELECTS]


def words(components: Sequence[Json]) -> str:
    """All text displays, in the order of reading."""
    return "\n".join(str(part["content"]) for part in walk_components(components) if part["type"] == TEXT)


def _fill(component: Json, snowflakes: Snowflakes) -> None:
    for name, value in _DEFAULTS.get(component["type"], {}).items():
        component.setdefault(name, value)
    _drop_empty_emoji(component)
    for option in component.get("options") or []:
        _drop_empty_emoji(option)
    for item in component.get("items") or []:
        item.setdefault("description", None)
        item.setdefault("spoiler", False)
        _host(item["media"], snowflakes)
    for name in ("media", "file"):
        if isinstance(component.get(name), dict):
            _host(component[name], snowflakes)


def _drop_empty_emoji(thing: Json) -> None:
    emoji = thing.get("emoji")
    if emoji is None:
        thing.pop("emoji", None)
    else:
        thing["emoji"] = {name: value for name, value in emoji.items() if value is not None}


def _host(media: Json, snowflakes: Snowflakes) -> None:
    media.setdefault("id", snowflakes.next())
    media.setdefault("proxy_url", media["url"])
