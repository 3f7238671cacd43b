"""One life of the bot: from the login to the signal that ends it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

from bot.admission import NoStartsLeft
from bot.client import ForumBot

log = logging.getLogger(__name__)


async def run(bot: ForumBot, token: str) -> None:
    """Run until SIGINT or SIGTERM; a second one does not wait for whoever is still being served.

    What Discord refuses, and what keeps us from reaching it, is raised as discord.py raises it;
    NoStartsLeft where it would not let us begin another session today.
    """
    stop = asyncio.Event()
    async with bot:
        serving = asyncio.create_task(_start(bot, token), name="discord client")
        stopping = asyncio.create_task(stop.wait(), name="stop signal")
        with _signals(stop, bot.hurry):
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                stopping.cancel()
                await _to_its_end(serving, bot)
                return
            log.info("told to stop")
            # Nobody new is heard while those who are here are served: they would stand before closed doors.
            await _no_more(serving, bot)
            await bot.close()


async def _start(bot: ForumBot, token: str) -> None:
    await bot.login(token)
    _, _, starts = await bot.http.get_bot_gateway()
    if not starts["remaining"]:
        # Discord answers one too many with a reset of the token: "Session Start Limit" in its gateway docs.
        raise NoStartsLeft(starts["reset_after"] / 1000)
    await bot.connect()


async def _no_more(serving: "asyncio.Task[None]", bot: ForumBot) -> None:
    """Stop listening, wherever it is: reading, in the middle of a login, or of a try to reconnect."""
    if not bot.is_closed():
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await serving


async def _to_its_end(serving: "asyncio.Task[None]", bot: ForumBot) -> None:
    try:
        await serving
    except AttributeError as stumble:
        # After a first handshake that failed, discord.py looks at the connection that it never had.
        if bot.ws is None and stumble.__context__ is not None:
            raise stumble.__context__ from None
        raise


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
