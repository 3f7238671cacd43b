"""The journal's database: opened, watched, and begun anew when its file has gone or is no database."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.journal.schema import bring_up_to_date

log = logging.getLogger(__name__)

HEADER: Final = b"SQLite format 3\0"
"""What every SQLite file begins with (sqlite.org/fileformat.html, "Magic Header String")."""
_CORRUPT: Final = frozenset({11, 26})
"""SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html); the low byte of longer codes."""
_COMPANIONS: Final = ("", "-wal", "-shm")


class Database:
    """Connections to a SQLite file, or to a database by URL.

    A file that has gone is begun anew. One that is no database any more is set aside first: copied under
    another name beside it, for whoever wants to save what it holds.
    """

    def __init__(self, place: str | Path, *, busy: float, clock: Callable[[], datetime]) -> None:
        """`busy`: seconds that SQLite waits for another process. ValueError or ArgumentError: no place."""
        self._clock = clock
        self.file = None if isinstance(place, str) and "://" in place else Path(place)
        self.engine = _engine(place, self.file, busy)
        self._identity: tuple[int, int] | None = None

    async def open(self, *, mend: bool = True) -> bool:
        """Make the tables what they should be; True when the database was begun anew.

        A corrupt file is set aside where `mend` says so, else its error is raised.
        """
        begun = self.file is not None and (not self.file.exists() or not self.file.stat().st_size)
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.file.touch(mode=0o600)
        try:
            await bring_up_to_date(self.engine)
        except DatabaseError as error:
            if not mend or not is_corrupt(error):
                raise
            await self.set_aside()
            return await self.open(mend=False)
        self._identity = self._seen()
        return begun

    async def look(self) -> bool:
        """Before something is written: True when the file had gone or was corrupt, and was begun anew.

        Another file in its place, such as a backup that was put back, is taken as it is. OSError and
        SQLAlchemyError where nothing can be done at the moment.
        """
        if self.file is None:
            return False
        seen = self._seen()
        if seen is not None and not self._sound():
            await self.set_aside()
        elif seen != self._identity:
            log.error("the journal %s %s", self.file, "has gone" if seen is None else "is another file now")
            await self.engine.dispose()
        else:
            return False
        return await self.open()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction."""
        async with self.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection, closed afterwards where all others were closed meanwhile."""
        pool = self.engine.pool
        async with self.engine.connect() as connection:
            try:
                yield connection
            finally:
                if self.engine.pool is not pool:
                    # Given back to a pool that is no more, it would stay open.
                    await connection.invalidate()

    async def set_aside(self) -> None:
        """Keep a corrupt file under another name, and make room for a new one."""
        assert self.file is not None  # noqa: S101 - only files are ever corrupt
        aside = self.file.with_name(f"{self.file.name}.corrupt-{self._clock():%Y%m%dT%H%M%SZ}")
        # Copied before it is closed: SQLite, closing, still writes into what it takes for its own file.
        await asyncio.to_thread(_copy, self.file, aside)
        await self.engine.dispose()
        await asyncio.to_thread(_remove, self.file)
        log.error("the journal %s is corrupt: it is now %s, and a new one is begun", self.file, aside)

    async def let_go(self) -> None:
        """Close every connection; the next use opens new ones."""
        await self.engine.dispose()

    def _seen(self) -> tuple[int, int] | None:
        if self.file is None:
            return None
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _sound(self) -> bool:
        """Whether the file still begins as a database does."""
        assert self.file is not None  # noqa: S101 - asked of files only
        try:
            with self.file.open("rb") as file:
                return file.read(len(HEADER)) == HEADER
        except FileNotFoundError:
            return True


def is_corrupt(error: BaseException) -> bool:
    """Whether SQLite says that a file is no database, or no whole one."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _CORRUPT


def _copy(file: Path, aside: Path) -> None:
    for suffix in _COMPANIONS:
        part = Path(f"{file}{suffix}")
        if part.exists():
            shutil.copy2(part, f"{aside}{suffix}")


def _remove(file: Path) -> None:
    for suffix in _COMPANIONS:
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def _engine(place: str | Path, file: Path | None, busy: float) -> AsyncEngine:
    if file is None:
        return create_async_engine(str(place))
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", connect_args={"timeout": busy})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # Safe against a killed process; only a power cut may take the last moments.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine
