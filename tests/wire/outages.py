"""`python -m tests.wire.outages`: what the usage log misses when its file fails under load.

The bot runs as a process of its own against the stand-in; many people ask once each, so many a second. In the
middle of it something happens to the journal's file, and lasts. At the end the bot is told to stop, and what
it answered since is looked for in the database.
"""

import asyncio
import contextlib
import os
import resource
import signal
import socket
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import aiohttp
import typer

from bot.journal.backup import back_up
from bot.journal.keys import load_or_create
from tests.wire.discord_server import DiscordServer, Exchange
from tests.wire.program import PATIENCE, paced, serving

Fault = Callable[[Path, int], AbstractAsyncContextManager[None]]
"""What happens to the journal's file, of the process of this number, as long as the context lasts."""


@contextlib.asynccontextmanager
async def locked(file: Path, _: int) -> AsyncIterator[None]:
    """Another process's transaction that does not end."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.asynccontextmanager
async def full(file: Path, process: int) -> AsyncIterator[None]:
    """The process may write to no file, however little: whatever SQLite tries, it tells of a full disk."""
    del file
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))


@contextlib.asynccontextmanager
async def deleted(file: Path, _: int) -> AsyncIterator[None]:
    """Somebody tidied up; what was in the file is theirs to find again."""
    tidy(file)
    yield


def tidy(file: Path) -> None:
    """Put the file away with what belongs to it."""
    for companion in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{companion}").rename(file.with_name(f"tidied.sqlite3{companion}"))


@contextlib.asynccontextmanager
async def read_only(file: Path, _: int) -> AsyncIterator[None]:
    """A copy was put back by somebody who did not look at its permissions."""
    copy = file.with_name("copy.sqlite3")
    back_up(file, copy)
    copy.chmod(0o444)
    tidy(file)
    copy.rename(file)
    yield
    file.chmod(0o600)


@contextlib.asynccontextmanager
async def shared(file: Path, _: int) -> AsyncIterator[None]:
    """Other processes write into the file and leave it, one after the other."""
    program = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], timeout=60)\n"
        'connection.execute(\'INSERT INTO state SELECT "other:" || count(*), "", NULL FROM state\')\n'
        "connection.commit()\n"
        "connection.close()\n"
    )

    async def visit() -> None:
        while True:
            other = await asyncio.create_subprocess_exec(sys.executable, "-c", program, file)
            assert await other.wait() == 0

    visiting = asyncio.create_task(visit())
    yield
    visiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await visiting


@contextlib.asynccontextmanager
async def corrupted(file: Path, _: int) -> AsyncIterator[None]:
    """Something wrote over the beginning of the file."""
    with file.open("r+b") as written:
        written.write(b"rubbish " * 64)
    yield


FAULTS: dict[str, Fault] = {
    "locked": locked,
    "full": full,
    "read-only": read_only,
    "deleted": deleted,
    "corrupted": corrupted,
    "shared": shared,
}
AS_ANYBODY: Final = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if not os.geteuid() else ()
"""The administrator may write to what is read-only: so the bot runs without that privilege."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What a fault has cost."""

    answered: int
    asked: int
    before: float
    during: float
    """Milliseconds that 99 of 100 waited at most."""
    waited: int
    """Entries that waited for the database, at most."""
    dropped: int
    lost: int
    """Answers that came after the fault had begun and are in no database."""
    aside: int
    """Files that were set aside."""

    def __str__(self) -> str:
        return (
            f"{self.answered} of {self.asked} answered; p99 {self.before:.0f} ms before, "
            f"{self.during:.0f} ms during; {self.waited} entries waited, {self.dropped} dropped, "
            f"{self.lost} lost; {self.aside} files set aside"
        )


async def suffer(fault: Fault, folder: Path, *, seconds: float, per_second: float) -> Damage:
    """Ask for `seconds` before the fault, as long as it lasts, and after it."""
    port, file = free_port(), folder / "state" / "journal.sqlite3"
    async with (
        DiscordServer(patience=PATIENCE) as server,
        serving(server, folder, through=AS_ANYBODY, FORUM_BOT_HEALTH__PORT=str(port)) as process,
    ):
        before = await ask(server, seconds, per_second, "before")
        async with fault(file, process.pid):
            during = await ask(server, seconds, per_second, "during")
            waited = (await journal(port))["waiting"]
        after = await ask(server, seconds / 3, per_second, "after")
        dropped = await written(port)
        process.send_signal(signal.SIGTERM)
        await process.wait()
    code, kept = load_or_create(folder / "state" / "secret.key").code, logged(file)
    asked = before | during | after
    came = {user for user, exchange in (during | after).items() if exchange.answered}
    return Damage(
        answered=sum(exchange.answered for exchange in asked.values()),
        asked=len(asked),
        before=p99(before),
        during=p99(during),
        waited=waited,
        dropped=dropped,
        lost=sum(code(user) not in kept for user in came),
        aside=len([*file.parent.glob("*.corrupt-*Z")]),
    )


async def ask(server: DiscordServer, seconds: float, per_second: float, when: str) -> dict[int, Exchange]:
    """By each person's id, what came of their question."""
    asked = {}
    async for beat in paced(seconds, per_second):
        person = server.writing(f"{when} {beat}")
        asked[int(person.user.id)] = person.begin("quote")
    for exchange in asked.values():
        await exchange.until(lambda it: it.answered or it.failed, awaited="an answer")
    return asked


def p99(asked: dict[int, Exchange]) -> float:
    """In milliseconds."""
    waits = [exchange.latency * 1000 for exchange in asked.values() if exchange.latency is not None]
    return statistics.quantiles(waits, n=100)[98]


async def journal(port: int) -> dict[str, Any]:
    """What the bot itself says of its journal."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as answer:
        told: dict[str, Any] = (await answer.json())["journal"]
        return told


async def written(port: int) -> int:
    """Wait until the bot has written everything; the number of entries that it dropped."""
    deadline = time.monotonic() + PATIENCE
    while (told := await journal(port))["waiting"]:
        assert time.monotonic() < deadline, told
        await asyncio.sleep(0.1)
    return int(told["dropped"])


def logged(file: Path) -> set[str]:
    """The codes of everybody in the usage log."""
    with closing(sqlite3.connect(file)) as connection:
        return {code for (code,) in connection.execute("SELECT user_hash FROM usage")}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(
    faults: Annotated[list[str] | None, typer.Argument(help=f"Of {', '.join(FAULTS)}.")] = None,
    seconds: float = 30.0,
    per_second: float = 500.0,
) -> None:
    """Let each fault last so many seconds, with so many questions a second; exit code 1 after a loss."""
    lost = 0
    for name in faults or FAULTS:
        fault = FAULTS[name]
        with tempfile.TemporaryDirectory() as folder:
            damage = asyncio.run(suffer(fault, Path(folder), seconds=seconds, per_second=per_second))
        typer.echo(f"{name}: {damage}")
        lost += damage.lost
    raise typer.Exit(1 if lost else 0)


if __name__ == "__main__":
    typer.run(main)
