"""What SQLite takes in bulk is to the letter what it would have taken row by row."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.journal.bulk import fits
from bot.journal.database import Database
from bot.journal.entries import Drawn, Entry, usage_row, write_as
from bot.journal.events import Outcome, Served
from tests.support.journals import NOW, now, rows, usage

ODD = "“quoted” \\ ' 島田\U0001f600\u2028\ud800\x00\x1f {}[]"
TABLES = ("usage", "served", "draws")


def used(**changed: Any) -> dict[str, Any]:
    return usage_row(usage(**changed), "c" * 32)


BATCH: list[Entry] = [
    used(),
    used(
        at=datetime(2026, 5, 17, 23, 59, 59, 1, tzinfo=timezone(timedelta(hours=9))),
        options={"text": ODD, "": "empty"},
        command="“search”\n",
        forum=None,
        guild_id=None,
        channel_id=2**63 - 1,
        latency_ms=0.1 + 0.2,
        outcome=Outcome.ERROR,
        reference="0badcafe",
        served=Served(),
    ),
    Drawn("channel:2", "all", "f/q1", 1, restarted=False),
    Drawn("channel:2", "all", "f/q2", 2, restarted=False),
    used(served=Served(quotes=("f/q1", "f/q2", "f/q1")), at=NOW),
    Drawn("channel:2", "all", "f/q1", 3, restarted=False),
]
LATER: list[Entry] = [
    used(guild_id=-(2**63) + 1),
    Drawn("channel:2", "all", "f/q2", 4, restarted=False),
    Drawn("channel:3", "all", "f/q2", 5, restarted=True),
]


async def written(folder: Path, *batches: list[Entry], in_bulk: bool) -> dict[str, list[tuple[Any, ...]]]:
    folder.mkdir()
    path = folder / "journal.sqlite3"
    database = Database(path, busy=1, clock=now)
    await database.open()
    try:
        for batch in batches:
            async with database.begin() as connection:
                await connection.run_sync(write_as, batch, in_bulk=in_bulk)
    finally:
        await database.close()
    return {table: rows(path, f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in TABLES}  # noqa: S608


async def test_bulk_and_rows_are_the_same_file(tmp_path: Path) -> None:
    one_by_one = await written(tmp_path / "rows", BATCH, LATER, in_bulk=False)
    assert await written(tmp_path / "bulk", BATCH, LATER, in_bulk=True) == one_by_one
    assert [len(one_by_one[table]) for table in TABLES] == [4, 8, 3]


@pytest.mark.parametrize("changed", [{"command": "quo\0te"}, {"guild_id": 2**63}, {"channel_id": -(2**63)}])
def test_what_json_would_change_goes_row_by_row(changed: dict[str, Any]) -> None:
    assert fits([used()])
    assert not fits([used(), used(**changed)])


async def test_a_number_that_fits_no_column_is_refused_in_both_ways(tmp_path: Path) -> None:
    for in_bulk in (False, True):
        with pytest.raises((SQLAlchemyError, OverflowError)):
            await written(tmp_path / str(in_bulk), [used(guild_id=2**63)], in_bulk=in_bulk)
