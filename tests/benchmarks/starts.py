"""How long it takes to begin: from the start of a process to its first answer, and `--help` and `check`."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.contestants import OURS
from tests.benchmarks.processes import ROOT
from tests.benchmarks.seats import Surroundings, first_answer

COMMANDS: tuple[str, ...] = ("--help", "check")


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds, one of each round."""

    first: list[float]
    """Of our bot's very first start: it compiles the records and syncs its commands."""
    bots: dict[str, list[float]]
    """Of every other start of ours, and of the others' starts."""
    commands: dict[str, list[float]]


async def starts(rounds: int, around: Surroundings, beside: Sequence[str]) -> Starts:
    """Start our bot and the others in turn; then the commands that answer and end."""
    names = (OURS, *beside)
    measured = Starts([], {name: [] for name in names}, {command: [] for command in COMMANDS})
    for number in range(rounds):
        fresh = replace(around, folder=around.folder / f"fresh-{number}")
        fresh.folder.mkdir()
        measured.first.append(await first_answer(OURS, fresh))
        for name in names:
            # What the others need was brought into the one folder; of ours, the first start left its cache.
            measured.bots[name].append(await first_answer(name, fresh if name == OURS else around))
        for command in COMMANDS:
            measured.commands[command].append(seconds_of((sys.executable, "-m", "bot", command)))
    return measured


def seconds_of(command: Sequence[str]) -> float:
    """How long a program takes from start to end."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started
