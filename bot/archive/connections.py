"""Connections to one finished database: as many as there are readers at a time, so that none waits."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final, Self

Connect = Callable[[], sqlite3.Connection]


class Connections:
    """Lends each reader a connection of its own: a slow search in a thread holds up no look-up elsewhere.

    A connection that came back is lent again, so there are as many as were ever out at once.
    """

    def __init__(self, connect: Connect, *, last: Callable[[], None] | None = None) -> None:
        """`last` is called once, when the connections are closed."""
        self._connect: Final = connect
        self._last: Final = last
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    @classmethod
    def to_file(cls, path: Path) -> Self:
        """Connections to a file that never changes, so no locks are taken on it."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(lambda: sqlite3.connect(uri, uri=True, check_same_thread=False))

    @classmethod
    def to_memory(cls, original: sqlite3.Connection) -> Self:
        """Connections to copies of a database that is in memory only."""
        copying = Lock()

        def copy() -> sqlite3.Connection:
            own = sqlite3.connect(":memory:", check_same_thread=False)
            with copying:
                original.backup(own)
            return own

        return cls(copy, last=original.close)

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection for this reader alone; sqlite3.ProgrammingError once closed."""
        if self._closed:
            message = "the archive is closed"
            raise sqlite3.ProgrammingError(message)
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)
            if self._closed:
                self._let_go()

    def close(self) -> None:
        """Close what is idle now; what is lent out, once it comes back."""
        if not self._closed:
            self._closed = True
            self._let_go()
            if self._last is not None:
                self._last()

    def _let_go(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
