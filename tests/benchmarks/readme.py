"""The README's table of figures, as the benchmark writes it: ours, bare discord.py's, and the ratio."""

import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks import targets
from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import BARE, OURS
from tests.benchmarks.processes import ROOT
from tests.benchmarks.replies import Replies, added_p99, ratios
from tests.benchmarks.report import Found, over, spread, table

README: Final = ROOT / "README.md"
FIGURES: Final = ROOT / "tests" / "benchmarks" / "figures"
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->"
_BETWEEN: Final = re.compile(f"{_BEGIN}.*?{_END}", re.DOTALL)
_HEAD: Final = ("measured", "ours", "bare discord.py", "ratio", "aim")


class NoPlaceError(Exception):
    """A README has no place for the figures, or more than one."""


def publish(found: Found, readme: Path = README) -> None:
    """Put the table where the README has its place for it."""
    text, places = _BETWEEN.subn(
        lambda _: f"{_BEGIN}\n{figures(found)}\n\n{_END}", readme.read_text(encoding="utf-8")
    )
    if places != 1:
        raise NoPlaceError(readme)
    readme.write_text(text, encoding="utf-8")


def figures(found: Found) -> str:
    """Ours beside bare discord.py, then over everybody; parts that were not measured are left out."""
    told = " · ".join(f"{name} {value}" for name, value in found.machine.items())
    tables = [table(_HEAD, rows(found)), over(found), told]
    return "\n\n".join(part for part in tables if part)


def rows(found: Found) -> Iterator[Sequence[str]]:
    """The rows. Where bare discord.py has no such thing, the ratio is to what is aimed at, and says so."""
    if found.replies is not None and BARE in found.replies.results:
        yield from _replies(found.replies)
    if found.starts is not None and BARE in found.starts.bots:
        ours, bare = (statistics.median(found.starts.bots[name]) for name in (OURS, BARE))
        aim = f"≤ bare + {targets.ADDED_START_SECONDS:g} s"
        yield "start to the first answer, s", f"{ours:.2f}", f"{bare:.2f}", f"{ours / bare:.2f}", aim
    if found.memory is not None and BARE in found.memory:
        memory, plain = found.memory[OURS], found.memory[BARE]
        aim = f"≤ bare + {targets.ADDED_MEMORY_MB:g} MB"
        before, beside = memory.resident[0], plain.resident[0]
        yield "memory once warm, MB", f"{before:.0f}", f"{beside:.0f}", f"{before / beside:.2f}", aim
        after, grown = memory.resident[-1] / before, f"{memory.growth:+.1f}"
        label = f"memory after {memory.replies:,} replies more, MB"
        yield label, grown, f"{plain.growth:+.1f}", f"{after:.2f} of before", f"± {targets.GROWTH_MB:g} MB"
    if found.holds is not None:
        yield _alone("event loop held at most, ms", found.holds["longest_cpu_ms"], targets.HOLD_MS, 1)
    if found.starts is not None:
        for command, seconds in found.starts.commands.items():
            aimed = targets.COMMAND_SECONDS[command]
            yield _alone(f"`forum-bot {command}`, s", statistics.median(seconds), aimed, 2)


def _replies(replies: Replies) -> Iterator[Sequence[str]]:
    for question in Question:
        mine, others = (replies.results[name].get(question) for name in (OURS, BARE))
        if not mine or not others:
            continue
        cpu = [f"{statistics.median([one.full.cpu_us for one in each]):.0f}" for each in (mine, others)]
        ratio = spread(ratios(replies.results, question), 2)
        yield f"{_name(question)}, CPU µs", *cpu, ratio, f"≤ {targets.CPU_RATIO[question]}"
    for question in Question:
        mine, others = (replies.results[name].get(question) for name in (OURS, BARE))
        if not mine or not others:
            continue
        late = [statistics.median([one.half.p99_ms for one in each]) for each in (mine, others)]
        added = statistics.median(added_p99(replies.results, question))
        ratio = f"{late[0] / late[1]:.2f}, {added:+.1f} ms"
        told = (f"{each:.1f}" for each in late)
        yield f"{_name(question)}, p99 ms at half load", *told, ratio, f"≤ bare + {targets.ADDED_P99_MS:g} ms"


def _alone(label: str, value: float, aim: float, digits: int) -> Sequence[str]:
    return label, f"{value:.{digits}f}", "", f"{value / aim:.2f} of the aim", f"≤ {aim:g}"


def _name(question: Question) -> str:
    return f"`{question}`" if question.startswith("/") else "a button" if "button" in question else question
