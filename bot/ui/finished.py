"""A card that is sent again and again: taken apart once, and the same each time."""

from typing import Any

from discord import ui
from discord.utils import _from_json, _to_json


class Finished(ui.LayoutView):
    """What a view has come to say. It has no items any more: clicks find their way by their custom ids."""

    def __init__(self, view: ui.LayoutView) -> None:
        super().__init__(timeout=None)
        self.bodies: dict[object, bytes] = {}
        """The answers that it was in so far, as they were sent, by what makes them differ."""
        # As one text it takes a third of the room, and the collector of rubbish has nothing to go through.
        self._said = _to_json(view.to_components())  # type: ignore[no-untyped-call]

    def is_finished(self) -> bool:
        """Always: discord.py keeps every unfinished view for ever, and stops none that a thread made."""
        return True

    def to_components(self) -> list[dict[str, Any]]:
        """What Discord is told."""
        said: list[dict[str, Any]] = _from_json(self._said)
        return said

    def has_components_v2(self) -> bool:
        """A layout always is of the second kind, also when nothing is left in it to tell by."""
        return True
