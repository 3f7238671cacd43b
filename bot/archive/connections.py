"""Connections to one finished database: as many as there are readers at a time, so that none waits."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final, Self

Connect = Callable[[], sqlite3.Connection]


class Connections:
    """Lends each reader a connection of its own: a slow search in a thread holds up no look-up elsewhere.

    A connection that came back is lent again, so there are as many as were ever out at once. Where no more
    can be had, as when somebody emptied the cache, readers take turns with the spare one.
    """

    def __init__(self, connect: Connect, spare: sqlite3.Connection) -> None:
        self._connect: Final = connect
        self._spare: Final = spare
        self._turn: Final = Lock()
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    @classmethod
    def to_file(cls, path: Path) -> Self:
        """Connections to a file that never changes, so no locks are taken on it."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(uri, uri=True, check_same_thread=False)

        spare = connect()
        # SQLite opens a file at the first question: what is open stays, whatever becomes of its name.
        spare.execute("PRAGMA schema_version").fetchone()
        return cls(connect, spare)

    @classmethod
    def to_memory(cls, original: sqlite3.Connection) -> Self:
        """Connections to copies of a database that is in memory only."""
        copying = Lock()

        def copy() -> sqlite3.Connection:
            own = sqlite3.connect(":memory:", check_same_thread=False)
            with copying:
                original.backup(own)
            return own

        return cls(copy, original)

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection for this reader alone; sqlite3.ProgrammingError once closed."""
        if self._closed:
            message = "the archive is closed"
            raise sqlite3.ProgrammingError(message)
        connection = self._own()
        try:
            if connection is None:
                with self._turn:
                    yield self._spare
            else:
                try:
                    yield connection
                finally:
                    self._idle.append(connection)
        finally:
            if self._closed:
                self._let_go()

    def rows(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Every row of a query: as with `one`, which takes as long as a look-up, where one is idle."""
        try:
            connection = self._idle.pop()
        except IndexError:
            with self.one() as another:
                return another.execute(sql, values).fetchall()
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            self._idle.append(connection)
            if self._closed:
                self._let_go()

    def close(self) -> None:
        """Close what is idle now; what is lent out, once it comes back."""
        self._closed = True
        self._let_go()

    def _own(self) -> sqlite3.Connection | None:
        with suppress(IndexError):
            return self._idle.pop()
        try:
            connection = self._connect()
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            return None
        return connection

    def _let_go(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
        if self._turn.acquire(blocking=False):
            self._spare.close()
            self._turn.release()
