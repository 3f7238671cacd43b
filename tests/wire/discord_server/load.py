"""Steady use by many people at once, measured."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from tests.wire.discord_server.changes import NothingHappenedError
from tests.wire.discord_server.exchange import DidNotRespondError
from tests.wire.discord_server.people import Person


@dataclass(frozen=True, slots=True)
class Measured:
    """Latencies are from telling the gateway to the arrival of the first answer, in milliseconds."""

    answered: int
    unanswered: int
    seconds: float
    per_second: float
    p50_ms: float
    p99_ms: float


async def load(
    person: Person, command: str, options: dict[str, object], *, count: int, at_once: int
) -> Measured:
    """Send a command `count` times, never more than `at_once` of them waiting for an answer."""
    numbers = iter(range(count))
    latencies: list[float] = []
    unanswered = 0

    async def use() -> None:
        nonlocal unanswered
        for _ in numbers:
            try:
                exchange = await person.command(command, **options)
            except (DidNotRespondError, NothingHappenedError):
                unanswered += 1
            else:
                latencies.append((exchange.latency or 0.0) * 1000)

    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(use())
    seconds = time.perf_counter() - started
    cuts = statistics.quantiles(latencies, n=100) if len(latencies) > 1 else [0.0] * 99
    return Measured(len(latencies), unanswered, seconds, len(latencies) / seconds, cuts[49], cuts[98])
