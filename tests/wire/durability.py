"""`python -m tests.wire.durability`: what is left of the usage log when the bot is killed under load.

The bot runs as a process of its own against the stand-in; many people ask once each, so many a second. Then
it is killed (SIGKILL), or told to end (SIGTERM). Every answer that came more than a second before the kill
must be in the database; after SIGTERM, every answer.
"""

import asyncio
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.journal.keys import load_or_create
from tests.wire.discord_server import DiscordServer, Exchange
from tests.wire.program import PATIENCE, paced, serving

GRACE = 1.0
"""Seconds that an answer may be old and not yet be on disk, when the process is killed."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What a kill has cost."""

    answered: int
    per_second: float
    old_enough: int
    """Answers that must be on disk."""
    lost: int
    """Those that are not, though they must be."""
    lost_besides: int
    """Those younger than that, which a SIGKILL may take."""

    def __str__(self) -> str:
        return (
            f"{self.answered} answers at {self.per_second:.0f}/s; "
            f"{self.lost} of {self.old_enough} lost that must not be, {self.lost_besides} younger ones lost"
        )


async def ask_steadily(server: DiscordServer, count: int, per_second: float) -> list[tuple[int, Exchange]]:
    """So many people, each of whom asks once by direct message; their ids and what came of it."""
    asked = []
    async for number in paced(count / per_second, per_second):
        person = server.writing(f"reader {number}")
        asked.append((int(person.user.id), person.begin("quote")))
    return asked


async def kill_under_load(
    server: DiscordServer, folder: Path, number: signal.Signals, *, count: int, per_second: float
) -> Toll:
    """Ask, kill in the middle of it, and compare."""
    async with serving(server, folder) as process:
        started = time.perf_counter()
        asked = await ask_steadily(server, count, per_second)
        process.send_signal(number)
        killed = time.perf_counter()
        await process.wait()
    came = [
        (user, exchange.arrived)
        for user, exchange in asked
        if exchange.answered and exchange.arrived is not None
    ]
    old = {user for user, at in came if number == signal.SIGTERM or at <= killed - GRACE}
    kept = logged(folder)
    code = load_or_create(folder / "state" / "secret.key").code
    gone = {user for user, _ in came if code(user) not in kept}
    return Toll(len(came), len(came) / (killed - started), len(old), len(gone & old), len(gone - old))


def logged(folder: Path) -> set[str]:
    """The codes of everybody in the usage log."""
    with closing(sqlite3.connect(folder / "state" / "journal.sqlite3")) as connection:
        return {code for (code,) in connection.execute("SELECT user_hash FROM usage")}


async def measure(count: int, per_second: float) -> bool:
    """Both kinds of end, each in a run of its own; whether nothing was lost that must not be."""
    fine = True
    for number in (signal.SIGKILL, signal.SIGTERM):
        with tempfile.TemporaryDirectory() as folder:
            async with DiscordServer(patience=PATIENCE) as server:
                toll = await kill_under_load(server, Path(folder), number, count=count, per_second=per_second)
        typer.echo(f"{number.name}: {toll}")
        fine = fine and toll.lost == 0
    return fine


def main(count: int = 15_000, per_second: float = 500.0) -> None:
    """Ask so often, so many times a second; exit code 1 when something was lost."""
    raise typer.Exit(0 if asyncio.run(measure(count, per_second)) else 1)


if __name__ == "__main__":
    typer.run(main)
