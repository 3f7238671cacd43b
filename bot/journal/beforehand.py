"""A new journal's tables, made by a process that ends: Alembic takes 19 MB, and is needed once."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.child import in_a_child
from bot.journal.database import Database
from bot.journal.schema import HEAD
from bot.journal.writer import AT_EASE


def make_beforehand(place: str | Path, clock: Callable[[], datetime]) -> None:
    """Where a file's tables are not what they should be, have a child make them.

    What goes wrong is told by whoever opens the journal next, and has to do it then.
    """
    if isinstance(place, Path) and not _is_made(place):
        in_a_child(lambda: asyncio.run(_make(place, clock)))


def _is_made(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0]
    except sqlite3.Error:
        return False
    return found is not None and str(found) >= HEAD


async def _make(file: Path, clock: Callable[[], datetime]) -> None:
    database = Database(file, busy=AT_EASE.busy, clock=clock)
    try:
        # A corrupt file is left to whoever can say where it was put.
        await database.open(mend=False)
    finally:
        await database.close()
