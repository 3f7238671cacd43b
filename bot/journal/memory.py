"""What the journal holds in memory, so that no reply waits for a database: draws, choices, small state."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select

from bot.journal.engines import AsyncConnection
from bot.journal.entries import Chosen, Drawn, Entry, Stated
from bot.journal.events import OPTION_KEPT
from bot.journal.keys import Keys
from bot.journal.preferences import Preference, Whose
from bot.journal.tables import draws, preferences, state

OPTED_OUT = "opted-out:"
"""Whoever shall not be logged is kept under this and their code."""


class Memory:
    """Answers at once. Whatever changes it also says what is to be written."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._drawn: dict[tuple[str, str], dict[str, int]] = {}
        self._preferences: dict[tuple[Whose, str], Preference] = {}
        self._state: dict[str, tuple[str, datetime | None]] = {}
        self._ordinal = 0

    async def recall(self, connection: AsyncConnection) -> None:
        """Learn what a database has kept."""
        for row in await connection.execute(select(draws).order_by(draws.c.ordinal)):
            self._drawn.setdefault((row.place, row.pool), {})[row.key] = row.ordinal
            self._ordinal = row.ordinal
        for row in await connection.execute(select(state)):
            self._state[row.name] = (row.value, row.at)
        for row in await connection.execute(select(preferences)):
            self._preferences[Whose(row.whose), row.key] = Preference(row.language, row.in_public)

    def everything(self) -> Iterator[Entry]:
        """All of it, for a database that was begun anew."""
        for (place, pool), keys in self._drawn.items():
            for key, ordinal in keys.items():
                yield Drawn(place, pool, key, ordinal, restarted=False)
        for (whose, key), preference in self._preferences.items():
            yield Chosen(whose, key, preference)
        for name, (value, at) in self._state.items():
            yield Stated(name, value, at)

    def drawn(self, place: str, pool: str) -> Collection[str]:
        """Keys drawn from `pool` at `place` since it last started, in the order of drawing."""
        return self._drawn.get((place, pool), {}).keys()

    def draw(self, place: str, pool: str, key: str, *, restarted: bool) -> Drawn:
        """Keep a draw; `restarted` forgets those before it."""
        drawn = self._drawn.setdefault((place, pool), {})
        if restarted:
            drawn.clear()
        self._ordinal += 1
        # Drawn again, it is the latest.
        drawn.pop(key, None)
        drawn[key] = self._ordinal
        return Drawn(place, pool, key, self._ordinal, restarted)

    def preference(self, whose: Whose, identity: int) -> tuple[Preference | None, list[Entry]]:
        """A choice of language, and what is to be written where an older key had hashed its owner."""
        if whose is not Whose.READER:
            return self._preferences.get((whose, str(identity))), []
        newest, *older = self._keys.codes(identity)
        for code in older:
            if (found := self._preferences.pop((whose, code), None)) is not None:
                self._preferences.setdefault((whose, newest), found)
                return found, [Chosen(whose, code, None), Chosen(whose, newest, found)]
        return self._preferences.get((whose, newest)), []

    def prefer(self, whose: Whose, identity: int, preference: Preference | None) -> list[Entry]:
        """Keep a choice of language, or forget it."""
        codes = [*self._keys.codes(identity)] if whose is Whose.READER else [str(identity)]
        for code in codes:
            self._preferences.pop((whose, code), None)
        if preference is not None:
            self._preferences[whose, codes[0]] = preference
        forgotten: list[Entry] = [Chosen(whose, code, None) for code in codes[1:]]
        return [*forgotten, Chosen(whose, codes[0], preference)]

    def opted_out(self, user_id: int) -> bool:
        """Whether somebody shall not be logged."""
        return any(f"{OPTED_OUT}{code}" in self._state for code in self._keys.codes(user_id))

    def opt_out(self, user_id: int, at: datetime, *, out: bool) -> list[Entry]:
        """Keep that somebody shall not be logged, or shall be again."""
        names = [f"{OPTED_OUT}{code}" for code in self._keys.codes(user_id)]
        entries = [self.set_state(name, None, at) for name in names[0 if not out else 1 :]]
        return [*entries, self.set_state(names[0], "yes", at)] if out else [*entries]

    def state(self, name: str) -> str | None:
        """A small thing kept under `name`."""
        value, _ = self._state.get(name, (None, None))
        return value

    def set_state(self, name: str, value: str | None, at: datetime) -> Entry:
        """Keep a small thing under `name`, or forget it."""
        self._state.pop(name, None)
        if value is not None:
            self._state[name] = (value, at)
        return Stated(name, value, at)

    def names(self, prefix: str, before: datetime | None = None) -> list[str]:
        """The names that begin with `prefix`, oldest first; only those from before a moment, if given."""
        return [
            name
            for name, (_, at) in self._state.items()
            if name.startswith(prefix) and (before is None or at is None or at < before)
        ]

    def texts(self, prefix: str, searched: Collection[str]) -> list[str]:
        """The names of the small things that begin with `prefix` and were searched for, by name or by text.

        Of a text, what was searched for may be the beginning that the log keeps.
        """
        long = tuple(text for text in searched if len(text) == OPTION_KEPT)
        return [
            name
            for name in self.names(prefix)
            if name.removeprefix(prefix) in searched
            or (value := self._state[name][0]) in searched
            or (long and value.startswith(long))
        ]

    def places(self) -> set[str]:
        """Where anything was drawn."""
        return {place for place, _ in self._drawn}

    def drawn_at(self, places: Collection[str]) -> list[str]:
        """All keys drawn at places."""
        return sorted({key for (place, _), keys in self._drawn.items() if place in places for key in keys})

    def forget_draws(self, places: Collection[str]) -> None:
        """Forget what was drawn at places."""
        self._drawn = {where: keys for where, keys in self._drawn.items() if where[0] not in places}

    def forget_places(self, guild_id: int, channel_ids: Collection[int]) -> None:
        """Forget what a server and its channels chose and drew."""
        self.forget_draws({f"channel:{channel}" for channel in channel_ids})
        self._preferences.pop((Whose.GUILD, str(guild_id)), None)
        for channel in channel_ids:
            self._preferences.pop((Whose.CHANNEL, str(channel)), None)
