"""What a reply costs, ours beside the others', in rounds that alternate: a machine drifts, ratios stay."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import BARE, OURS
from tests.benchmarks.loads import Run
from tests.benchmarks.processes import NotStartedError
from tests.benchmarks.seats import Seat, Surroundings, seated

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked."""

    rounds: int = 7
    count: int = 1500
    warm_up: int = 1000
    at_once: int = 8


QUICK: Final = Plan(rounds=3, count=500, warm_up=300)


@dataclass(frozen=True, slots=True)
class Measured:
    """A round's loads on one bot: as fast as it can, and at half of what our bot could in the same round."""

    full: Run
    half: Run


Results = dict[str, dict[Question, list[Measured]]]
"""By bot and question, a measurement for each round."""


@dataclass(frozen=True, slots=True)
class Replies:
    """Everything that was measured, and who did not come up, and why."""

    results: Results
    missing: dict[str, str]


async def compare(
    names: Sequence[str], questions: Sequence[Question], plan: Plan, around: Surroundings, say: Say
) -> Replies:
    """Measure our bot and `names`, all of them up at the same time, one asked at a time.

    What they need has to be there.
    """
    missing: dict[str, str] = {}
    async with contextlib.AsyncExitStack() as stack:
        seats: list[Seat] = []
        for name in (OURS, *(name for name in names if name != OURS)):
            try:
                seats.append(await stack.enter_async_context(seated(name, around)))
            except NotStartedError as failure:
                missing[name] = str(failure)
                say(f"{name} is left out: {failure}")
        return Replies(await _rounds(seats, questions, plan, say), missing)


async def _rounds(seats: list[Seat], questions: Sequence[Question], plan: Plan, say: Say) -> Results:
    results: Results = {seat.name: {question: [] for question in questions} for seat in seats}
    for seat in seats:
        for question in questions:
            await seat.load.full(question, plan.warm_up, plan.at_once)
    for number in range(plan.rounds):
        for question in questions:
            # Who goes first is warmed up by nobody: take turns.
            order = seats if number % 2 else [*reversed(seats)]
            full = {seat.name: await seat.load.full(question, plan.count, plan.at_once) for seat in order}
            pace = full[OURS].per_second / 2
            for seat in order:
                half = await seat.load.paced(question, plan.count, pace)
                results[seat.name][question].append(Measured(full[seat.name], half))
            told = ", ".join(f"{name} {run.cpu_us:.0f} us" for name, run in full.items())
            say(f"round {number + 1}, {question}: {told}")
    return results


def ratios(results: Results, question: Question, name: str = BARE) -> list[float]:
    """Our processor time per reply over another's, in each round."""
    pairs = zip(results[OURS][question], results[name][question], strict=True)
    return [mine.full.cpu_us / others.full.cpu_us for mine, others in pairs]


def added_p99(results: Results, question: Question, name: str = BARE) -> list[float]:
    """Milliseconds by which our 99th percentile is above another's at the same pace, in each round."""
    pairs = zip(results[OURS][question], results[name][question], strict=True)
    return [mine.half.p99_ms - others.half.p99_ms for mine, others in pairs]
