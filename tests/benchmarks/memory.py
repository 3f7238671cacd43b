"""Memory after the warm-up and after many replies more: it must not grow."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.asking import Question
from tests.benchmarks.seats import Surroundings, seated

_MIXED = 500
"""Replies of one kind in a row."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that are resident: after the warm-up, and after each tenth of the replies."""

    replies: int
    resident: list[float]

    @property
    def growth(self) -> float:
        """From the warm-up to the end."""
        return self.resident[-1] - self.resident[0]


async def memory(names: Sequence[str], replies: int, around: Surroundings) -> dict[str, Memory]:
    """Ask each bot, one after the other, for a tenth of `replies` to warm up and then for all of them."""
    found: dict[str, Memory] = {}
    for name in names:
        async with seated(name, around) as seat:
            resident = []
            for _ in range(11):
                for number in range(max(1, replies // 10 // _MIXED)):
                    question = [*Question][number % len(Question)]
                    await seat.load.full(question, min(_MIXED, replies // 10), at_once=8)
                resident.append(seat.process.resident_mb())
            found[name] = Memory(replies, resident)
    return found
