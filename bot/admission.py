"""Why a connection to Discord failed: for good, or for a while. One table for the whole program."""

import json
from typing import Final

import aiohttp
import discord

_CLOSED: Final = {
    # discord/discord-api-docs, topics/opcodes-and-status-codes.mdx, "Gateway Close Event Codes":
    # those after which no client should come back.
    4004: "Discord does not know this token. Reset it on the application's Bot page and set the new one.",
    4010: "Discord does not take this shard: see to discord.shard_count and discord.shard_ids.",
    4011: "The bot is in too many servers for its shards: raise discord.shard_count, or leave it out.",
    4012: "Discord no longer speaks this version of its gateway: install a newer version of the bot.",
    4013: "Discord does not know an intent that this bot asks for: install a newer version of the bot.",
    4014: "Discord asks for a privileged intent, which this bot never uses: is this its own code?",
}
_TOO_MANY: Final = 429


class NotAdmitted(Exception):  # noqa: N818 - Discord does not let us in
    """Discord refuses for good: starting again changes nothing."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Unreachable(Exception):  # noqa: N818 - says how Discord is
    """Discord cannot be reached, or is not well: starting again later may help."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class NoStartsLeft(Exception):  # noqa: N818 - says how it is
    """The application has begun too many sessions today; `seconds` until it may begin more."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(seconds)


class Outgrown(Exception):  # noqa: N818 - says how it is
    """Discord wants more shards than it said: `shards` were too few. Each start asks how many."""

    def __init__(self, shards: int) -> None:
        self.shards = shards
        super().__init__(shards)


def verdict(error: BaseException) -> NotAdmitted | Unreachable | None:
    """What to tell the operator, and whether to try again; None for what is our own fault."""
    if why := _for_good(error):
        return NotAdmitted(why)
    if why := _for_a_while(error):
        return Unreachable(why)
    return None


def _for_good(error: BaseException) -> str | None:
    if isinstance(error, discord.LoginFailure):
        return _CLOSED[4004]
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return _CLOSED[4014]
    if isinstance(error, discord.ConnectionClosed):
        return _CLOSED.get(error.code)
    if isinstance(error, discord.HTTPException) and not _passes(error) and not isinstance(error, _OURS):
        return f"Discord refuses this bot ({error.status}, code {error.code}): {error.text}"
    return None


def _for_a_while(error: BaseException) -> str | None:
    if isinstance(error, NoStartsLeft):
        hours = f"{error.seconds / 3600:.1f}"
        return f"the bot was started too often today; Discord lets it in again in {hours} hours"
    if isinstance(error, discord.RateLimited):
        return f"it takes no more requests for {error.retry_after:.0f} s"
    if isinstance(error, Outgrown):
        return f"the bot has outgrown {error.shards} shards; started again, it asks how many it needs"
    if isinstance(error, discord.HTTPException):
        return f"it answers {error.status}" if _passes(error) else None
    if isinstance(error, json.JSONDecodeError):
        return "what answers there does not speak as Discord does"
    return (str(error) or type(error).__name__) if isinstance(error, _AWAY) else None


_OURS: Final = (discord.app_commands.CommandSyncFailure,)
_AWAY: Final = (
    OSError,
    TimeoutError,
    aiohttp.ClientError,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
)


def _passes(error: discord.HTTPException) -> bool:
    return error.status >= 500 or error.status == _TOO_MANY  # noqa: PLR2004 - HTTP's own border
