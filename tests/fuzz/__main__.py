"""`python -m tests.fuzz --count 100000 --seed 1`: random interactions through the real bot, all judged.

Exit code 1 when anything is wrong, with a line for each fault that says how to see it again. Set
DISCORD_OPENAPI to have every body held against Discord's own description.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.cogs.delivery import PATIENCE
from tests.fuzz.run import Result, runner

SHOWN = 40


async def fuzz(seed: int, count: int, first: int, patience: float) -> Result:
    """Run in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        async with runner(Path(folder), patience) as ready:
            return await ready.run(seed, count, first)


def main(
    count: Annotated[int, typer.Option(help="How many interactions.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Another seed, other interactions.")] = 1,
    first: Annotated[int, typer.Option(help="The number of the first, to see one again.")] = 0,
    patience: Annotated[
        float, typer.Option(help="Seconds until a slow answer is promised; 0: all are.")
    ] = PATIENCE,
) -> None:
    """Run, and report."""
    started = time.perf_counter()
    result = asyncio.run(fuzz(seed, count, first, patience))
    for fault in result.faults[:SHOWN]:
        typer.echo(str(fault))
    outcomes = ", ".join(f"{times} {what}" for what, times in result.outcomes.most_common())
    seconds = time.perf_counter() - started
    typer.echo(f"{count} interactions, seed {seed}, {seconds:.0f} s: {outcomes}; {len(result.faults)} faults")
    raise typer.Exit(1 if result.faults else 0)


if __name__ == "__main__":
    typer.run(main)
