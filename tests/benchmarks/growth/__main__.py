"""`python -m tests.benchmarks.growth`: writes forums of each size, compiles them, asks what readers ask."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.growth.report import markdown, pictured
from tests.benchmarks.growth.synthetic import SIZES, Size, write
from tests.benchmarks.processes import ROOT

_QUICK: Final = (20, 1_000, 10_000)


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Everything of one size, each step in a process of its own."""
    records, cache = write(folder / "records", size), folder / "cache"
    cache.mkdir()
    told: dict[str, Any] = {
        "quotes": size.quotes,
        "speakers": size.speakers,
        "forums": size.forums,
        "floor": _step("floor", str(records), str(folder / "floor.sqlite3")),
        "build": _step("measuring", "build", str(records), str(cache)),
        "answer": _step("measuring", "answer", str(records), str(cache)),
    }
    _change(records)
    told["rebuild"] = _step("measuring", "build", str(records), str(cache))
    return told


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
    found = []
    for quotes in _QUICK if asked.quick else asked.sizes:
        sys.stderr.write(f"{quotes} quotes\n")
        with tempfile.TemporaryDirectory(prefix="forum-bot-growth-") as folder:
            found.append(measure(SIZES[quotes], Path(folder)))
    sys.stdout.write(markdown(found))
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "growth.md").write_text(markdown(found), encoding="utf-8")
        (asked.out / "growth.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        (asked.out / "growth.svg").write_text(pictured(found), encoding="utf-8")


if __name__ == "__main__":
    main()
