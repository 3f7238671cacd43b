"""Reading a card as it went to Discord: its words, its buttons, its pickers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Component = Mapping[str, Any]

BUTTON = 2
SELECT = 3
TEXT = 10


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Every component, nested ones included, in the order of reading."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if accessory := component.get("accessory"):
            yield accessory


def text_of(components: Sequence[Component]) -> str:
    """All text of a card."""
    return "\n".join(str(part["content"]) for part in walk(components) if part["type"] == TEXT)


def buttons_of(components: Sequence[Component]) -> dict[str, str]:
    """Label to custom id, for every button that can be pressed."""
    return {
        str(part.get("label", "")): str(part["custom_id"])
        for part in walk(components)
        if part["type"] == BUTTON and "custom_id" in part
    }


def options_of(components: Sequence[Component]) -> list[Mapping[str, str]]:
    """The options of every picker."""
    return [option for part in walk(components) if part["type"] == SELECT for option in part["options"]]
