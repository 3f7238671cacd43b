"""Time as the stand-in keeps it: the machine's own, or one that a test turns by hand."""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

Cancel = Callable[[], object]


class Clock(Protocol):
    """What Discord's deadlines are measured with."""

    def now(self) -> datetime:
        """Give the instant, in UTC."""
        ...

    def call_after(self, seconds: float, call: Callable[[], object]) -> Cancel:
        """Call once `seconds` have passed; what is returned prevents it."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def call_after(self, seconds: float, call: Callable[[], object]) -> Cancel:
        return asyncio.get_running_loop().call_later(seconds, call).cancel


class ManualClock:
    """Stands still until it is told to advance: no deadline ever passes by accident."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime.now(UTC)
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._cancelled: set[int] = set()

    def now(self) -> datetime:
        return self._now

    def call_after(self, seconds: float, call: Callable[[], object]) -> Cancel:
        number = next(self._order)
        heapq.heappush(self._due, (self._now + timedelta(seconds=seconds), number, call))
        return lambda: self._cancelled.add(number)

    def advance(self, seconds: float) -> None:
        """Let time pass, with everything that falls due on the way, in order."""
        goal = self._now + timedelta(seconds=seconds)
        while self._due and self._due[0][0] <= goal:
            self._now, number, call = heapq.heappop(self._due)
            if number not in self._cancelled:
                call()
            self._cancelled.discard(number)
        self._now = goal
