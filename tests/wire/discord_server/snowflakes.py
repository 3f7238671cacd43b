"""Ids as Discord makes them: sortable by time (reference, snowflakes)."""

from datetime import UTC, datetime
from typing import Final

from tests.wire.discord_server.clock import Clock

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
_LOWEST: Final = 1 << 22
"""What an id has below its milliseconds."""


class Snowflakes:
    """Gives out ids, each greater than the one before, as the decimal strings that the API speaks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._sharded = 0

    def next(self) -> str:
        """A new id of this moment."""
        milliseconds = int((self._clock.now() - EPOCH).total_seconds() * 1000)
        self._last = max(milliseconds << 22, self._last + 1)
        return str(self._last)

    def on_shard(self, number: int, count: int) -> str:
        """A new id that belongs to this shard, of about this moment (topics/gateway, sharding)."""
        milliseconds = int((self._clock.now() - EPOCH).total_seconds() * 1000)
        self._sharded += 1
        return str((milliseconds - (milliseconds - number) % count << 22) + _LOWEST - self._sharded)
