"""Rows into a table, many in one statement: one by one they take nearly twice as long."""

import sqlite3
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any, Final

_AT_ONCE: Final = 50
"""Rows of one statement: more are not quicker, and old versions of SQLite take 999 values."""


def insert(connection: sqlite3.Connection, into: str, columns: int, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows of so many columns.

    `into` is the statement as far as the name of the table, OR FAIL or OR IGNORE: a plain one of many rows
    can be undone, and so has FTS5 write what it collects in memory, each time.
    """
    one = f"({', '.join('?' * columns)})"
    many = f"{into} VALUES {', '.join([one] * _AT_ONCE)}"
    left = iter(rows)
    while len(some := [*islice(left, _AT_ONCE)]) == _AT_ONCE:
        connection.execute(many, [*chain.from_iterable(some)])
    connection.executemany(f"{into} VALUES {one}", some)
