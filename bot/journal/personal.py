"""What is kept about one person, about one server, or for too long: found, told and deleted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.entries import Chosen, Entry
from bot.journal.preferences import Whose
from bot.journal.tables import draws, preferences, served, state, usage

_TOLD: Final = tuple(column for column in usage.c if column.name not in {"id", "user_hash"})
"""What a person is told of each use. The code that stands for them is the operator's, not theirs."""


def is_of(codes: Collection[str]) -> Any:
    """Whether a waiting entry is about the person whom these codes stand for."""

    def check(entry: Entry) -> bool:
        if isinstance(entry, dict):
            return entry["user_hash"] in codes
        return isinstance(entry, Chosen) and entry.whose is Whose.READER and entry.key in codes

    return check


async def uses(connection: AsyncConnection, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Every use by a person, oldest first, with the keys of what was shown."""
    rows = await connection.execute(
        select(usage.c.id, *_TOLD).where(usage.c.user_hash.in_(codes)).order_by(usage.c.id)
    )
    found = {row.id: dict(row._mapping) for row in rows}  # noqa: SLF001 - SQLAlchemy's documented way
    shown = select(served).join(usage, usage.c.id == served.c.usage_id).where(usage.c.user_hash.in_(codes))
    for row in await connection.execute(shown):
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


async def channels_of(connection: AsyncConnection, guild_id: int) -> set[int]:
    """The channels of a server in which the bot was used."""
    query = select(usage.c.channel_id).where(usage.c.guild_id == guild_id).distinct()
    return {channel for (channel,) in await connection.execute(query) if channel is not None}


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
    await connection.execute(delete(draws).where(draws.c.place.in_([f"channel:{key}" for key in keys])))
    return gone


async def delete_before(connection: AsyncConnection, before: datetime, most: int) -> int:
    """Delete the oldest uses before a moment, at most so many; how many there were."""
    old = select(usage.c.id).where(usage.c.at < before).order_by(usage.c.at).limit(most)
    return await delete_uses(connection, usage.c.id.in_(old.scalar_subquery()))


async def delete_states(connection: AsyncConnection, names: Collection[str]) -> None:
    """Delete small things by their names."""
    await connection.execute(delete(state).where(state.c.name.in_(names)))


async def delete_uses(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Delete uses with what they served; how many there were."""
    ids = select(usage.c.id).where(which)
    # Not left to the foreign key: a database that was opened without them enforced would keep these.
    await connection.execute(delete(served).where(served.c.usage_id.in_(ids.scalar_subquery())))
    return (await connection.execute(delete(usage).where(which))).rowcount
