"""How long our own code holds the event loop: whoever else waits, waits as long."""

import json
from typing import Any

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import watched
from tests.benchmarks.everything import LOCALES, everything
from tests.benchmarks.seats import Surroundings, seated_with

_PER_SECOND = 200.0


async def holds(count: int, around: Surroundings) -> dict[str, Any]:
    """What the watch saw, at a pace that leaves the bot idle at times.

    `count` questions of each kind are asked, then every command is used in every language.
    """
    async with seated_with(watched, "watched", around.folder, around.cores) as seat:
        seat.about(around.matter)
        for question in Question:
            await seat.load.paced(question, count, _PER_SECOND)
        for locale in LOCALES:
            for data in everything(around.matter.names):
                await seat.load.one(data, locale)
    found: dict[str, Any] = json.loads((around.folder / "holds.json").read_text(encoding="utf-8"))
    return found
