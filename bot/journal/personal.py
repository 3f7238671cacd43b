"""What is kept about one person, about one server, or for too long: found, told and deleted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, delete, or_, select

from bot.journal.engines import AsyncConnection
from bot.journal.entries import Chosen, Drawn, Entry
from bot.journal.events import Context
from bot.journal.preferences import Whose
from bot.journal.tables import draws, preferences, served, usage
from bot.journal.turns import in_turns

_TOLD: Final = tuple(column for column in usage.c if column.name not in {"id", "user_hash"})
"""What a person is told of each use. The code that stands for them is the operator's, not theirs."""


def is_of(codes: Collection[str]) -> Any:
    """Whether a waiting entry is about the person whom these codes stand for."""

    def check(entry: Entry) -> bool:
        if isinstance(entry, dict):
            return entry["user_hash"] in codes
        return isinstance(entry, Chosen) and entry.whose is Whose.READER and entry.key in codes

    return check


def is_at(entry: Entry, guild_id: int | None, channels: Collection[int]) -> bool:
    """Whether a waiting entry is a use in a server, or a draw or choice in it or in one of the channels."""
    if isinstance(entry, dict):
        return guild_id is not None and entry["guild_id"] == guild_id
    if isinstance(entry, Drawn):
        return entry.place in places(channels)
    if isinstance(entry, Chosen):
        of_guild = entry.whose is Whose.GUILD and entry.key == str(guild_id)
        return of_guild or (entry.whose is Whose.CHANNEL and entry.key in {str(each) for each in channels})
    return False


def places(channels: Collection[int]) -> set[str]:
    """What draws are kept under."""
    return {f"channel:{channel}" for channel in channels}


def alone_in(uses: Collection[Mapping[str, Any]]) -> set[int]:
    """The channels in which a person has used the bot, and nobody else can."""
    return {use["channel_id"] for use in uses if use["context"] == Context.BOT_DM.value} - {None}


async def uses(connection: AsyncConnection, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Every use by a person, oldest first, with the keys of what was shown."""
    rows = await connection.execute(
        select(usage.c.id, *_TOLD).where(usage.c.user_hash.in_(codes)).order_by(usage.c.id)
    )
    found = {row.id: dict(row._mapping) async for row in in_turns(rows)}  # noqa: SLF001 - SQLAlchemy's documented way
    shown = select(served).join(usage, usage.c.id == served.c.usage_id).where(usage.c.user_hash.in_(codes))
    async for row in in_turns(await connection.execute(shown)):
        found[row.usage_id].setdefault("served", []).append(f"{row.kind} {row.key}")
    for use in found.values():
        del use["id"]
    return list(found.values())


def waiting_use(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A use that is not written yet, as `uses` tells it."""
    told = {column.name: entry[column.name] for column in _TOLD}
    return told | {"served": [f"{kind} {key}" for kind, key in entry["served"]]}


async def delete_person(connection: AsyncConnection, codes: Sequence[str]) -> int:
    """Delete the uses and the chosen language of a person; how many entries there were."""
    gone = await delete_uses(connection, usage.c.user_hash.in_(codes))
    chosen = (preferences.c.whose == Whose.READER.value) & preferences.c.key.in_(codes)
    return gone + (await connection.execute(delete(preferences).where(chosen))).rowcount


async def channels_of(connection: AsyncConnection, guild_id: int | None = None) -> set[int]:
    """The channels in which the bot was used, in a server or anywhere."""
    query = select(usage.c.channel_id).distinct()
    if guild_id is not None:
        query = query.where(usage.c.guild_id == guild_id)
    return {channel for (channel,) in await connection.execute(query) if channel is not None}


async def texts(connection: AsyncConnection, guild_id: int) -> set[str]:
    """What was searched for in a server."""
    query = select(usage.c.options).where(usage.c.guild_id == guild_id, usage.c.command == "search")
    rows = in_turns(await connection.execute(query))
    return {text async for (options,) in rows for text in options.values()}


async def delete_draws(connection: AsyncConnection, at: Collection[str]) -> None:
    """Delete what was drawn at places."""
    if at:
        await connection.execute(
            delete(draws).where(draws.c.place == bindparam("old_place")),
            [{"old_place": place} for place in at],
        )


async def delete_guild(connection: AsyncConnection, guild_id: int, channels: Collection[int]) -> int:
    """Delete the uses, languages and draws of a server and its channels; how many uses there were."""
    gone = await delete_uses(connection, usage.c.guild_id == guild_id)
    keys = [str(channel) for channel in channels]
    await connection.execute(
        delete(preferences).where(
            or_(
                (preferences.c.whose == Whose.GUILD.value) & (preferences.c.key == str(guild_id)),
                (preferences.c.whose == Whose.CHANNEL.value) & preferences.c.key.in_(keys),
            )
        )
    )
    await delete_draws(connection, places(channels))
    return gone


async def delete_before(connection: AsyncConnection, before: datetime, most: int) -> int:
    """Delete the oldest uses before a moment, at most so many; how many there were."""
    old = select(usage.c.id).where(usage.c.at < before).order_by(usage.c.at).limit(most)
    return await delete_uses(connection, usage.c.id.in_(old.scalar_subquery()))


async def delete_uses(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Delete uses with what they served; how many there were."""
    ids = select(usage.c.id).where(which)
    # Not left to the foreign key: a database that was opened without them enforced would keep these.
    await connection.execute(delete(served).where(served.c.usage_id.in_(ids.scalar_subquery())))
    return (await connection.execute(delete(usage).where(which))).rowcount
