"""Which shards are connected, and one line in the log for what happens to many of them at once."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

log = logging.getLogger(__name__)

_GATHERING_SECONDS: Final = 1.0
"""What befalls several shards within this time is one line: an outage takes them all."""

_MISSED: Final = "in a new session: what was asked meanwhile was not heard"


class Attendance:
    """The shards of this process: which of them are there, and who went."""

    def __init__(self) -> None:
        self.expected: Sequence[int] = ()
        """The shards that this process runs."""
        self.total = 0
        """All shards of the bot, those of other processes included."""
        self.connected: Final[set[int]] = set()
        self._lost: set[int] = set()
        self._told: set[int] = set()
        self._missed = False
        self._telling: asyncio.TimerHandle | None = None

    def expect(self, shards: Sequence[int], total: int) -> None:
        """Say which shards are going to be there."""
        self.expected, self.total = shards, total

    @property
    def away(self) -> list[int]:
        """The shards that are not there, or not yet."""
        return [shard for shard in self.expected if shard not in self.connected]

    @property
    def complete(self) -> bool:
        """Whether every shard of this process is connected."""
        return bool(self.connected) and not self.away

    def came(self, shard: int, *, resumed: bool) -> None:
        """A shard has begun a session, or taken up the one that it had."""
        self.connected.add(shard)
        if shard in self._lost:
            self._lost.remove(shard)
            self._missed |= not resumed
            self._tell_soon()

    def went(self, shard: int) -> bool:
        """A shard's connection broke off; False for one that was not there anyway."""
        if shard not in self.connected:
            return False
        self.connected.remove(shard)
        self._lost.add(shard)
        self._tell_soon()
        return True

    def speaks(self, shard: int) -> bool:
        """Whether this shard's failed try stands for all that are away."""
        return shard == min(self._lost or self.away, default=shard)

    def leave(self) -> None:
        """From now on nobody is missed."""
        if self._telling is not None:
            self._telling.cancel()
        self.expected, self._lost = (), set()
        self.connected.clear()

    def tell(self) -> None:
        """Say in a line what has changed since the last one."""
        self._telling = None
        lost, told = self._lost, self._told
        if not lost and not told:
            return
        self._told = told | lost if lost else set()
        if lost and lost <= told:
            # They come back one after the other; that all of them have is told then.
            return
        if not lost:
            log.info("connected again, %s", _MISSED if self._missed else "nothing was missed")
            self._missed = False
        elif len(self.expected) == 1:
            log.warning("the connection to Discord is lost; trying to come back")
        else:
            log.warning(
                "%d of %d shards have lost their connection to Discord (%s); trying to come back",
                len(lost),
                len(self.expected),
                spans(lost),
            )

    def _tell_soon(self) -> None:
        if len(self.expected) <= 1:
            self.tell()
        elif self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(_GATHERING_SECONDS, self.tell)


def spans(shards: Iterable[int]) -> str:
    """The numbers in few words: `0-3, 7`."""
    ordered = sorted(shards)
    ends = [0, *(place for place, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1)]
    runs = [ordered[start:end] for start, end in pairwise([*ends, len(ordered)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs if run)
