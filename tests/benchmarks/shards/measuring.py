"""One bot, so many shards, so many servers on each: what it holds and what it took to take them in."""

import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.contestants import OURS, ours, plain, watched
from tests.benchmarks.processes import Cores, NotStartedError, running
from tests.benchmarks.shards.many_gateways import ManyGateways
from tests.benchmarks.shards.population import Population

PLAIN: Final = "discord.py"
_PATIENCE: Final = 900.0
_TOLD: Final = 2000


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking servers in has cost a process. Times are in seconds."""

    bot: str
    shards: int
    servers: int
    """On all shards together."""
    resident_mb: float
    cpu: float
    """From the first server that was told to the answer of the last shard after all of its own."""
    seconds: float
    held_ms: float | None
    """The longest that the event loop did one thing, in processor time of its own; None: nobody watched."""


async def take_in(
    bot: str,
    *,
    shards: int,
    each: int,
    population: Population,
    folder: Path,
    cores: Cores,
    watch: bool = False,
) -> Taken:
    """Start a bot, tell it `each` servers on every shard, and ask one question on each after that.

    The plain bot's loop is always watched; ours only where told: it is another one than it ships with.
    """
    seen = watch or bot != OURS
    folder.mkdir(exist_ok=True)
    discord = ManyGateways(shards=shards, servers=each, population=population)
    await discord.open()
    try:
        start = (plain if bot != OURS else watched if watch else ours)(discord, folder)
        log = folder / "log"
        async with running(start.command, start.environment, core=cores.bot, log=log) as process:
            used = []

            def begin() -> None:
                if seen:
                    os.kill(process.pid, signal.SIGUSR1)
                used.append(process.cpu_seconds())

            discord.on_first = begin
            try:
                seconds = await discord.all_answered(_PATIENCE)
            except TimeoutError:
                told = log.read_text(encoding="utf-8", errors="replace")[-_TOLD:]
                raise NotStartedError(told) from None
            cpu, resident = process.cpu_seconds() - used[0], process.resident_mb()
    finally:
        await discord.close()
    held = json.loads((folder / "holds.json").read_text(encoding="utf-8"))["longest_cpu_ms"] if seen else None
    return Taken(bot, shards, shards * each, resident, cpu, seconds, held)
