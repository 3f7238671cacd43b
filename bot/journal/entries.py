"""What waits to be written, and how each kind of it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert

from bot.journal import bulk
from bot.journal.events import Usage
from bot.journal.preferences import Preference, Whose
from bot.journal.tables import draws, preferences, served, state, usage


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw to be remembered."""

    place: str
    pool: str
    key: str
    ordinal: int
    restarted: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice of language to be kept, or forgotten."""

    whose: Whose
    key: str
    preference: Preference | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A small thing to be kept under a name, or forgotten."""

    name: str
    value: str | None
    at: datetime | None
    """UTC, when it was kept."""


Entry = dict[str, Any] | Drawn | Chosen | Stated
"""A row of usage with what it served, or one of the others."""


def write(connection: Connection, batch: Collection[Entry]) -> None:
    """Write a batch, in its order within each kind."""
    write_as(connection, batch, in_bulk=connection.dialect.name == "sqlite")


def write_as(connection: Connection, batch: Collection[Entry], *, in_bulk: bool) -> None:
    """Write a batch, `in_bulk` as only SQLite can, or row by row as every database does."""
    entries = [entry for entry in batch if isinstance(entry, dict)]
    if entries and in_bulk and bulk.fits(entries):
        bulk.insert_usage(connection, entries)
    elif entries:
        _write_usage(connection, entries)
    _write_draws(connection, [entry for entry in batch if isinstance(entry, Drawn)], in_bulk=in_bulk)
    for entry in batch:
        if isinstance(entry, Chosen):
            _write_choice(connection, entry)
        elif isinstance(entry, Stated):
            connection.execute(delete(state).where(state.c.name == entry.name))
            if entry.value is not None:
                connection.execute(insert(state).values(name=entry.name, value=entry.value, at=entry.at))


def _write_usage(connection: Connection, entries: Sequence[dict[str, Any]]) -> None:
    rows = [{name: value for name, value in entry.items() if name != "served"} for entry in entries]
    ids = connection.execute(insert(usage).returning(usage.c.id, sort_by_parameter_order=True), rows)
    shown = [
        {"usage_id": number, "kind": kind, "key": key}
        for number, entry in zip(ids.scalars(), entries, strict=True)
        for kind, key in entry["served"]
    ]
    if shown:
        connection.execute(insert(served), shown)


def _write_draws(connection: Connection, drawn: Collection[Drawn], *, in_bulk: bool) -> None:
    """What is left of the draws once all have happened, in three statements however many there were."""
    restarted: dict[tuple[str, str], None] = {}
    left: dict[tuple[str, str], dict[str, Drawn]] = {}
    for draw in drawn:
        pool = left.setdefault((draw.place, draw.pool), {})
        if draw.restarted:
            restarted[draw.place, draw.pool] = None
            pool.clear()
        pool[draw.key] = draw
    rows = [
        (draw.place, draw.pool, draw.key, draw.ordinal) for pool in left.values() for draw in pool.values()
    ]
    if restarted:
        pools = [{"old_place": place, "old_pool": pool} for place, pool in restarted]
        connection.execute(delete(draws).where(_OF_POOL), pools)
    if rows and in_bulk:
        bulk.insert_draws(connection, rows)
    elif rows:
        keys = [{"old_place": place, "old_pool": pool, "old_key": key} for place, pool, key, _ in rows]
        connection.execute(delete(draws).where(_OF_POOL, draws.c.key == bindparam("old_key")), keys)
        columns = ("place", "pool", "key", "ordinal")
        connection.execute(insert(draws), [dict(zip(columns, row, strict=True)) for row in rows])


_OF_POOL: Final = (draws.c.place == bindparam("old_place")) & (draws.c.pool == bindparam("old_pool"))


def _write_choice(connection: Connection, chosen: Chosen) -> None:
    same = (preferences.c.whose == str(chosen.whose)) & (preferences.c.key == chosen.key)
    connection.execute(delete(preferences).where(same))
    if chosen.preference is not None:
        values = {"language": chosen.preference.language, "in_public": chosen.preference.in_public}
        connection.execute(insert(preferences).values(whose=str(chosen.whose), key=chosen.key, **values))


def usage_row(entry: Usage, code: str) -> dict[str, Any]:
    """A usage as it is kept: with the user's code, without the id."""
    shown = entry.served
    return {
        "at": entry.at,
        "command": entry.command,
        "surface": str(entry.surface),
        "options": dict(entry.options),
        "forum": entry.forum,
        "context": str(entry.context),
        "guild_id": entry.guild_id,
        "channel_id": entry.channel_id,
        "user_hash": code,
        "language": entry.language,
        "latency_ms": entry.latency_ms,
        "outcome": str(entry.outcome),
        "reference": entry.reference,
        "served": [
            *(("quote", key) for key in dict.fromkeys(shown.quotes)),
            *(("speaker", key) for key in dict.fromkeys(shown.speakers)),
            *(("theme", key) for key in dict.fromkeys(shown.themes)),
        ],
    }
