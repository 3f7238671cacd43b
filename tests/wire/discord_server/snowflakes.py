"""Ids as Discord makes them: sortable by time (reference, snowflakes)."""

from datetime import UTC, datetime
from typing import Final

from tests.wire.discord_server.clock import Clock

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)


class Snowflakes:
    """Gives out ids, each greater than the one before, as the decimal strings that the API speaks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A new id of this moment."""
        milliseconds = int((self._clock.now() - EPOCH).total_seconds() * 1000)
        self._last = max(milliseconds << 22, self._last + 1)
        return str(self._last)
