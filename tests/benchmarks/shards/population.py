"""Servers as they are found: some tens of channels and roles each, emojis, threads, permissions.

With no more than the intent for servers Discord tells, of the members, only the bot itself.
"""

import json
from random import Random
from typing import Any, Final

from tests.wire.discord_server import payloads
from tests.wire.discord_server.clock import SystemClock
from tests.wire.discord_server.snowflakes import Snowflakes
from tests.wire.discord_server.world import World

Json = dict[str, Any]

KINDS: Final = 32
"""Different servers; the others are like them, with ids of their own."""
_LOW, _HIGH = 30, 100
_SOME_TIME: Final = 268_000_000_000
_GUILD, _FAMILY = "3141592653589793238", "271828182845"
"""Stand for a server's id, and for what the ids in it begin with."""
_TOPIC: Final = "What belongs here, and what does not. Be kind, read the rules, and search before you ask. "
_ALLOW, _DENY = "1071698660929", "534723950656"


class Population:
    """Servers without end, the same ones in every run."""

    def __init__(self) -> None:
        world = World(Snowflakes(SystemClock()))
        plain = payloads.whole_guild(world.guild())
        self._kinds = [_kind(plain, Random(number)) for number in range(KINDS)]

    @property
    def bytes_each(self) -> int:
        """How long the telling of a server is on average."""
        return sum(map(len, self._kinds)) // KINDS

    def ids(self, count: int, shard: int, shards: int) -> list[str]:
        """The ids of so many servers of one shard."""
        # About the middle of 2023; the time in an id decides which shard the server is of.
        first = _SOME_TIME - _SOME_TIME % shards + shard
        return [str((first + number * shards) << 22) for number in range(count)]

    def told(self, guild: str) -> str:
        """The data of a server's GUILD_CREATE, as JSON."""
        time = int(guild) >> 22
        kind = self._kinds[(time // 7) % KINDS]
        return kind.replace(_GUILD, guild).replace(_FAMILY, str(time))


def _kind(plain: Json, random: Random) -> str:
    ids = (f"{_FAMILY}{number:07}" for number in range(10_000_000))
    roles = [_role(next(ids), place, random) for place in range(random.randint(_LOW, _HIGH))]
    channels = [_channel(next(ids), place, roles, random) for place in range(random.randint(_LOW, _HIGH))]
    return json.dumps(
        plain
        | {
            "id": _GUILD,
            "name": f"Server of {len(channels)} channels",
            "description": _TOPIC,
            "features": ["COMMUNITY", "NEWS", "THREE_DAY_THREAD_ARCHIVE", "WELCOME_SCREEN_ENABLED"],
            "member_count": random.randint(50, 20_000),
            "large": True,
            "roles": roles,
            "channels": channels,
            "emojis": [_emoji(next(ids), place) for place in range(random.randint(0, 50))],
            "stickers": [_sticker(next(ids), place) for place in range(random.randint(0, 5))],
            "threads": [_thread(next(ids), channels[1]["id"]) for _ in range(random.randint(0, 8))],
        },
        separators=(",", ":"),
    )


def _role(identity: str, place: int, random: Random) -> Json:
    return {
        "id": _GUILD if place == 0 else identity,
        "name": "@everyone" if place == 0 else f"Role number {place}",
        "permissions": _ALLOW,
        "position": place,
        "color": random.randrange(1 << 24),
        "colors": {
            "primary_color": random.randrange(1 << 24),
            "secondary_color": None,
            "tertiary_color": None,
        },
        "hoist": place % 7 == 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
        "description": None,
    }


def _channel(identity: str, place: int, roles: list[Json], random: Random) -> Json:
    kind = (4, 0, 0, 0, 0, 2, 5, 0, 15, 0)[place % 10]
    overwrites = [
        {"id": role["id"], "type": 0, "allow": _ALLOW, "deny": _DENY}
        for role in random.sample(roles, random.randint(0, 5))
    ]
    channel: Json = {
        "id": identity,
        "type": kind,
        "name": f"channel-number-{place}",
        "position": place,
        "flags": 0,
        "parent_id": None,
        "permission_overwrites": overwrites,
    }
    if kind == 2:
        return channel | {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "nsfw": False}
    if kind == 15:
        channel |= {"available_tags": [], "default_reaction_emoji": None, "template": ""}
    more = {
        "topic": _TOPIC * (place % 3),
        "nsfw": False,
        "last_message_id": identity,
        "rate_limit_per_user": 0,
    }
    return channel if kind == 4 else channel | more


def _emoji(identity: str, place: int) -> Json:
    flags = {"require_colons": True, "managed": False, "animated": place % 4 == 0, "available": True}
    return {"id": identity, "name": f"emoji_{place}", "roles": [], **flags}


def _sticker(identity: str, place: int) -> Json:
    about = {"name": f"sticker {place}", "description": _TOPIC, "tags": "wave", "type": 2, "format_type": 1}
    return {"id": identity, "guild_id": _GUILD, "available": True, "asset": "", **about}


def _thread(identity: str, parent: str) -> Json:
    return {
        "id": identity,
        "guild_id": _GUILD,
        "parent_id": parent,
        "owner_id": identity,
        "type": 11,
        "name": "A thread about one thing and another",
        "last_message_id": identity,
        "message_count": 12,
        "member_count": 5,
        "total_message_sent": 12,
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 4320,
            "archive_timestamp": "2026-01-01T00:00:00.000000+00:00",
            "create_timestamp": "2026-01-01T00:00:00.000000+00:00",
            "locked": False,
        },
    }
