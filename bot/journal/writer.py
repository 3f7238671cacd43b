"""Writes behind the replies: one task, in batches, through a buffer of bounded length."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.exc import DatabaseError

from bot.journal.database import Database, is_away, is_corrupt
from bot.journal.engines import AsyncConnection
from bot.journal.entries import Drawn, Entry

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the journal waits, and how much of it."""

    linger: float = 0.1
    """Seconds that a batch gathers entries. An answer is on disk well within a second."""
    batch: int = 1_000
    waiting: int = 50_000
    """Entries kept while the database cannot be written; past that the oldest are dropped, and counted."""
    patience: float = 5.0
    """Seconds between two tries on a database that cannot be written, at most; and the wait at the end."""
    busy: float = 5.0
    """Seconds that SQLite waits for another process."""
    rest: float = 2.0
    """Seconds until what is too old is deleted for the first time: whoever waited for a start comes first."""


AT_EASE: Final = Pace()


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: Entry
    since: datetime


class Writer:
    """Takes entries at once and writes them soon. What the database refuses for a while waits."""

    def __init__(
        self,
        database: Database,
        *,
        everything: Callable[[], Iterable[Entry]],
        clock: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        """`everything` is what a database that had to be begun anew shall hold first."""
        self._database = database
        self._everything = everything
        self._clock = clock
        self._pace = pace
        self._queue: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._turn = asyncio.Lock()
        self._ending = False
        self._dropped_before = 0
        self._task: asyncio.Task[None] | None = None
        self.dropped = 0
        """Entries lost: too many were waiting, or they fit no column."""
        self.failing = False
        """Whether the last try to write did not succeed."""

    def start(self) -> None:
        """Begin to write. Not at the first entry: whoever records must never own a task without end."""
        self._task = asyncio.create_task(self._write_behind(), name="journal writer")

    @property
    def waiting(self) -> int:
        """Entries that are not written yet."""
        return len(self._queue)

    @property
    def lag(self) -> float:
        """Seconds that the oldest entry has been waiting."""
        return (self._clock() - self._queue[0].since).total_seconds() if self._queue else 0.0

    def take(self, entry: Entry) -> None:
        """Take an entry; never waits. Where too many wait, the oldest use or draw is lost and counted."""
        if len(self._queue) >= self._pace.waiting:
            self._drop()
        self._queue.append(_Waiting(entry, self._clock()))
        self._idle.clear()
        self._arrived.set()

    def _drop(self) -> None:
        if self.dropped == self._dropped_before:
            log.error("%d entries wait for the journal: from now on the oldest are dropped", len(self._queue))
        # What somebody has chosen, such as not to be logged, is not given up for a line about a question.
        number = next((at for at, each in enumerate(self._queue) if isinstance(each.entry, dict | Drawn)), 0)
        del self._queue[number]
        self.dropped += 1

    async def idle(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - a bound on the wait alone
        """Wait until everything taken so far is written, at most `timeout` seconds; False when it is not."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._idle.wait()
        return self._idle.is_set()

    @asynccontextmanager
    async def alone(self, gone: Callable[[Entry], bool]) -> AsyncIterator[AsyncConnection]:
        """A transaction of somebody else, between two batches.

        Once it is through, the waiting entries that are `gone` with it are not written any more.
        """
        async with self._turn:
            await self._look()
            async with self._database.begin() as connection:
                yield connection
            self._queue = deque(waiting for waiting in self._queue if not gone(waiting.entry))
            self._settle()

    def waiting_uses(self, wanted: Callable[[Entry], bool]) -> list[dict[str, Any]]:
        """The uses still waiting that are `wanted`."""
        return [each.entry for each in self._queue if isinstance(each.entry, dict) and wanted(each.entry)]

    async def close(self) -> None:
        """Write everything taken, as far as the database lets us."""
        self._ending = True
        self._arrived.set()
        if self._task is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._task, self._pace.patience + self._pace.busy)
        if self._queue:
            log.error("%d journal entries could not be written", len(self._queue))

    async def _write_behind(self) -> None:
        pause = self._pace.linger
        while not (self._ending and not self._queue):
            await self._arrived.wait()
            # A whole batch need not gather: under load the journal would fall behind, and memory with it.
            behind = not self.failing and len(self._queue) >= self._pace.batch
            if not (self._ending or behind):
                await asyncio.sleep(pause)
            async with self._turn:
                written = await self._write_batch()
            if written:
                pause = self._pace.linger
            elif self._ending:
                return
            else:
                pause = min(pause * 2, self._pace.patience)

    async def _write_batch(self) -> bool:
        """Write what waits; False where the database cannot be written at all."""
        batch = [self._queue[number] for number in range(min(self._pace.batch, len(self._queue)))]
        try:
            try:
                await self._look()
                await self._write(batch)
            except DatabaseError as error:
                if not is_corrupt(error):
                    raise
                # Now that it is known, the file is set aside.
                await self._look()
                await self._write(batch)
        except Exception as error:  # noqa: BLE001 - one entry that fits no column must not hold up the others
            return await (self._put_off(error) if is_away(error) else self._write_one_by_one(batch))
        return True

    async def _write_one_by_one(self, batch: list[_Waiting]) -> bool:
        for entry in batch:
            try:
                await self._write([entry])
            except Exception as error:
                if is_away(error):
                    return await self._put_off(error)
                self._written([entry])
                self.dropped += 1
                log.exception("an entry could not be written and is dropped")
        return True

    async def _look(self) -> None:
        """Where the file had to be begun anew, give it what is remembered, however many tries that takes."""
        await self._database.look()
        if self._database.bare:
            await self._database.write([*self._everything()])
            self._database.bare = False

    async def _write(self, batch: list[_Waiting]) -> None:
        await self._database.write([waiting.entry for waiting in batch])
        if self.failing:
            lost = self.dropped - self._dropped_before
            log.info("the journal is written again; %d entries were dropped meanwhile", lost)
            self.failing = False
        self._dropped_before = self.dropped
        self._written(batch)

    def _written(self, batch: list[_Waiting]) -> None:
        # Entries dropped in the meantime were the oldest, those of this batch: they are written all the same.
        for waiting in batch:
            if self._queue and self._queue[0] is waiting:
                self._queue.popleft()
        self._settle()

    def _settle(self) -> None:
        if not self._queue:
            self._arrived.clear()
            self._idle.set()

    async def _put_off(self, error: Exception) -> bool:
        if not self.failing:
            log.error(
                "the journal cannot be written, entries wait: %s", getattr(error, "orig", None) or error
            )
        self.failing = True
        # A connection that saw the file read-only would see it so for ever.
        await self._database.let_go()
        return False
