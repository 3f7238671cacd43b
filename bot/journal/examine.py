"""A journal looked at from outside: read and tried, never created, migrated or changed."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from bot.journal.engines import create_async_engine
from bot.journal.schema import HEAD

_PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in the file. `fault` is the database's own word where it cannot be read."""

    size: int
    """Bytes, the write-ahead log included."""
    revision: str | None = None
    mode: str = ""
    """SQLite's journal mode; `wal` is what the bot sets."""
    damage: str | None = None
    """The first complaint of SQLite's quick check."""
    writable: bool = False
    fault: str | None = None

    @property
    def current(self) -> bool:
        """Whether this program wrote its tables, and not an older or a newer one."""
        return self.revision == HEAD


def examine(path: Path) -> Examination:
    """Look at the journal's file, which must exist."""
    size = sum(file.stat().st_size for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())
    try:
        with closing(
            sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=1, isolation_level=None)
        ) as opened:
            (mode,) = opened.execute("PRAGMA journal_mode").fetchone()
            (checked,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            return Examination(
                size=size,
                revision=_revision(opened),
                mode=mode,
                damage=None if checked == "ok" else checked,
                writable=_takes_a_write(opened),
            )
    except sqlite3.Error as error:
        return Examination(size=size, fault=str(error))


def _revision(opened: sqlite3.Connection) -> str | None:
    try:
        row = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    return row[0] if row else None


def _takes_a_write(opened: sqlite3.Connection) -> bool:
    try:
        # A lock for writing is not yet a page written: only a changed header meets a read-only file.
        (version,) = opened.execute("PRAGMA user_version").fetchone()
        opened.execute("BEGIN IMMEDIATE")
        opened.execute(f"PRAGMA user_version = {int(version)}")
        opened.execute("ROLLBACK")
    except sqlite3.Error:
        return False
    return True


def silence(url: str) -> str | None:
    """Why a database server does not answer under this URL, which is not repeated; None where it does."""
    try:
        asyncio.run(_asked(url))
    except ModuleNotFoundError as missing:
        return f"its URL needs {missing.name}, which is not installed (pip install {missing.name})"
    except TimeoutError:
        return f"it does not answer within {_PATIENCE:.0f} s"
    except SQLAlchemyError as error:
        return str(getattr(error, "orig", None) or error)
    except OSError as error:
        return str(error)
    return None


async def _asked(url: str) -> None:
    engine = create_async_engine(url)
    try:
        async with asyncio.timeout(_PATIENCE), engine.connect():
            return
    finally:
        await engine.dispose()
