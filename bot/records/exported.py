"""Records as programs write them: JSON, which is YAML too, read at once.

YAML's parser takes several times as long. Only what can be nothing else is read here: texts, lists and
fields, without escapes, in lines as programs write them. The parser reads all else, and whatever is wrong.
"""

import json
import re
from typing import Any, Final

from bot.records.problems import Place

_LARGEST: Final = 1_000_000
"""Characters of a file that is held in memory at once; of more, the parser gives one record after another."""
_APART: Final = re.compile(r'"\s+:')
"""A name and its colon: YAML wants them on one line."""
_LONGEST: Final = 200
"""Characters of a name; YAML takes some more."""
_DEEPEST, _MOST = 20, 10_000
"""Levels, and values of a record; likewise."""


def exported(text: str) -> list[tuple[Place, Any]] | None:
    """The records of a list, or a single one, with paths; None where the parser has to say what they are."""
    # White space that is not the usual one, tabs among it, cannot be printed.
    if (
        text[:1] not in {"[", "{"}
        or len(text) > _LARGEST
        or "\\" in text
        or not text.replace("\n", "").isprintable()
        or _APART.search(text)
    ):
        return None
    try:
        read = json.loads(text, object_pairs_hook=_once)
        records = read if isinstance(read, list) else [read]
        if any(not isinstance(record, dict) or _values(record, _DEEPEST) > _MOST for record in records):
            return None
    except (ValueError, RecursionError):
        return None
    return [((place,), record) for place, record in enumerate(read)] if read is records else [((), read)]


def _once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Fields of which each has a name of its own; ValueError for others."""
    record = dict(fields)
    if len(record) != len(fields) or "" in record or max(map(len, record), default=0) > _LONGEST:
        raise ValueError
    return record


def _values(value: dict[str, Any] | list[Any], levels: int) -> int:
    """How many values there are; ValueError where they are more levels deep, or one is no text."""
    count = 0
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, str):
            count += 1
        elif isinstance(each, dict | list) and levels:
            count += 1 + _values(each, levels - 1)
        else:
            raise ValueError
    return count
