"""The program itself, run as a process of its own against the stand-in, and questions at a steady pace."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from tests.wire.discord_server import DiscordServer

ROOT: Final = Path(__file__).parent.parent.parent
PATIENCE: Final = 60.0
"""Seconds that whatever has to come may take on a busy machine."""


@contextlib.asynccontextmanager
async def serving(
    server: DiscordServer,
    folder: Path,
    *,
    through: Sequence[str] = (),
    errors: int | None = None,
    **settings: str,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`forum-bot run` with its shipped settings, its state in `folder`, and these variables besides.

    `through`: a program that runs the one named by the rest of its arguments.
    `errors`: where its log goes, as asyncio.create_subprocess_exec takes it.
    """
    quiet = {"FORUM_BOT_DISCORD__TOKEN": server.token, "FORUM_BOT_LOG__LEVEL": "error"}
    process = await asyncio.create_subprocess_exec(
        *(*through, sys.executable, "-m", "bot", "run"),
        env=environment(server, folder, **(quiet | settings)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=errors,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await server.ready()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def environment(server: DiscordServer, folder: Path, **settings: str) -> dict[str, str]:
    """What the program is to be started with: this Discord, state in `folder`, no setting but these."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_BOT_")}
    return {
        **given,
        "PYTHONPATH": str(ROOT),
        "FORUM_BOT_DISCORD__API_BASE": server.api_base,
        "FORUM_BOT_DISCORD__GATEWAY": server.gateway_url,
        "FORUM_BOT_CACHE": str(folder / "cache"),
        "FORUM_BOT_JOURNAL__FOLDER": str(folder / "state"),
        **settings,
    }


async def paced(seconds: float, per_second: float) -> AsyncIterator[int]:
    """Beats of a clock that catches up with what it missed."""
    started = time.perf_counter()
    for beat in range(int(seconds * per_second)):
        await asyncio.sleep(max(0.0, started + beat / per_second - time.perf_counter()))
        yield beat
