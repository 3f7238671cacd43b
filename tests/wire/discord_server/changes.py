"""Waiting for something to become true, instead of sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NothingHappenedError(TimeoutError):
    """What was awaited did not come about in time."""

    def __init__(self, awaited: str, patience: float, seen: str = "") -> None:
        super().__init__(f"{awaited}: not within {patience} s{f'; {seen}' if seen else ''}")
        self.awaited = awaited


class Changes:
    """Tells everybody who waits that something has changed; each looks for himself whether it is his."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def announce(self) -> None:
        """Something has changed."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(
        self,
        look: Callable[[], T | None],
        *,
        awaited: str,
        patience: float,
        seen: Callable[[], str] = str,
    ) -> T:
        """What `look` finds, as soon as it finds something true. NothingHappenedError when it does not.

        `patience` is in seconds of the machine's clock; `seen` tells what there was to be seen instead.
        """
        deadline = asyncio.get_running_loop().time() + patience
        while not (found := look()):
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            try:
                async with asyncio.timeout_at(deadline):
                    await future
            except TimeoutError:
                raise NothingHappenedError(awaited, patience, seen()) from None
        return found
