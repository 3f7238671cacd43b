"""`python -m tests.benchmarks.shards`: our bot and a plain one with 1, 10 and 100 shards full of servers.

The plain one needs some 100 kB of memory for a server: past `--plain-most` servers it is not measured.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from tests.benchmarks.contestants import OURS
from tests.benchmarks.processes import Cores
from tests.benchmarks.shards.measuring import PLAIN, Taken, take_in
from tests.benchmarks.shards.population import Population
from tests.benchmarks.shards.report import markdown


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stderr.write(f"{text}\n")


async def measure(
    shards: Sequence[int], each: int, most: Mapping[str, int], population: Population
) -> list[Taken]:
    """Every bot with every number of shards: without servers, and with `each` on every shard.

    A bot is told no more than `most` servers in all.
    """
    cores, found = Cores.free(), []
    os.sched_setaffinity(0, {cores.load})
    with tempfile.TemporaryDirectory(prefix="forum-bot-shards-") as folder:
        for bot in (OURS, PLAIN):
            take = partial(take_in, bot, population=population, folder=Path(folder) / bot, cores=cores)
            # A first start compiles records and tells Discord the commands: not what is looked at here.
            await take(shards=1, each=0)
            for count in shards:
                for servers in (0, min(each, most[bot] // count)):
                    say(f"{bot}: {count} shards, {servers} servers on each")
                    found.append(await take(shards=count, each=servers))
            if bot == OURS:
                last = found[-1]
                say(f"{bot}: {last.shards} shards, watched")
                seen = await take(shards=last.shards, each=last.servers // last.shards, watch=True)
                found[-1] = replace(last, held_ms=seen.held_ms)
    return found


def main(given: Sequence[str] | None = None) -> None:
    """Measure, print tables, and write the files where they are wanted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.shards", description=__doc__)
    parser.add_argument("--shards", nargs="+", type=int, default=[1, 10, 100])
    parser.add_argument("--servers", type=int, default=1000, help="on each shard")
    parser.add_argument("--most", type=int, default=100_000, help="servers of our bot, at most")
    parser.add_argument("--plain-most", type=int, default=10_000, help="servers of the plain bot, at most")
    parser.add_argument("--out", type=Path, help="write shards.md and shards.json there")
    asked = parser.parse_args(given)
    most, population = {OURS: asked.most, PLAIN: asked.plain_most}, Population()
    found = asyncio.run(measure(asked.shards, asked.servers, most, population))
    text = markdown(found, population.bytes_each)
    sys.stdout.write(text)
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "shards.md").write_text(text, encoding="utf-8")
        told = json.dumps([asdict(one) for one in found], indent=1)
        (asked.out / "shards.json").write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
