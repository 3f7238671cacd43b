"""Records that are kept fresh while the bot runs: by themselves, by SIGHUP, and when told to."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from bot.archive import Renewal
from bot.control import RELOAD, Told, listening


@asynccontextmanager
async def attending(renewal: Renewal, *, watch: float, place: Path | None = None) -> AsyncIterator[None]:
    """Renew on SIGHUP, on a word at `place`, and `watch` seconds after files changed (0: not by itself)."""
    tasks: set[asyncio.Task[object]] = set()

    def start() -> None:
        task = asyncio.create_task(renewal.renew(), name="renew records")
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    async def told() -> Told:
        renewed = await renewal.renew()
        return Told(renewed.fine, renewed.lines())

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, start)
    try:
        async with AsyncExitStack() as stack:
            if place is not None:
                await stack.enter_async_context(listening(place, {RELOAD: told}))
            if watch:
                tasks.add(asyncio.create_task(renewal.watch(watch), name="watch records"))
            yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        for task in list(tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
