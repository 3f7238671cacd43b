"""`python -m tests.wire.fairness`: how long others wait while one person asks fifty times a second.

The bot runs as a process of its own against the stand-in; nothing leaves this machine. First others ask by
themselves, then while one person does nothing but ask. Prints both in milliseconds, and their ratio.
"""

import asyncio
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import typer

from tests.wire.discord_server import DiscordServer, Exchange
from tests.wire.program import PATIENCE, paced, serving


@dataclass(frozen=True, slots=True)
class Waits:
    """What the others waited, in milliseconds."""

    p50: float
    p99: float
    answers: int

    def __str__(self) -> str:
        return f"{self.answers} answers, p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms"


async def others(server: DiscordServer, seconds: float, per_second: float) -> Waits:
    """Many people, each of whom asks once."""
    beats = paced(seconds, per_second)
    asked = [server.person(f"reader {beat}").begin("quote") async for beat in beats]
    waits = [((await exchange.answer()).latency or 0.0) * 1000 for exchange in asked]
    cuts = statistics.quantiles(waits, n=100)
    return Waits(cuts[49], cuts[98], len(waits))


async def greedy(server: DiscordServer, per_second: float, sent: list[Exchange]) -> None:
    """One person who does nothing but ask."""
    person = server.person("greedy")
    async for _ in paced(1e6, per_second):
        sent.append(person.begin("search", text="AI 经济"))  # noqa: PERF401 - it never comes to its end


async def measure(seconds: float, per_second: float) -> None:
    """Measure both, one after the other, in one run of the bot."""
    with tempfile.TemporaryDirectory() as folder:
        async with DiscordServer(patience=PATIENCE) as server, serving(server, Path(folder)):
            await compare(server, seconds, per_second)


async def compare(server: DiscordServer, seconds: float, per_second: float) -> None:
    """Others alone, then beside somebody greedy."""
    await others(server, 3, per_second)
    quiet = await others(server, seconds, per_second)
    sent: list[Exchange] = []
    asking = asyncio.create_task(greedy(server, 50, sent))
    beside = await others(server, seconds, per_second)
    asking.cancel()
    await asyncio.wait({asking})
    answered = sum(exchange.answered for exchange in sent)
    typer.echo(f"others by themselves:       {quiet}")
    typer.echo(f"beside 50 requests/s of one: {beside}")
    typer.echo(
        f"p99 ratio {beside.p99 / quiet.p99:.2f}; of the {len(sent)} requests {answered} were answered"
    )


def main(seconds: float = 20.0, per_second: float = 10.0) -> None:
    """Measure for so many seconds each, with so many requests of others a second."""
    asyncio.run(measure(seconds, per_second))


if __name__ == "__main__":
    typer.run(main)
