"""`forum-bot try`: the bot in a page that looks and behaves like Discord."""

import asyncio
import errno
import os
import signal
import webbrowser
from collections.abc import Callable
from importlib.util import find_spec
from threading import Thread
from typing import Final

import typer
from simcord.backend.errors import SetupError

from bot import logs
from bot.attending import attending
from bot.local.world import world
from bot.settings import Settings

PORT_TAKEN: Final = 1
_PORT_TROUBLES: Final = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})

WELCOME: Final = "Type /quote or /help; or /speaker, choose it with Tab, and type 島田."

# SimCord's page looks for these when it opens; what is missing must be known before that.
for _needed in ("aiohttp", "markdown_it", "linkify_it", "regex", "PIL"):
    if find_spec(_needed) is None:
        raise ModuleNotFoundError(f"No module named {_needed!r}", name=_needed)


def serve(
    settings: Settings, *, port: int, open_browser: bool, opened: Callable[[str], None] | None = None
) -> int:
    """Serve the page until Ctrl-C, SIGTERM or the page's own end; `opened` is told its address.

    The exit code: 0, or 1 when the port is taken.
    """
    logs.set_up(style=settings.log.format, level="warning")
    # Whoever writes records meanwhile waits for a word that they were taken over.
    logs.hear("bot.archive.renewal")
    try:
        asyncio.run(_serve(settings, port, opened or (lambda url: welcome(url, open_browser=open_browser))))
    except SetupError as error:
        if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in _PORT_TROUBLES:
            raise
        why = os.strerror(error.__cause__.errno).lower()
        typer.echo(f"Port {port} cannot be used: {why}. Leave --port out to take a free one.", err=True)
        return PORT_TAKEN
    return 0


async def _serve(settings: Settings, port: int, opened: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with world(settings) as simulated, attending(simulated.renewal, watch=settings.records_watch):
        await simulated.keeper.send(simulated.channel, WELCOME)
        people = [*simulated.viewers, simulated.keeper]
        page = simulated.env.preview(simulated.channel, viewers=people, layout="channel", port=port)
        async with page:
            opened(page.url)
            ended = asyncio.ensure_future(page.wait_closed())
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
            for waiting in (ended, stopped):
                waiting.cancel()


def welcome(url: str, *, open_browser: bool) -> None:
    """Say where the page is and what to type there."""
    typer.echo(f"The bot is here: {url}")
    typer.echo(f"{WELCOME} Ctrl-C ends it.")
    if open_browser:
        # Some browsers, those in a terminal above all, return only once they are closed.
        Thread(target=webbrowser.open, args=(url,), name="browser", daemon=True).start()
