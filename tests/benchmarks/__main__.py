"""`python -m tests.benchmarks`: everything; `--only replies` for a part, `--quick` for a first look.

It takes about ten minutes on two quiet cores, and never more than AT_MOST. `--publish` writes what was found
into the README and into `tests/benchmarks/figures`.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import ALL, OURS, have
from tests.benchmarks.holds import holds
from tests.benchmarks.memory import memory
from tests.benchmarks.picture import picture
from tests.benchmarks.readme import FIGURES, publish
from tests.benchmarks.replies import QUICK, Plan, compare
from tests.benchmarks.report import Found
from tests.benchmarks.seats import surroundings
from tests.benchmarks.starts import starts

PARTS: Final = ("replies", "starts", "memory", "holds")
AT_MOST: Final = 45 * 60.0
"""Seconds after which it gives up: a machine so busy measures nothing."""


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stderr.write(f"{text}\n")


async def bounded(asked: argparse.Namespace) -> Found:
    """Measure; whatever ends it early ends the bots as well, and their folder goes."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with asyncio.timeout(AT_MOST):
        return await measure(asked)


async def measure(asked: argparse.Namespace) -> Found:
    """Measure the parts that were asked for."""
    found = Found()
    with tempfile.TemporaryDirectory(prefix="forum-bot-benchmarks-") as folder:
        # As installed programs are: compiled once, and not at each start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        around = await surroundings(Path(folder))
        os.sched_setaffinity(0, {around.cores.load})
        found.missing = have(asked.beside, around.folder)
        for name, why in found.missing.items():
            say(f"{name} is left out: {why}")
        beside = [name for name in asked.beside if name not in found.missing]
        if "replies" in asked.only:
            plan = QUICK if asked.quick else Plan(rounds=asked.rounds)
            questions = [Question(name) for name in asked.ask]
            found.replies = await compare(beside, questions, plan, around, say)
            beside = [name for name in beside if name in found.replies.results]
        if "starts" in asked.only:
            say("starts")
            found.starts = await starts(2 if asked.quick else 5, around, beside)
        if "memory" in asked.only:
            say("memory")
            found.memory = await memory((OURS, *beside), 10_000 if asked.quick else 100_000, around)
        if "holds" in asked.only:
            say("holds of the event loop")
            found.holds = await holds(200 if asked.quick else 2000, around)
    return found


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=about)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts")
    parser.add_argument("--ask", nargs="+", choices=[*Question], default=[*Question], help="these questions")
    parser.add_argument("--beside", nargs="*", choices=ALL[1:], default=ALL[1:], help="these other bots")
    parser.add_argument("--rounds", type=int, default=7, help="how often the bots take turns")
    parser.add_argument("--quick", action="store_true", help="small numbers, for a first look")
    parser.add_argument("--out", type=Path, help="write replies.md, replies.json, replies.svg there")
    parser.add_argument("--publish", action="store_true", help="write into the README and its figures")
    asked = parser.parse_args(given)
    if asked.publish and asked.out is None:
        asked.out = FIGURES
    return asked


def main(given: Sequence[str] | None = None) -> None:
    """Measure, print tables, and write the files where they are wanted."""
    asked = arguments(given)
    found = asyncio.run(bounded(asked))
    sys.stdout.write(found.markdown())
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "replies.md").write_text(found.markdown(), encoding="utf-8")
        told = json.dumps(found.json(), ensure_ascii=False, indent=1)
        (asked.out / "replies.json").write_text(told + "\n", encoding="utf-8")
        if found.replies is not None:
            (asked.out / "replies.svg").write_text(picture(found.replies), encoding="utf-8")
    if asked.publish:
        publish(found)


if __name__ == "__main__":
    main()
