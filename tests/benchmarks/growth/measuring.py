"""One size, in a process of its own: `python -m tests.benchmarks.growth.measuring STEP RECORDS CACHE`.

Prints JSON. STEP is `build` (compile the records) or `answer` (open what is compiled, and ask it).
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any, Final

from bot.archive import Archive, identify, open_archive, search
from bot.archive.entities import Pool
from bot.archive.hits import Scope
from bot.languages import Language
from tests.benchmarks.growth.vocabulary import RARE, VOCABULARIES
from tests.benchmarks.processes import resident_mb

DRAWS: Final = 2000
SEARCHES: Final = 120
_TYPED: Final = (
    "a",
    "sa",
    "ada",
    "hugo b",
    "佐",
    "山田太",
    "赵",
    "孙伟",
    "institute",
    "zzgh",
    "shimada taro",
    "やまだ",
)
_KILOBYTES: Final = 1024


def build(records: Path, cache: Path) -> dict[str, Any]:
    """Compile, with nothing in the cache."""
    started = time.perf_counter()
    open_archive(records, cache).close()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES
    size = sum(file.stat().st_size for file in cache.glob("*.sqlite3")) / _KILOBYTES**2
    return {"seconds": seconds, "peak_mb": peak, "archive_mb": size}


def answer(records: Path, cache: Path) -> dict[str, Any]:
    """Open what is compiled, and ask everything that readers ask."""
    started = time.perf_counter()
    archive = open_archive(records, cache)
    opened = time.perf_counter() - started
    told = {"open_seconds": opened, "opened_mb": resident_mb(), **_asked(archive)}
    told["asked_mb"] = resident_mb()
    archive.close()
    return told


def _asked(archive: Archive) -> dict[str, Any]:
    random = Random(17)
    drawn = [draw.quote for _ in range(DRAWS) if (draw := archive.draw(Pool(), (), random))]
    keys = [quote.key for quote in drawn]
    pasted = [(quote.record.text[0][3:70]) for quote in drawn[:SEARCHES]]
    scope = Scope(Language.EN, None, None, None)

    def fresh(key: str) -> object:
        # Around the cache of decoded records: a look-up that hits it costs the same at any size.
        return archive.rows("SELECT body, computed FROM quote WHERE key = ?", (key,))

    return {
        "draw": _times(lambda _: archive.draw(Pool(), (), random), range(DRAWS)),
        "look_up": _times(fresh, random.sample(keys, len(keys))),
        "autocomplete": _times(archive.suggest_speakers, _TYPED * 5),
        "find": _times(archive.find_speakers, _TYPED * 5),
        "search_common": _times(lambda text: search(archive, text, scope, 0, 5), _common()),
        "search_rare": _times(lambda text: search(archive, text, scope, 0, 5), _rare()),
        "identify": _times(lambda text: identify(archive, text), pasted),
    }


def _common() -> list[str]:
    """One and two of the most common words of each language."""
    words = [one.words[rank] for rank in range(SEARCHES // 6) for one in VOCABULARIES.values()]
    return words + [f"{first} {second}" for first, second in zip(words, words[3:], strict=False)]


def _rare() -> list[str]:
    return [one.words[-rank - 1] for one in VOCABULARIES.values() for rank in range(RARE)]


def _times(call: Callable[[Any], object], arguments: Iterable[Any]) -> dict[str, float]:
    """Milliseconds of each call: the middle one, the hundredth worst, the worst."""
    taken = []
    for argument in arguments:
        started = time.perf_counter()
        call(argument)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)], "max": taken[-1]}


def main() -> None:
    """Do the step that the command line names."""
    step, records, cache = sys.argv[1:]
    told = {"build": build, "answer": answer}[step](Path(records), Path(cache))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
