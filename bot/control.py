"""A word with the bot that runs on this machine: a socket in its own folder, for its owner alone.

One line goes in, a word such as `reload`; one line of JSON comes back when it is done.
"""

import asyncio
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

RELOAD: Final = "reload"

_PATIENCE: Final = 5.0
"""Seconds that somebody who connects may take to say what is wanted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the bot says to it: lines for a person, and whether what was asked was done."""

    fine: bool
    lines: Sequence[str]


class Silent(Exception):  # noqa: N818 - says how the bot was
    """The bot ended before it answered."""


Do = Callable[[], Awaitable[Told]]


def ask(place: Path, word: str) -> Told | None:
    """Say a word to the bot that listens at `place` and wait for its answer; None when none is there.

    Silent when it ends meanwhile.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.connect(str(place))
        except OSError:
            # No socket, one that a killed bot left, or a place where none can be.
            return None
        try:
            line.sendall(f"{word}\n".encode())
            with line.makefile("rb") as answer:
                said = json.loads(answer.readline())
        except (OSError, ValueError):
            raise Silent from None
    return Told(**said)


@asynccontextmanager
async def listening(place: Path, does: dict[str, Do]) -> AsyncIterator[None]:
    """Do what is asked for at `place`. Where that cannot be, say so in the log and go on without."""
    try:
        bound = _bound(place)
    except OSError as error:
        log.warning("%s cannot be listened at (%s): `forum-bot reload` will not find this bot", place, error)
        yield
        return

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _serve(reader, writer, does)
        finally:
            writer.close()

    server = await asyncio.start_unix_server(serve, sock=bound)
    try:
        yield
    finally:
        server.close()
        _forget(place)


def _forget(place: Path) -> None:
    with suppress(OSError):
        place.unlink(missing_ok=True)


def _bound(place: Path) -> socket.socket:
    """A socket at `place` that only its owner may use; OSError where another bot has it."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        if knock.connect_ex(str(place)) == 0:
            message = "another bot listens there"
            raise OSError(message)
    place.unlink(missing_ok=True)
    bound = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Created with its mode: set afterwards, there would be a moment for others.
    mask = os.umask(0o177)
    try:
        bound.bind(str(place))
    except OSError:
        bound.close()
        raise
    finally:
        os.umask(mask)
    return bound


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, does: dict[str, Do]) -> None:
    with suppress(TimeoutError, ConnectionError, ValueError):
        async with asyncio.timeout(_PATIENCE):
            word = (await reader.readline()).decode(errors="replace").strip()
        do = does.get(word)
        told = await do() if do else Told(fine=False, lines=[f"There is no `{word}`."])
        writer.write(json.dumps(asdict(told)).encode() + b"\n")
        await writer.drain()
