"""What the bot remembers: answered from memory, written behind the replies. A reply never waits for it."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from bot.journal import personal
from bot.journal.counting import count
from bot.journal.database import Database, JournalClosed, is_corrupt
from bot.journal.entries import Entry, usage_row
from bot.journal.events import Statistics, Usage
from bot.journal.keys import Keys
from bot.journal.memory import Memory
from bot.journal.preferences import Preference, Whose
from bot.journal.schema import NewerSchema
from bot.journal.writer import AT_EASE, Pace, Writer

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

SEARCHES: Final = "search:"
"""Texts of searches that no button can carry are kept under this, as long as uses are."""
PURGED_AT_ONCE: Final = 500
"""Uses that one transaction deletes: replies' own entries come between."""
_PURGE_EVERY: Final = timedelta(days=1)


class Journal:
    """Usage, draws and small state, on SQLite by default or on PostgreSQL by URL."""

    def __init__(
        self, database: Database, *, keys: Keys, clock: Clock, pace: Pace, retention_days: int | None
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._pace = pace
        self._memory = Memory(keys)
        self._writer = Writer(database, everything=self._memory.everything, clock=clock, pace=pace)
        self._purging: asyncio.Task[None] | None = None
        self.retention_days = retention_days
        """Days that uses are kept; None: for ever."""

    @classmethod
    async def open(  # noqa: PLR0913 - what a journal is made of
        cls,
        place: str | Path,
        *,
        keys: Keys,
        clock: Clock,
        pace: Pace = AT_EASE,
        retention_days: int | None = None,
        mend: bool = True,
    ) -> Self:
        """Open, and create or migrate if need be, the journal at a file or a database URL.

        A corrupt file is set aside and a new one begun, where `mend` says so. JournalClosed where it cannot
        be opened; the file is then left as it was.
        """
        try:
            database = Database(place, busy=pace.busy, clock=clock)
        except ModuleNotFoundError as missing:
            why = f"its URL needs {missing.name}, which is not installed (pip install {missing.name})"
            raise JournalClosed(why) from missing
        except ValueError as wrong:
            raise JournalClosed(f"its URL cannot be read ({wrong})") from wrong
        except (SQLAlchemyError, OSError) as error:
            raise JournalClosed(str(error)) from error
        journal = cls(database, keys=keys, clock=clock, pace=pace, retention_days=retention_days)
        try:
            await database.open(mend=mend)
            await journal._recall(mend=mend)
            # Begun just now, it holds everything that is remembered: nothing.
            database.bare = False
        except BaseException as error:
            await database.close()
            if isinstance(error, SQLAlchemyError | OSError | NewerSchema):
                raise JournalClosed(str(getattr(error, "orig", None) or error)) from error
            raise
        journal._writer.start()
        if retention_days is not None:
            journal._purging = asyncio.create_task(journal._purge_daily(), name="journal purge")
        return journal

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def record(self, entry: Usage) -> None:
        """Take an entry, unless its user opted out. Never waits, never raises; written within a second."""
        try:
            if not self._memory.opted_out(entry.user_id):
                self._writer.take(usage_row(entry, self._keys.code(entry.user_id)))
        except Exception:
            log.exception("an entry could not be taken")

    def drawn(self, place: str, pool: str) -> Collection[str]:
        """Keys drawn from `pool` at `place` since it last started, in the order of drawing."""
        return self._memory.drawn(place, pool)

    def remember_draw(self, place: str, pool: str, key: str, *, restarted: bool) -> None:
        """Keep a draw; `restarted` forgets those before it. In memory at once, on disk soon."""
        self._writer.take(self._memory.draw(place, pool, key, restarted=restarted))

    def preference(self, whose: Whose, identity: int | None) -> Preference | None:
        """The language that a reader, channel or server chose, by Discord's id; None where none is chosen."""
        if identity is None:
            return None
        preference, entries = self._memory.preference(whose, identity)
        self._take(entries)
        return preference

    def prefer(self, whose: Whose, identity: int, preference: Preference | None) -> None:
        """Keep a choice of language, or forget it. In memory at once, on disk soon."""
        self._take(self._memory.prefer(whose, identity, preference))

    def state(self, name: str) -> str | None:
        """A small thing kept under `name`."""
        return self._memory.state(name)

    def set_state(self, name: str, value: str | None) -> None:
        """Keep a small thing under `name`, or forget it. In memory at once, on disk soon."""
        self._take([self._memory.set_state(name, value, self._clock())])

    def names(self, prefix: str) -> list[str]:
        """The names, oldest first, that small things are kept under and that begin with `prefix`."""
        return self._memory.names(prefix)

    async def statistics(self, guild_id: int | None = None) -> Statistics:
        """How one server, or everybody, used the bot, what was taken a moment ago included.

        Where the database cannot be written at the moment, what waits is left out.
        """
        await self._writer.idle(self._pace.linger * 10)
        async with self._database.begin() as connection:
            return await count(connection, guild_id, self._clock().date())

    async def export(self, user_id: int, *, alone_in: int | None = None) -> Mapping[str, Any]:
        """Everything kept about a person, ready for JSON but for dates; what waits is included.

        `alone_in`: the channel in which they and nobody else write to the bot, if that is known.
        """
        codes = [*self._keys.codes(user_id)]
        await self._writer.idle(self._pace.linger * 10)
        async with self._database.begin() as connection:
            uses = await personal.uses(connection, codes)
        uses += [personal.waiting_use(entry) for entry in self._writer.waiting_uses(personal.is_of(codes))]
        preference = self.preference(Whose.READER, user_id)
        language = (
            {"language": preference.language, "in_public": preference.in_public} if preference else None
        )
        channels = personal.alone_in(uses) | (set() if alone_in is None else {alone_in})
        drawn = self._memory.drawn_at(personal.places(channels))
        return {"logged": not self.opted_out(user_id), "language": language, "uses": uses, "drawn": drawn}

    async def forget(self, user_id: int, *, alone_in: int | None = None) -> int:
        """Delete a person's uses and language, long searches and draws; how many entries there were.

        What waits is included; `alone_in` as for `export`. That somebody opted out is kept: else they would
        be logged again. SQLAlchemyError when the database cannot be written; nothing is deleted then.
        """
        codes = [*self._keys.codes(user_id)]
        of_person = personal.is_of(codes)
        channels = set() if alone_in is None else {alone_in}

        def theirs(entry: Entry) -> bool:
            return of_person(entry) or personal.is_at(entry, None, channels)

        async with self._writer.alone(theirs) as connection:
            waiting = self._writer.waiting_uses(theirs)
            uses = [*await personal.uses(connection, codes), *waiting]
            channels |= personal.alone_in(uses)
            gone = await personal.delete_person(connection, codes)
            await personal.delete_draws(connection, personal.places(channels))
        self._memory.prefer(Whose.READER, user_id, None)
        self._memory.forget_draws(personal.places(channels))
        self._forget_texts({text for use in uses for text in use["options"].values()})
        return gone + len(waiting)

    def opted_out(self, user_id: int) -> bool:
        """Whether somebody shall not be logged."""
        return self._memory.opted_out(user_id)

    def opt_out(self, user_id: int, *, out: bool) -> None:
        """Log somebody no more, or again. In memory at once, on disk soon."""
        self._take(self._memory.opt_out(user_id, self._clock(), out=out))

    async def forget_guild(self, guild_id: int, channel_ids: Collection[int] = ()) -> int:
        """Delete what is kept about a server and its channels; how many uses there were."""
        channels = {*channel_ids}

        def theirs(entry: Entry) -> bool:
            return personal.is_at(entry, guild_id, channels)

        async with self._writer.alone(theirs) as connection:
            waiting = self._writer.waiting_uses(theirs)
            texts = await personal.texts(connection, guild_id)
            channels |= await personal.channels_of(connection, guild_id)
            channels |= {use["channel_id"] for use in waiting} - {None}
            gone = await personal.delete_guild(connection, guild_id, channels)
        self._memory.forget_places(guild_id, channels)
        self._forget_texts(texts.union(*(use["options"].values() for use in waiting)))
        return gone + len(waiting)

    def _forget_texts(self, searched: Collection[str]) -> None:
        for name in self._memory.texts(SEARCHES, searched):
            self.set_state(name, None)

    async def purge(self, days: int) -> int:
        """Delete what is older than so many days, a few hundred at a time; how many uses there were."""
        before = self._clock() - timedelta(days=days)
        gone = 0
        while True:
            async with self._writer.alone(lambda _: False) as connection:
                deleted = await personal.delete_before(connection, before, PURGED_AT_ONCE)
            gone += deleted
            if deleted < PURGED_AT_ONCE:
                break
            await asyncio.sleep(0)
        for name in self._memory.names(SEARCHES, before):
            self.set_state(name, None)
        async with self._writer.alone(lambda _: False) as connection:
            used = await personal.channels_of(connection)
            used |= {use["channel_id"] for use in self._writer.waiting_uses(lambda _: True)}
            # Where nobody has been for so long, nobody minds what was shown before.
            left = self._memory.places() - personal.places(used)
            await personal.delete_draws(connection, left)
        self._memory.forget_draws(left)
        return gone

    @property
    def lag(self) -> float:
        """Seconds that the oldest entry has been waiting to be written."""
        return self._writer.lag

    @property
    def waiting(self) -> int:
        """Entries that are not written yet."""
        return self._writer.waiting

    @property
    def dropped(self) -> int:
        """Entries lost: too many were waiting, or they fit no column."""
        return self._writer.dropped

    @property
    def failing(self) -> bool:
        """Whether the last try to write did not succeed."""
        return self._writer.failing

    async def writable(self) -> bool:
        """Whether the database takes a transaction that writes, tried now."""
        return await self._database.takes_a_write() and not self.failing

    async def flush(self) -> None:
        """Wait until everything taken so far is written."""
        await self._writer.idle()

    async def close(self) -> None:
        """Write everything taken, as far as the database lets us, and let go of it."""
        if self._purging is not None:
            self._purging.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._purging
        await self._writer.close()
        await self._database.close()

    async def _recall(self, *, mend: bool) -> None:
        try:
            async with self._database.begin() as connection:
                await self._memory.recall(connection)
        except DatabaseError as error:
            if not mend or not is_corrupt(error):
                raise
            await self._database.look()
            await self._recall(mend=False)

    def _take(self, entries: Collection[Entry]) -> None:
        for entry in entries:
            self._writer.take(entry)

    async def _purge_daily(self) -> None:
        await asyncio.sleep(self._pace.rest)
        while self.retention_days is not None:
            try:
                if gone := await self.purge(self.retention_days):
                    log.info("%d uses older than %d days were deleted", gone, self.retention_days)
            except (SQLAlchemyError, OSError, NewerSchema) as error:
                log.warning("what is too old could not be deleted; tried again tomorrow: %s", error)
            await asyncio.sleep(_PURGE_EVERY.total_seconds())
