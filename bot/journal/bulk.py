"""Many rows at once into SQLite: told as one JSON text, and taken apart by SQLite itself.

Row by row, Python's lock is let go and taken back for each, and every time the thread that writes and the one
that answers change places: three quarters of what the journal cost an answer. One text is one statement.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, TextClause, text

from bot.journal.tables import draws, served, usage

_NOTHING: Final[Mapping[str, str]] = {}
_WIDEST: Final = 2**63
"""SQLite's own numbers end here; JSON's go on, and would become inexact."""


def _inserting(
    table: Table, columns: Sequence[str], *, first: Mapping[str, str] = _NOTHING, then: str = ""
) -> TextClause:
    """The names are the table's own; every value goes in by `:rows`, an array of arrays."""
    values = [f"json_extract(value, '$[{place}]')" for place in range(len(columns))]
    into = f"INSERT INTO {table.name} ({', '.join([*first, *columns])})"
    # Without a WHERE, SQLite takes ON CONFLICT for the condition of a join.
    rows = f"SELECT {', '.join([*first.values(), *values])} FROM json_each(:rows) WHERE true"  # noqa: S608
    return text(f"{into} {rows} {then}")


_USAGE: Final = [column.name for column in usage.columns if column.name != "id"]
_NUMBERED: Final = {"id": "(SELECT coalesce(max(id), 0) FROM usage) + 1 + key"}
_INSERT_USAGE: Final = _inserting(usage, _USAGE, first=_NUMBERED)
_LAST: Final = text("SELECT max(id) FROM usage")
_INSERT_SERVED: Final = _inserting(served, ("usage_id", "kind", "key"))
_INSERT_DRAWS: Final = _inserting(
    draws,
    ("place", "pool", "key", "ordinal"),
    then="ON CONFLICT (place, pool, key) DO UPDATE SET ordinal = excluded.ordinal",
)


def fits(entries: Collection[Mapping[str, Any]]) -> bool:
    """Whether these rows of usage are still the same once they were JSON; those that are not are rare."""
    return not any(
        "\0" in entry["command"] or abs(entry[name] or 0) >= _WIDEST
        for entry in entries
        for name in ("guild_id", "channel_id")
    )


def insert_usage(connection: Connection, entries: Sequence[Mapping[str, Any]]) -> None:
    """Rows of usage, in their order, each with what it served."""
    rows = [[_told(entry[name]) for name in _USAGE] for entry in entries]
    connection.execute(_INSERT_USAGE, {"rows": json.dumps(rows)})
    # The transaction that wrote them is the only one that writes now.
    first = (connection.execute(_LAST)).scalar_one() - len(rows) + 1
    shown = [
        (first + number, kind, key) for number, entry in enumerate(entries) for kind, key in entry["served"]
    ]
    if shown:
        connection.execute(_INSERT_SERVED, {"rows": json.dumps(shown)})


def insert_draws(connection: Connection, rows: Sequence[tuple[str, str, str, int]]) -> None:
    """Draws (place, pool, key, ordinal); what is there already gets its new ordinal."""
    connection.execute(_INSERT_DRAWS, {"rows": json.dumps(rows)})


def _told(value: Any) -> Any:
    """A value as SQLAlchemy writes it into SQLite."""
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value
