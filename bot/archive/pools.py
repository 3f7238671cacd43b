"""Which quotes are in a pool, by counting: a draw and a page cost the same however many there are."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from bot.archive.entities import Pool
from bot.archive.places import forum_of, records_of
from bot.archive.spellings import Rows

Run = tuple[int, int, int]
"""How many come before it in its pool, the number of its first quote, and its length."""


class Members:
    """The quotes of a pool, each by its place."""

    def __init__(self, total: int, runs: Sequence[Run]) -> None:
        self.total = total
        self._runs = runs

    def number(self, place: int) -> int:
        """The number of the quote at a place of the pool."""
        before, first, _ = self._runs[bisect_right(self._runs, place, key=_before) - 1]
        return first + place - before

    def numbers(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the quotes from one place to another."""
        return map(self.number, range(start, min(end, self.total)))


class _Filed(Members):
    """A pool whose runs are looked up one by one: there may be as many as quotes."""

    def __init__(self, pool: int, total: int, rows: Rows) -> None:
        super().__init__(total, ())
        self._pool = pool
        self._rows = rows

    def number(self, place: int) -> int:
        ((before, first),) = self._rows(_RUN, (self._pool, place))
        return int(first + place - before)


class Pools:
    """The pools of an archive."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._forums: dict[str, tuple[int, int]] = {
            key: (number, quotes)
            for number, key, quotes in rows("SELECT id, key, quotes FROM forum ORDER BY id", ())
        }
        counts = [quotes for _, quotes in self._forums.values()]
        starts = accumulate(counts, initial=0)
        runs = [
            (before, number, quotes)
            for before, (number, quotes) in zip(starts, self._forums.values(), strict=False)
        ]
        self._everything = Members(sum(counts), [run for run in runs if run[2]])

    def of(self, pool: Pool) -> Members:
        """The quotes of a pool; none where it is not known."""
        if pool.speaker is None and pool.theme is None:
            if pool.forum is None:
                return self._everything
            number, quotes = self._forums.get(pool.forum, (0, 0))
            return Members(quotes, [(0, number, quotes)])
        rows = self._rows("SELECT id, size FROM pool WHERE name = ?", (pool.name,))
        return _Filed(rows[0][0], rows[0][1], self._rows) if rows else Members(0, ())

    def range(self, forum: str | None) -> tuple[int, int]:
        """First and last number of the records of a forum, or of all."""
        if forum is None:
            return 0, _LAST
        return records_of(forum_of(self._forums[forum][0])) if forum in self._forums else (0, -1)


def _before(run: Run) -> int:
    return run[0]


_LAST: Final = (1 << 63) - 1
_RUN: Final = "SELECT ordinal, quote FROM run WHERE pool = ? AND ordinal <= ? ORDER BY ordinal DESC LIMIT 1"
