"""One size, in a process of its own: `python -m tests.benchmarks.growth.measuring STEP RECORDS CACHE …`.

Prints JSON. STEP is `build` (compile the records), `answer` (open what is compiled, and ask it) or `beside`
(ask it and what is compiled of other RECORDS CACHE in turns).
"""

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from bot.archive import Archive, identify, open_archive, search
from bot.archive.entities import Pool
from bot.archive.hits import Scope
from bot.languages import Language
from tests.benchmarks.growth.vocabulary import RARE, VOCABULARIES
from tests.benchmarks.processes import resident_mb

DRAWS: Final = 1000
SEARCHES: Final = 120
PEOPLE: Final = 40
"""People whose names are typed, letter by letter and with a slip."""
BEST_OF: Final = 3
"""How often each question is asked; the quickest counts, the others were held up by what else ran."""
_TURNS: Final = 21
_A_FEW: Final = 100
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
    """Compile, with whatever is in the cache.

    Neither this nor the floor counts the start of Python and the import of code, which are the same at each
    size; all else is counted, as are the tables of a shipped data set where the records make them be read.
    """
    importlib.import_module("bot.archive.compiling")  # which is imported where something is built
    started, used = time.perf_counter(), _processor_time()
    open_archive(records, cache).close()
    seconds, cpu = time.perf_counter() - started, _processor_time() - used
    peaks = (resource.getrusage(of).ru_maxrss for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = sum(peaks) / _KILOBYTES
    newest = max(cache.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime_ns)
    size = newest.stat().st_size / _KILOBYTES**2
    return {"seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak, "archive_mb": size}


def _processor_time() -> float:
    """Of this process and of those that it has started, which have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def answer(records: Path, cache: Path) -> dict[str, Any]:
    """Open what is compiled, and ask everything that readers ask."""
    started = time.perf_counter()
    archive = open_archive(records, cache)
    opened = time.perf_counter() - started
    told = {"open_seconds": opened, "opened_mb": resident_mb(), **_asked(archive)}
    told["asked_mb"] = resident_mb()
    archive.close()
    return told


def beside(records: Path, cache: Path, few: Path, few_cache: Path) -> dict[str, float]:
    """How many times as long a draw and a look-up take here as where there are few: the middle of many turns.

    In turns, for a machine may be half as quick a minute later.
    """
    archives = open_archive(records, cache), open_archive(few, few_cache)
    ratios: dict[str, list[float]] = {"draw": [], "look_up": []}
    for turn in range(_TURNS):
        here, there = (_drawn_and_looked_up(archive, Random(turn)) for archive in archives)
        for name, taken in ratios.items():
            taken.append(here[name] / there[name])
    for archive in archives:
        archive.close()
    return {name: median(taken) for name, taken in ratios.items()}


def _drawn_and_looked_up(archive: Archive, random: Random) -> dict[str, float]:
    """Milliseconds, in the middle, of some draws and of looking up what was drawn."""
    keys = [draw.quote.key for _ in range(_A_FEW) if (draw := archive.draw(Pool(), (), random))]
    forget = [each.cache_clear for each in _kept(archive)]
    return {
        "draw": _times(lambda _: archive.draw(Pool(), (), random), range(_A_FEW), forget)["p50"],
        "look_up": _times(archive.quote, keys, forget)["p50"],
    }


def _kept(archive: Archive) -> tuple[Any, ...]:
    """What remembers earlier answers."""
    return (archive.quote, archive.speaker, archive.key_of, archive._suggested, archive._found)


def _asked(archive: Archive) -> dict[str, Any]:
    random = Random(17)
    drawn = [draw.quote for _ in range(DRAWS) if (draw := archive.draw(Pool(), (), random))]
    keys = [quote.key for quote in drawn]
    pasted = [(quote.record.text[0][3:70]) for quote in drawn[:SEARCHES]]
    typed = [*_TYPED, *_names(archive, [quote.speaker_key or "" for quote in drawn[:PEOPLE]], random)]
    scope = Scope(Language.EN, None, None, None)

    def times(call: Callable[[Any], object], arguments: Iterable[Any]) -> dict[str, float]:
        return _times(call, arguments, [each.cache_clear for each in _kept(archive)])

    return {
        "draw": times(lambda _: archive.draw(Pool(), (), random), range(DRAWS)),
        "look_up": times(archive.quote, random.sample(keys, len(keys))),
        "autocomplete": times(archive.suggest_speakers, typed),
        "find": times(archive.find_speakers, typed),
        "search_common": times(lambda text: search(archive, text, scope, 0, 5), _common()),
        "search_rare": times(lambda text: search(archive, text, scope, 0, 5), _rare()),
        "identify": times(lambda text: identify(archive, text), pasted),
    }


def _names(archive: Archive, keys: Iterable[str], random: Random) -> Iterable[str]:
    """What people type on the way to a name, the name, and the name with two letters swapped."""
    for key in keys:
        speaker = archive.speaker(key)
        if speaker is not None:
            for name in (speaker.record.name, speaker.record.names[0].text):
                at = random.randrange(len(name) - 1)
                yield from (name[:1], name[:2], name[:4], name)
                yield name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _common() -> list[str]:
    """One and two of the most common words of each language."""
    words = [one.words[rank] for rank in range(SEARCHES // 6) for one in VOCABULARIES.values()]
    return words + [f"{first} {second}" for first, second in zip(words, words[3:], strict=False)]


def _rare() -> list[str]:
    return [one.words[-rank - 1] for one in VOCABULARIES.values() for rank in range(RARE)]


def _times(
    call: Callable[[Any], object], arguments: Iterable[Any], forget: Iterable[Callable[[], object]]
) -> dict[str, float]:
    """Milliseconds of each call: the middle one, the hundredth worst, the worst.

    What the archive remembers of earlier answers is forgotten before each: a small archive would give all of
    its answers from memory, and look quicker than it is beside a large one.
    """
    taken = []
    for argument in arguments:
        best = float("inf")
        for _ in range(BEST_OF):
            for each in forget:
                each()
            started = time.perf_counter()
            call(argument)
            best = min(best, time.perf_counter() - started)
        taken.append(best * 1000)
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)], "max": taken[-1]}


def main() -> None:
    """Do the step that the command line names."""
    step, *paths = sys.argv[1:]
    steps: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "answer": answer, "beside": beside}
    told = steps[step](*map(Path, paths))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
