"""The journal's statistics in the terminal."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.clock import utc_now
from bot.journal import Journal
from bot.journal.events import Count, Statistics
from bot.journal.keys import Keys
from bot.settings import Settings

BAR: Final = 24


def gather(settings: Settings, server: int | None, *, local: bool = False) -> Statistics | None:
    """Statistics of one server or of all, live or `local`; None where no journal was ever begun."""
    place = settings.local_journal() if local else settings.journal_place()
    if isinstance(place, Path) and not place.exists():
        return None

    async def count() -> Statistics:
        # Nothing is recorded here, so no key is needed to hash anybody with.
        async with await Journal.open(place, keys=Keys(b""), clock=utc_now, mend=False) as journal:
            return await journal.statistics(server)

    return asyncio.run(count())


def lines(statistics: Statistics) -> Iterator[str]:
    """One line after the other, bars included."""
    answers = "1 answer" if statistics.total == 1 else f"{statistics.total} answers"
    people = "1 person" if statistics.users == 1 else f"{statistics.users} people"
    since = f" since {statistics.since:%Y-%m-%d}" if statistics.since else ""
    yield f"{answers} for {people}{since}"
    if statistics.median_ms is not None:
        yield f"median answer: {statistics.median_ms:.1f} ms"
    for title, counts in (
        ("commands", statistics.commands),
        ("outcomes", statistics.outcomes),
        ("quotes", statistics.quotes),
        ("speakers", statistics.speakers),
        ("themes", statistics.themes),
        ("languages", statistics.languages),
        ("looked for in vain", statistics.unanswered),
    ):
        yield from _section(title, counts)
    if statistics.total:
        most = max(times for _, times in statistics.days) or 1
        marks = " ▁▂▃▄▅▆▇█"
        yield ""
        yield "last 30 days  " + "".join(marks[-(-times * 8 // most)] for _, times in statistics.days)


def _section(title: str, counts: tuple[Count, ...]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield title
    most = counts[0].times
    for count in counts:
        yield f"  {count.times:>6}  {'█' * max(1, count.times * BAR // most):<{BAR}}  {count.what}"
