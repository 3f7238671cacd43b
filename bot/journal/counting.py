"""Statistics out of the usage log, counted by the database."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, true

from bot.journal.engines import AsyncConnection
from bot.journal.events import Count, Outcome, Statistics, Surface
from bot.journal.tables import served, usage
from bot.journal.turns import in_turns

TOP: Final = 10
DAYS: Final = 30
_LOOKED_UP: Final = 1_000
"""The latest look-ups in vain that are counted by text."""


async def count(connection: AsyncConnection, guild_id: int | None, today: date) -> Statistics:
    """Statistics of one server, or of everything; `today` is the last of the days shown."""
    here: ColumnElement[bool] = true() if guild_id is None else usage.c.guild_id == guild_id
    totals = (
        await connection.execute(
            select(func.count(), func.min(usage.c.at), func.count(usage.c.user_hash.distinct())).where(here)
        )
    ).one()
    total, since, users = totals

    async def top(column: Any) -> tuple[Count, ...]:
        times = func.count()
        query = select(column, times).where(here).group_by(column).order_by(times.desc(), column).limit(TOP)
        return tuple(Count(what, number) for what, number in await connection.execute(query))

    async def top_served(kind: str) -> tuple[Count, ...]:
        times = func.count()
        query = (
            select(served.c.key, times)
            .join(usage, usage.c.id == served.c.usage_id)
            .where(here, served.c.kind == kind)
            .group_by(served.c.key)
            .order_by(times.desc(), served.c.key)
            .limit(TOP)
        )
        return tuple(Count(what, number) for what, number in await connection.execute(query))

    return Statistics(
        total=total,
        since=since,
        users=users,
        median_ms=await _median(connection, here, total),
        commands=await top(usage.c.command),
        outcomes=await top(usage.c.outcome),
        quotes=await top_served("quote"),
        speakers=await top_served("speaker"),
        themes=await top_served("theme"),
        languages=await top(usage.c.language),
        unanswered=await _unanswered(connection, here),
        days=await _days(connection, here, today),
    )


async def _median(connection: AsyncConnection, here: ColumnElement[bool], total: int) -> float | None:
    if not total:
        return None
    latency = usage.c.latency_ms
    middle = select(latency).where(here).order_by(latency).offset((total - 1) // 2).limit(1)
    return (await connection.execute(middle)).scalar()


async def _unanswered(connection: AsyncConnection, here: ColumnElement[bool]) -> tuple[Count, ...]:
    query = (
        select(usage.c.options)
        .where(here, usage.c.outcome == Outcome.NO_MATCH, usage.c.surface != Surface.BUTTON)
        .order_by(usage.c.id.desc())
        .limit(_LOOKED_UP)
    )
    # Of several options each may well be known: what nobody has is all of them together.
    texts: Counter[str] = Counter()
    async for (options,) in in_turns(await connection.execute(query)):
        if options:
            texts[" + ".join(options.values())] += 1
    return tuple(Count(text, times) for text, times in texts.most_common(TOP))


async def _days(
    connection: AsyncConnection, here: ColumnElement[bool], today: date
) -> tuple[tuple[date, int], ...]:
    day = func.date(usage.c.at)
    rows = await connection.execute(select(day, func.count()).where(here).group_by(day))
    counted = {str(when): times for when, times in rows}
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    return tuple((when, counted.get(when.isoformat(), 0)) for when in days)
