"""What was measured, as Markdown for people and JSON for programs."""

import platform
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from tests.benchmarks import targets
from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import ALL, BARE, DISCORD_JS, FLOOR, OURS
from tests.benchmarks.memory import Memory
from tests.benchmarks.replies import Measured, Replies, added_p99, ratios
from tests.benchmarks.starts import Starts


def versions() -> dict[str, str]:
    """The machine and the versions that the figures are of."""
    found = {"Python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}"}
    for name in ("discord.py", "aiohttp", "orjson", "uvloop"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


@dataclass(slots=True)
class Found:
    """Everything of one run; what was not asked for is None."""

    replies: Replies | None = None
    starts: Starts | None = None
    memory: dict[str, Memory] | None = None
    holds: dict[str, Any] | None = None
    missing: dict[str, str] = field(default_factory=dict)
    """Bots that could not be had here, and why."""
    machine: dict[str, str] = field(default_factory=versions)

    def json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    def markdown(self) -> str:
        """As tables."""
        parts = [" · ".join(f"{name} {value}" for name, value in self.machine.items())]
        if self.replies:
            parts += [_replies(self.replies), *_against(self.replies), *_ahead(self.replies)]
        if self.starts:
            parts.append(_starts(self.starts))
        if self.memory:
            parts.append(_memory(self.memory))
        if self.holds:
            parts.append(_holds(self.holds))
        if beside := over(self):
            parts.append(beside)
        parts += [f"{name} could not be had: {why}" for name, why in self.missing.items()]
        return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; figures stand at the right."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def spread(values: Sequence[float], digits: int = 0) -> str:
    """The middle value and, in brackets, the smallest and the largest."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def _replies(replies: Replies) -> str:
    head = ("bot", "asked", "CPU µs per reply", "replies/s", "p50 ms", "p99 ms at half load")
    rows = [
        (name, question.value, *_row(measured))
        for question in Question
        for name, by_question in replies.results.items()
        if (measured := by_question.get(question))
    ]
    missing = [f"{name} did not come up: {why}" for name, why in replies.missing.items()]
    return "\n\n".join([table(head, rows), *missing])


def _row(measured: Sequence[Measured]) -> Iterator[str]:
    yield spread([one.full.cpu_us for one in measured])
    yield spread([one.full.per_second for one in measured])
    yield spread([one.half.p50_ms for one in measured], 2)
    yield spread([one.half.p99_ms for one in measured], 2)


def _against(replies: Replies) -> Iterator[str]:
    """Our bot over the bare one, round by round, and what is aimed at."""
    if BARE not in replies.results:
        return
    rows = [
        (
            question.value,
            spread(ratios(replies.results, question), 2),
            f"≤ {targets.CPU_RATIO[question]}",
            spread(added_p99(replies.results, question), 2),
            f"≤ {targets.ADDED_P99_MS}",
        )
        for question, measured in replies.results[OURS].items()
        if measured
    ]
    yield table(("against bare discord.py", "CPU ratio", "aim", "p99 ms added", "aim"), rows)


_CLOSING: Final = {
    DISCORD_JS: (
        "What is between it and us is the interpreter, not the bot: of our time about a quarter goes into"
        " reading the gateway and making discord.py's objects of an interaction, a tenth into finding and"
        " calling the command, a fifth into the POST, most of it in aiohttp's pool and parser. To close it,"
        " these would have to be compiled, or left out as below."
    ),
    FLOOR: (
        "It reads id and token out of the frame with one regular expression and writes constant bytes: no"
        " library, no objects, no language, draw, limit or journal, and no error is ever noticed. To close it"
        " we would have to give up discord.py, and with it resuming, rate limits, retries and TLS."
    ),
}
"""What it would take to be as quick as they are. The shares are of a profile (py-spy) of `/quote`."""


def _ahead(replies: Replies) -> Iterator[str]:
    """How far the quickest are ahead, and what it would take to close that."""
    for name, closing in _CLOSING.items():
        if name not in replies.results:
            continue
        times = [
            f"{question.value} {1 / statistics.median(ratios(replies.results, question, name)):.2f}"
            for question, measured in replies.results[OURS].items()
            if measured and replies.results[name].get(question)
        ]
        yield f"{name} takes, of our processor time: {', '.join(times)}. {closing}"


def _starts(starts: Starts) -> str:
    rows = [
        ("to the first answer, very first start", spread(starts.first, 2), ""),
        ("to the first answer", spread(starts.bots[OURS], 2), f"≤ bare + {targets.ADDED_START_SECONDS}"),
    ]
    rows += [
        (f"to the first answer, {name}", spread(seconds, 2), "")
        for name, seconds in starts.bots.items()
        if name != OURS
    ]
    rows += [
        (f"`forum-bot {command}`", spread(seconds, 2), f"≤ {targets.COMMAND_SECONDS[command]}")
        for command, seconds in starts.commands.items()
    ]
    return table(("start", "seconds", "aim"), rows)


def _memory(memory: dict[str, Memory]) -> str:
    rows = [
        (name, f"{one.resident[0]:.1f}", f"{one.resident[-1]:.1f}", f"{one.growth:+.1f}")
        for name, one in memory.items()
    ]
    replies = next(iter(memory.values())).replies
    aims = (
        f"Aims: ours at most {targets.ADDED_MEMORY_MB} MB above bare, growth within {targets.GROWTH_MB} MB."
    )
    head = ("resident MB", "after the warm-up", f"after {replies} replies", "growth")
    return f"{table(head, rows)}\n\n{aims}"


def over(found: Found) -> str | None:
    """Ours over each of the others; None where nobody else was measured."""
    replies = found.replies.results if found.replies else {}
    starts = found.starts.bots if found.starts else {}
    memory = found.memory or {}
    others = [name for name in ALL if name != OURS and name in {**replies, **starts, **memory}]
    ratio = {
        f"{question.value}, CPU": {
            name: spread(ratios(replies, question, name), 2)
            for name in replies
            if replies[name].get(question)
        }
        for question in Question
    }
    middle = {name: statistics.median(seconds) for name, seconds in starts.items()}
    ratio["start to the first answer"] = {name: f"{middle[OURS] / middle[name]:.2f}" for name in middle}
    warm = {name: one.resident[0] for name, one in memory.items()}
    ratio["memory once warm"] = {name: f"{warm[OURS] / warm[name]:.2f}" for name in warm}
    rows = [(label, *(by.get(name, "") for name in others)) for label, by in ratio.items() if by]
    return table(("ours over", *others), rows) if others else None


def _holds(holds: dict[str, Any]) -> str:
    return (
        f"Event loop: of {holds['callbacks']} callbacks {holds['held']} held it longer than"
        f" {targets.HOLD_MS} ms by the clock, {holds['held_cpu']} in processor time of their own;"
        f" the longest {holds['longest_ms']:.1f} ms ({holds['longest_cpu_ms']:.1f} ms of processor time)."
    )
