"""What is kept of each server: its id, and the ids of its channels.

Discord tells a server whole when the bot connects: channels, roles, emojis, threads and more, some tens of
kilobytes. discord.py makes an object of each and has no setting that says otherwise. Interactions bring
whatever is needed to answer them (who asks, with which permissions, in which channel), so none of it is ever
looked at here. What that saves is in `tests/benchmarks/figures/shards.md`.
"""

import logging
from array import array
from typing import Any, Final

import discord
from discord.state import AutoShardedConnectionState

log = logging.getLogger(__name__)

_KEPT: Final = ("id", "unavailable")
HEARD: Final = frozenset(
    {
        "READY",
        "RESUMED",
        "GUILD_CREATE",
        "GUILD_DELETE",
        "CHANNEL_CREATE",
        "INTERACTION_CREATE",
        "USER_UPDATE",
    }
)
"""The events that are read. What else the intent for servers brings would only keep a cache up to date."""

_THREADS: Final = frozenset(
    kind.value
    for kind in (
        discord.ChannelType.news_thread,
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
    )
)
_THREAD: Final = {
    "parent_id": "0",
    "owner_id": "0",
    "name": "",
    "message_count": 0,
    "member_count": 0,
    "thread_metadata": {"archived": False, "auto_archive_duration": 60, "archive_timestamp": None},
}
"""What discord.py needs of a thread, and nobody here."""


class Server(discord.Guild):
    """A server as slash commands need it: known, and nothing more."""

    __slots__ = ("channel_ids",)

    def __init__(self, *, data: Any, state: Any) -> None:
        self.channel_ids: array[int] = array("Q")
        """What is kept about these is forgotten when the bot leaves; eight bytes each."""
        super().__init__(data=data, state=state)

    def _from_data(self, guild: Any) -> None:
        if "channels" in guild:
            self.channel_ids = array("Q", [int(channel["id"]) for channel in guild["channels"]])
        kept: Any = {name: guild[name] for name in _KEPT if name in guild}
        super()._from_data(kept)

    def _resolve_channel(self, id: int | None, /) -> Any:  # noqa: A002 - as the library calls it
        """A channel of this server; without one, discord.py would build it anew for each interaction."""
        if id is None or id not in self.channel_ids:
            return None
        return discord.PartialMessageable(state=self._state, id=id, guild_id=self.id)


class Servers(AutoShardedConnectionState[Any]):
    """discord.py's state of a connection, with `Server` in the place of its own servers."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parsers = {event: parse for event, parse in self.parsers.items() if event in HEARD}
        self.told_a_server = False
        """A server was told. Whoever reads on lets others have their turn, and takes this back."""

    def _add_guild_from_data(self, data: Any) -> discord.Guild:
        server = Server(data=data, state=self)
        self._add_guild(server)
        return server

    def parse_guild_create(self, data: Any) -> None:
        """Keep the server."""
        self.told_a_server = True
        super().parse_guild_create(data)

    def parse_channel_create(self, data: Any) -> None:
        """Keep the channel's id."""
        server = self._get_guild(int(data["guild_id"]))
        if isinstance(server, Server):
            server.channel_ids.append(int(data["id"]))

    def parse_interaction_create(self, data: Any) -> None:
        """Hear an interaction, also in a thread that is told in part: discord.py would end the connection."""
        channel = data.get("channel")
        if channel is not None and channel.get("type") in _THREADS:
            told = {name: value for name, value in channel.items() if value is not None}
            data["channel"] = _THREAD | told
        try:
            super().parse_interaction_create(data)
        except Exception:
            # One that nobody can read is no reason to hear no other: raised, it would end every shard.
            log.exception("an interaction of type %s could not be read", data.get("type"))
