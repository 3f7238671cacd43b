"""What the bot remembers: written behind the replies, in batches, by one task. A reply never waits for it."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import delete, event, false, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.journal.counting import count
from bot.journal.entries import Chosen, Drawn, Entry, Stated, usage_row, write
from bot.journal.events import Statistics, Usage
from bot.journal.preferences import Preference, Whose
from bot.journal.schema import bring_up_to_date
from bot.journal.secret import hashed
from bot.journal.tables import draws, preferences, state

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


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


AT_EASE: Final = Pace()

_AWAY: Final = (OperationalError, TimeoutError, OSError)
"""What says that the database is away or locked, not that an entry is wrong."""


class JournalClosed(Exception):  # noqa: N818 - says how the journal is
    """The journal cannot be opened: `why` is the database's own word."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Journal:
    """Usage, draws and small state, on SQLite by default or on PostgreSQL by URL."""

    def __init__(self, engine: AsyncEngine, *, secret: bytes, clock: Clock, pace: Pace) -> None:
        self._engine = engine
        self._secret = secret
        self._clock = clock
        self._pace = pace
        self._waiting: deque[Entry] = deque()
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._ending = False
        self._oldest: float | None = None
        self.failing = False
        """Whether the last try to write met a database that is away or locked."""
        self._drawn: dict[tuple[str, str], dict[str, None]] = {}
        self._preferences: dict[tuple[Whose, str], Preference] = {}
        self._state: dict[str, str] = {}
        self._ordinal = 0
        self._writer: asyncio.Task[None] | None = None
        self.dropped = 0
        """Entries lost because too many were waiting."""

    @classmethod
    async def open(cls, place: str | Path, *, secret: bytes, clock: Clock, pace: Pace = AT_EASE) -> Self:
        """Open, and create or migrate if need be, the journal at a file or a database URL.

        JournalClosed where it cannot be; the file is then left as it was.
        """
        try:
            journal = cls(_engine(place, pace.busy), secret=secret, clock=clock, pace=pace)
        except (SQLAlchemyError, OSError) as error:
            raise JournalClosed(str(error)) from error
        try:
            await bring_up_to_date(journal._engine)
            await journal._recall()
        except BaseException as error:
            await journal._engine.dispose()
            if isinstance(error, SQLAlchemyError):
                raise JournalClosed(str(getattr(error, "orig", None) or error)) from error
            raise
        # Here and not at the first entry: whoever records must never own a task that waits for ever.
        journal._writer = asyncio.create_task(journal._write_behind(), name="journal writer")
        return journal

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def record(self, entry: Usage) -> None:
        """Take an entry. Never waits, never raises; it is written within a fraction of a second."""
        try:
            self._take(usage_row(entry, self._secret))
        except Exception:
            log.exception("an entry could not be taken")

    def drawn(self, place: str, pool: str) -> Collection[str]:
        """Keys drawn from `pool` at `place` since it last started, in the order of drawing."""
        return self._drawn.get((place, pool), {}).keys()

    def remember_draw(self, place: str, pool: str, key: str, *, restarted: bool) -> None:
        """Keep a draw; `restarted` forgets those before it. In memory at once, on disk soon."""
        drawn = self._drawn.setdefault((place, pool), {})
        if restarted:
            drawn.clear()
        drawn[key] = None
        self._ordinal += 1
        self._take(Drawn(place, pool, key, self._ordinal, restarted))

    def preference(self, whose: Whose, identity: int | None) -> Preference | None:
        """The language that a reader, channel or server chose, by Discord's id; None where none is chosen."""
        return self._preferences.get((whose, self._key(whose, identity))) if identity is not None else None

    def prefer(self, whose: Whose, identity: int, preference: Preference | None) -> None:
        """Keep a choice of language, or forget it. In memory at once, on disk soon."""
        key = self._key(whose, identity)
        if preference is None:
            self._preferences.pop((whose, key), None)
        else:
            self._preferences[whose, key] = preference
        self._take(Chosen(whose, key, preference))

    def _key(self, whose: Whose, identity: int) -> str:
        return hashed(identity, self._secret) if whose is Whose.READER else str(identity)

    def state(self, name: str) -> str | None:
        """A small thing kept under `name`."""
        return self._state.get(name)

    def set_state(self, name: str, value: str | None) -> None:
        """Keep a small thing under `name`, or forget it. In memory at once, on disk soon."""
        self._state.pop(name, None)
        if value is not None:
            self._state[name] = value
        self._take(Stated(name, value))

    def names(self, prefix: str) -> list[str]:
        """The names, oldest first, that small things are kept under and that begin with `prefix`."""
        return [name for name in self._state if name.startswith(prefix)]

    async def statistics(self, guild_id: int | None = None) -> Statistics:
        """How one server, or everybody, used the bot, what was taken a moment ago included.

        Where the database cannot be written at the moment, what waits is left out.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), self._pace.linger * 10)
        async with self._engine.connect() as connection:
            return await count(connection, guild_id, self._clock().date())

    @property
    def waiting(self) -> int:
        """Entries that are not written yet."""
        return len(self._waiting)

    @property
    def lag(self) -> float:
        """Seconds since the oldest entry that waits was taken, at most; 0 where none waits."""
        return 0.0 if self._oldest is None else time.monotonic() - self._oldest

    async def writable(self) -> bool:
        """Whether the database takes a write now, tried without changing anything."""
        with contextlib.suppress(SQLAlchemyError, OSError):
            async with self._engine.begin() as connection:
                await connection.execute(delete(state).where(false()))
            return True
        return False

    async def flush(self) -> None:
        """Wait until everything taken so far is written."""
        await self._idle.wait()

    async def close(self) -> None:
        """Write everything taken, as far as the database lets us, and let go of it."""
        self._ending = True
        self._arrived.set()
        if self._writer is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._writer, self._pace.patience + self._pace.busy)
        if self._waiting:
            log.error("%d journal entries could not be written", len(self._waiting))
        await self._engine.dispose()

    def _take(self, entry: Entry) -> None:
        if len(self._waiting) >= self._pace.waiting:
            self._waiting.popleft()
            self.dropped += 1
        self._oldest = self._oldest or time.monotonic()
        self._waiting.append(entry)
        self._idle.clear()
        self._arrived.set()

    async def _recall(self) -> None:
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(draws).order_by(draws.c.ordinal))
            for row in rows:
                self._drawn.setdefault((row.place, row.pool), {})[row.key] = None
                self._ordinal = row.ordinal
            self._state = {row.name: row.value for row in await connection.execute(select(state))}
            for row in await connection.execute(select(preferences)):
                preference = Preference(row.language, row.in_public)
                self._preferences[Whose(row.whose), row.key] = preference

    async def _write_behind(self) -> None:
        pause = self._pace.linger
        while not (self._ending and not self._waiting):
            await self._arrived.wait()
            if not self._ending:
                await asyncio.sleep(pause)
            if await self._write_batch():
                pause = self._pace.linger
            elif self._ending:
                return
            else:
                pause = min(pause * 2, self._pace.patience)

    async def _write_batch(self) -> bool:
        """Write what waits; False where the database cannot be written at all."""
        younger = time.monotonic() if len(self._waiting) <= self._pace.batch else self._oldest
        batch = [self._waiting[number] for number in range(min(self._pace.batch, len(self._waiting)))]
        try:
            await self._write(batch)
        except _AWAY as error:
            return self._put_off(error)
        except Exception:  # noqa: BLE001 - one entry that fits no column must not hold up the others
            for entry in batch:
                try:
                    await self._write([entry])
                except _AWAY as error:
                    return self._put_off(error)
                except Exception:
                    self._written([entry])
                    self.dropped += 1
                    log.exception("an entry could not be written and is dropped")
        self._oldest = younger if self._waiting else None
        return True

    async def _write(self, batch: list[Entry]) -> None:
        async with self._engine.begin() as connection:
            await write(connection, batch)
        if self.failing:
            log.info("the journal is written again; %d entries were dropped", self.dropped)
            self.failing = False
        self._written(batch)

    def _written(self, batch: list[Entry]) -> None:
        # Entries dropped in the meantime were the oldest, those of this batch: they are written all the same.
        for entry in batch:
            if self._waiting and self._waiting[0] is entry:
                self._waiting.popleft()
        if not self._waiting:
            self._arrived.clear()
            self._idle.set()

    def _put_off(self, error: Exception) -> bool:
        if not self.failing:
            log.error("the journal cannot be written, entries wait: %s", error)
        self.failing = True
        return False


def _engine(place: str | Path, busy: float) -> AsyncEngine:
    if isinstance(place, str) and "://" in place:
        return create_async_engine(place)
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", connect_args={"timeout": busy})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # Safe against a killed process; only a power cut may take the last moments.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine
