"""One life of the bot: from the login to the signal that ends it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

from bot.client import ForumBot

log = logging.getLogger(__name__)


async def run(bot: ForumBot, token: str) -> None:
    """Run until SIGINT or SIGTERM; a second one does not wait for whoever is still being served.

    What Discord refuses, and what keeps us from reaching it, is raised as `ShardedBot.connect` raises it.
    """
    stop = asyncio.Event()
    async with bot:
        serving = asyncio.create_task(bot.start(token), name="discord client")
        stopping = asyncio.create_task(stop.wait(), name="stop signal")
        with _signals(stop, bot.hurry):
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                stopping.cancel()
                await serving
                return
            log.info("told to stop")
            # Nobody new is heard while those who are here are served: they would stand before closed doors.
            await _no_more(serving, bot)
            await bot.close()


async def _no_more(serving: "asyncio.Task[None]", bot: ForumBot) -> None:
    """Stop listening, wherever it is: reading, in the middle of a login, or of a try to reconnect."""
    if not bot.is_closed():
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await serving


@contextlib.contextmanager
def _signals(stop: asyncio.Event, hurry: asyncio.Event) -> Iterator[None]:
    def told() -> None:
        (hurry if stop.is_set() else stop).set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
