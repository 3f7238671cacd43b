"""A record without its faulty fields, so that the rules can judge the rest of it in the same go."""

import copy
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.records.fields import Record
from bot.records.models import Kind
from bot.records.nearest import nearest_word
from bot.records.problems import Place
from bot.records.values import judged

T = TypeVar("T", bound=Record)

_ROUNDS: Final = 8
_STAND_INS: Final[dict[str, Any]] = {
    **dict.fromkeys(("id", "theme", "source", "article"), "unknown"),
    **dict.fromkeys(("as_of", "dated"), "2000-01"),
    **dict.fromkeys(("places", "hosts", "topics"), ()),
    "sources": {},
    "script": "latin",
    "grade": "found",
}
"""What takes the place of a field that no record can do without. It is not judged."""


def mended(model: type[T], item: Any, error: ValidationError) -> tuple[T, tuple[Place, ...]] | None:
    """What remains of a record, and the places that are not to be judged; None when too little remains."""
    rest = copy.deepcopy(item)
    spared: list[Place] = []
    for _ in range(_ROUNDS):
        for place, spare in sorted(map(_faulty, error.errors(include_url=False)), reverse=True, key=str):
            if not _replace(rest, place):
                return None
            spared.append(spare)
        try:
            return judged(rest, model), tuple(dict.fromkeys(spared))
        except ValidationError as again:
            error = again
    return None


def _faulty(detail: ErrorDetails) -> tuple[Place, Place]:
    """The field to take out, and what is then not to be judged.

    Never an entry of a list, for the others must keep their numbers.
    """
    place = detail["loc"]
    if place[-1:] == ("[key]",):
        # Under which other name the value belongs is not known.
        return place[:-1], place[:-2]
    if detail["type"] == "missing" and place[-1] not in _STAND_INS:
        place = place[:-1]
    while place and isinstance(place[-1], int):
        place = place[:-1]
    return place, place


def _replace(item: Any, place: Place) -> bool:
    """Take a field out of a record, or put a stand-in for it; False when that leaves nothing."""
    if not place:
        return False
    holder = _at(item, place[:-1])
    if isinstance(holder, dict):
        name = place[-1]
        value = holder.pop(name, None)
        if name in _STAND_INS:
            holder[name] = _STAND_INS[str(name)]
        elif name == "kind" and isinstance(value, str) and (kind := nearest_word(value, Kind)):
            holder[name] = kind
    return True


def _at(item: Any, place: Iterable[str | int]) -> Any:
    for step in place:
        try:
            item = item[step]
        except (KeyError, IndexError, TypeError):
            return None  # Gone with something around it.
    return item
