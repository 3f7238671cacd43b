"""The journal's database: opened, watched, and begun anew when its file has gone or is no database."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
    SQLAlchemyError,
)

from bot.journal.aside import CORRUPT, HEADER, put_aside
from bot.journal.engines import AsyncConnection, AsyncEngine, create_async_engine
from bot.journal.entries import Entry, write
from bot.journal.schema import NewerSchema, bring_up_to_date

log = logging.getLogger(__name__)

_WRITABLE_WITHIN: Final = 2.0


class JournalClosed(Exception):  # noqa: N818 - says how the journal is
    """The journal cannot be opened: `why` is the database's own word."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


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
        self._direct = None if self.file is None else _direct(self.file, busy)
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="journal")
        """Writes a batch in one go: a loop with its hands full would come to each of its steps too late."""
        self._held: int | None = None
        """The file, opened to be looked at. It is not closed as long as SQLite uses the file: closing any
        descriptor drops the locks of the whole process (sqlite.org/howtocorrupt.html, 2.2), and the next
        process to leave would take the write-ahead log with it."""
        self._told: tuple[int, int] | None = (0, 0)
        """What was last said to be in the file's place."""
        self._doubted = False
        self.bare = False
        """Whether the file was begun anew, and what is remembered has yet to be written into it."""

    async def open(self, *, mend: bool = True) -> None:
        """Make the tables what they should be.

        A corrupt file is set aside where `mend` says so, else its error is raised.
        """
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.file.exists():
                self.file.touch(mode=0o600)
            self.bare = self.bare or not self.file.stat().st_size
        try:
            await bring_up_to_date(self.engine)
        except DatabaseError as error:
            if not mend or not is_corrupt(error):
                raise
            await self.set_aside()
            await self.open(mend=False)
        if self.file is not None:
            self._hold(self.file)
            self._told = self._identity()

    async def look(self) -> None:
        """Before something is written: begin anew a file that has gone, or that is corrupt.

        Another file in its place, such as a backup that was put back, is taken as it is. OSError,
        SQLAlchemyError and NewerSchema where nothing can be done at the moment.
        """
        if self.file is None:
            return
        seen = self._seen()
        if seen is None or seen != self._identity():
            if seen != self._told:
                log.error("the journal %s %s", self.file, "is another file now" if seen else "has gone")
                self._told = seen
            await self.let_go()
        elif self._doubted or not self._sound():
            await self.set_aside()
        else:
            return
        await self.open()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction. Where it finds the file corrupt, the next look sets that aside."""
        try:
            async with self.connect() as connection, connection.begin():
                yield connection
        except DatabaseError as error:
            self._doubted = self._doubted or is_corrupt(error)
            raise

    async def write(self, entries: Collection[Entry]) -> None:
        """Write entries in a transaction of their own."""
        if self._direct is None:
            async with self.begin() as connection:
                await connection.run_sync(write, entries)
            return
        try:
            await asyncio.get_running_loop().run_in_executor(self._hand, self._write, self._direct, entries)
        except DatabaseError as error:
            self._doubted = self._doubted or is_corrupt(error)
            raise

    @staticmethod
    def _write(direct: Engine, entries: Collection[Entry]) -> None:
        with direct.begin() as connection:
            write(connection, entries)

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

    async def takes_a_write(self) -> bool:
        """Whether it takes a transaction that writes, tried now."""
        begin = "BEGIN IMMEDIATE" if self.file is not None else "SELECT 1"
        try:
            async with asyncio.timeout(_WRITABLE_WITHIN), self.connect() as connection:
                await connection.execute(text(begin))
                await connection.rollback()
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True

    async def set_aside(self) -> None:
        """Keep a corrupt file under another name, and make room for a new one."""
        assert self.file is not None  # noqa: S101 - only files are ever corrupt
        aside = await asyncio.to_thread(put_aside, self.file, self._clock())
        await self.let_go()
        self._doubted = False
        if aside is None:
            log.warning("the journal %s is no longer corrupt", self.file)
        else:
            log.error("the journal %s is corrupt: it is now %s, and a new one is begun", self.file, aside)

    async def let_go(self) -> None:
        """Close every connection; the next use opens new ones."""
        if self._direct is not None:
            await asyncio.get_running_loop().run_in_executor(self._hand, self._direct.dispose)
        await self.engine.dispose()

    async def close(self) -> None:
        """Close everything, for good."""
        await self.let_go()
        self._hand.shutdown()
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _hold(self, file: Path) -> None:
        if self._held is not None and self._seen() == self._identity():
            return
        before, self._held = self._held, os.open(file, os.O_RDONLY)
        if before is not None:
            os.close(before)

    def _seen(self) -> tuple[int, int] | None:
        assert self.file is not None  # noqa: S101 - asked of files only
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _identity(self) -> tuple[int, int] | None:
        if self._held is None:
            return None
        held = os.fstat(self._held)
        return held.st_dev, held.st_ino

    def _sound(self) -> bool:
        """Whether the file still begins as a database does."""
        assert self._held is not None  # noqa: S101 - asked of the file that is held
        return os.pread(self._held, len(HEADER), 0) == HEADER


def is_corrupt(error: BaseException) -> bool:
    """Whether SQLite says that a file is no database, or no whole one."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in CORRUPT


def own_words(error: Exception) -> str | None:
    """What the database itself says in an error; None where it is not one of the database's."""
    return (
        str(getattr(error, "orig", None) or error) if isinstance(error, SQLAlchemyError | OSError) else None
    )


def is_away(error: BaseException) -> bool:
    """Whether an error says that the database cannot be written now, and not that an entry is wrong."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError | TimeoutError | NewerSchema)
    if error.connection_invalidated or is_corrupt(error):
        return True
    if (state := getattr(error.orig, "sqlstate", None)) is not None:
        # Classes of PostgreSQL's codes: data that does not fit, rows that may not be.
        return str(state)[:2] not in {"22", "23"}
    return not isinstance(error, DataError | IntegrityError | InterfaceError | ProgrammingError)


def _engine(place: str | Path, file: Path | None, busy: float) -> AsyncEngine:
    # What somebody asked is not for the log, not even where it could not be written.
    if file is None:
        url = make_url(str(place))
        # Days are counted in UTC, wherever the server stands.
        utc = {"server_settings": {"timezone": "UTC"}} if url.get_driver_name() == "asyncpg" else {}
        return create_async_engine(url, connect_args=utc, hide_parameters=True)
    address, options = _how(file, busy)
    engine = create_async_engine(address.set(drivername="sqlite+aiosqlite"), **options)
    _prepared(engine.sync_engine)
    return engine


def _how(file: Path, busy: float) -> tuple[URL, dict[str, Any]]:
    return URL.create("sqlite", database=str(file)), {
        "connect_args": {"timeout": busy},
        "hide_parameters": True,
    }


def _direct(file: Path, busy: float) -> Engine:
    address, options = _how(file, busy)
    return _prepared(create_engine(address, **options))


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # Safe against a killed process; only a power cut may take the last moments.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # What is written now is in few pages; 2 MB of others would only be kept.
        cursor.execute("PRAGMA cache_size = -256")
        cursor.close()

    return engine
