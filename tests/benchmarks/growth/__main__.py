"""`python -m tests.benchmarks.growth`: writes forums of each size, compiles them, asks what readers ask."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks.growth.report import markdown, pictured
from tests.benchmarks.growth.synthetic import SIZES, Size, write
from tests.benchmarks.processes import ROOT

_QUICK: Final = (20, 1_000, 10_000)
_TRIES: Final = 5
"""Of a build and its floor, in turns, where they take a second or two: one hiccup is a tenth of that."""


def compiled(size: Size, folder: Path) -> Sequence[str]:
    """Records and cache of one size."""
    records, cache = str(write(folder / "records", size)), str(folder)
    _step("measuring", "build", records, cache)
    return records, cache


def measure(size: Size, folder: Path, smallest: Sequence[str], tries: int = 1) -> dict[str, Any]:
    """Everything of one size, each step in a process of its own.

    `smallest`: records and cache of the smallest, which is asked beside this one. `tries`: of the build.
    """
    records, floors, builds = str(write(folder / "records", size)), [], []
    for number in range(tries):
        (folder / f"cache-{number}").mkdir()
        cache = str(folder / f"cache-{number}")
        floors.append(_step("floor", records, str(folder / f"floor-{number}.sqlite3")))
        builds.append(_step("measuring", "build", records, cache))
    told: dict[str, Any] = {
        "quotes": size.quotes,
        "speakers": size.speakers,
        "forums": size.forums,
        "floor": _middle(floors),
        "build": _middle(builds),
        "answer": _step("measuring", "answer", records, cache),
        "beside": _step("measuring", "beside", records, cache, *smallest),
    }
    _change(Path(records))
    told["rebuild"] = _step("measuring", "build", records, cache)
    return told


def _middle(tries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: median(each[name] for each in tries) for name in tries[0]}


def _step(module: str, *arguments: str) -> dict[str, Any]:
    command = (sys.executable, "-m", f"tests.benchmarks.growth.{module}", *arguments)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _change(records: Path) -> None:
    """Change one letter of one translation in the first forum, which is printed in English."""
    file = min(records.glob("*/quotes/*.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")


def main(given: Sequence[str] | None = None) -> None:
    """Measure the sizes, print a table, and write the files where they are wanted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, choices=[*SIZES], default=[*SIZES], help="quotes")
    parser.add_argument("--quick", action="store_true", help="only the small sizes")
    parser.add_argument("--out", type=Path, help="write growth.md, growth.json, growth.svg there")
    asked = parser.parse_args(given)
    found, sizes = [], _QUICK if asked.quick else asked.sizes
    with tempfile.TemporaryDirectory(prefix="forum-bot-growth-") as few:
        smallest = compiled(SIZES[min(sizes)], Path(few))
        for quotes in sizes:
            sys.stderr.write(f"{quotes} quotes\n")
            with tempfile.TemporaryDirectory(prefix="forum-bot-growth-") as folder:
                tries = _TRIES if quotes <= max(_QUICK) else 1
                found.append(measure(SIZES[quotes], Path(folder), smallest, tries))
    sys.stdout.write(markdown(found))
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "growth.md").write_text(markdown(found), encoding="utf-8")
        (asked.out / "growth.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        (asked.out / "growth.svg").write_text(pictured(found), encoding="utf-8")


if __name__ == "__main__":
    main()
