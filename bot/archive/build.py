"""Rows of forums into the tables of an archive, and out of them."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from bot.archive import filing
from bot.archive.inserting import insert
from bot.archive.names import KINDS
from bot.archive.places import records_of, rows_of
from bot.archive.progress import Progress
from bot.archive.rows import Rows, Word
from bot.archive.schema import COUNTED, SAMPLED, TABLES, VERSION

_UNSPACED: Final = "\u3005"
"""The first character that is written without spaces; letters come before it."""


class Builder:
    """Fills a database, forum by forum."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Make the tables in an empty database."""
        self._connection.executescript(f"BEGIN; {TABLES} COMMIT")
        self._connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
        # What is collected in memory before it is written: the more, the less has to be merged.
        for table in ("words", "sample"):
            self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_MEMORY})")  # noqa: S608 - a name above

    def add(self, rows: Rows, progress: Progress) -> None:
        """File a forum's records."""
        put = self._connection
        for table, columns, those in rows.tables:
            insert(put, f"INSERT OR FAIL INTO {table}", columns, those)
        for spelled in rows.names:
            filing.file(put, spelled)
        sampled: list[tuple[int, str]] = []
        words = progress.filing(rows.folder, _sampling(rows.words, sampled), rows.texts)
        put.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
        put.executemany("INSERT INTO sample (rowid, text) VALUES (?, ?)", sampled)

    def remove(self, number: int) -> None:
        """Take out everything of a forum."""
        first, last = records_of(number)
        for table in ("forum", "source", "speaker", "theme", "quote"):
            self._connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))  # noqa: S608 - a name above
        self._connection.execute("DELETE FROM run WHERE pool BETWEEN ? AND ?", (first, last))
        self._connection.execute("DELETE FROM pool WHERE id BETWEEN ? AND ?", (first, last))
        for table in ("words", "sample"):
            self._connection.execute(f"DELETE FROM {table} WHERE rowid BETWEEN ? AND ?", rows_of(number))  # noqa: S608 - a name above
        for kind in range(len(KINDS)):
            filing.strike(self._connection, kind, first, last)

    def finish(self) -> None:
        """Count words, and make the index quick to read, where so much is new that it is worth the time."""
        if self._much_is_new():
            for table in ("words", "sample"):
                self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - a name above
            self._connection.execute("DELETE FROM frequency")
            self._connection.execute(
                "INSERT INTO frequency SELECT term, doc FROM vocabulary WHERE doc >= ?", (COUNTED,)
            )
            # A character by itself is looked for as what pairs begin with.
            self._connection.execute(
                "INSERT INTO frequency SELECT substr(term, 1, 1) || '*', sum(texts) FROM frequency"
                " WHERE term >= ? GROUP BY 1",
                (_UNSPACED,),
            )
        self._connection.commit()

    def _much_is_new(self) -> bool:
        """Whether quotes are half as many again as when words were counted, or fewer by a third."""
        ((quotes,),) = self._connection.execute("SELECT coalesce(sum(quotes), 0) FROM forum")
        ((counted,),) = self._connection.execute(
            "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE name = 'counted'"
        )
        if quotes * 2 <= counted * 3 and counted * 2 <= quotes * 3:
            return False
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('counted', ?)", (str(quotes),))
        return True


_MEMORY: Final = 1 << 26
"""Bytes of the word index that are collected before they are written."""


def _sampling(rows: Iterable[Word], sampled: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The rows as they are written; those of one record in so many are kept for the sample."""
    for at, number, text in rows:
        if at % SAMPLED == 0:
            sampled.append((number, text))
        yield number, text
