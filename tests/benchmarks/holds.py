"""How long our own code holds the event loop: whoever else waits, waits as long."""

import json
from typing import Any

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import watched
from tests.benchmarks.seats import Surroundings, seated_with

_PER_SECOND = 200.0


async def holds(count: int, around: Surroundings) -> dict[str, Any]:
    """What the watch saw, at `count` questions of each kind and a pace that leaves the bot idle at times."""
    async with seated_with(watched, "watched", around.folder, around.cores) as seat:
        seat.about(around.matter)
        for question in Question:
            await seat.load.paced(question, count, _PER_SECOND)
    found: dict[str, Any] = json.loads((around.folder / "holds.json").read_text(encoding="utf-8"))
    return found
