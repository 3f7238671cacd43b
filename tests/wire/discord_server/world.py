"""Who and what there is: the application, users, servers, channels, and places to meet in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from tests.wire.discord_server.snowflakes import Snowflakes

MEMBER_PERMISSIONS: Final = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 31
"""View, send, embed, attach, read history, use application commands (topics/permissions)."""
MANAGE_GUILD: Final = 1 << 5
ADMINISTRATOR: Final = 1 << 3
PRIVATE_PERMISSIONS: Final = 1 << 14 | 1 << 15 | 1 << 17 | 1 << 18
"""What an application may do where it has no member: attach, embed, mention everyone, outside emoji."""


class Context(IntEnum):
    """Where an interaction takes place (interactions/receiving-and-responding)."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class ChannelKind(IntEnum):
    """The types of channel that this stand-in has (resources/channel)."""

    TEXT = 0
    DM = 1
    GROUP_DM = 3
    THREAD = 11


@dataclass(frozen=True, slots=True)
class User:
    """An account."""

    id: str
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a server, or a conversation."""

    id: str
    kind: ChannelKind
    name: str = ""
    recipients: tuple[User, ...] = ()


@dataclass(slots=True)
class Guild:
    """A server. `joined`: whether the bot is a member."""

    id: str
    name: str
    locale: str
    owner: User
    joined: bool
    channels: list[Channel] = field(default_factory=list)
    members: dict[str, User] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, and what kind of meeting an interaction in it is."""

    context: Context
    channel: Channel
    guild: Guild | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """The application, and the account of its bot (which has the same id)."""

    id: str
    name: str
    bot: User
    owner: User


class World:
    """Makes all of it."""

    def __init__(self, snowflakes: Snowflakes) -> None:
        self.snowflakes = snowflakes
        owner = self.user("keeper")
        bot = User(snowflakes.next(), "stand-in", bot=True)
        self.application = Application(bot.id, "Stand-in", bot, owner)
        self.guilds: dict[str, Guild] = {}

    def user(self, name: str) -> User:
        """A new account."""
        return User(self.snowflakes.next(), name)

    def guild(
        self,
        name: str = "Forum",
        *,
        locale: str = "en-US",
        joined: bool = True,
        shard: tuple[int, int] | None = None,
    ) -> Guild:
        """A new server with one text channel; of this shard (number, count), where told."""
        owner = self.application.owner
        made = self.snowflakes.on_shard(*shard) if shard else self.snowflakes.next()
        guild = Guild(made, name, locale, owner, joined)
        guild.members[owner.id] = owner
        if joined:
            guild.members[self.application.bot.id] = self.application.bot
        guild.channels.append(Channel(self.snowflakes.next(), ChannelKind.TEXT, "forum"))
        self.guilds[guild.id] = guild
        return guild

    def room(self, guild: Guild, channel: Channel | None = None) -> Place:
        """A channel of a server; its first one unless told."""
        return Place(Context.GUILD, channel or guild.channels[0], guild)

    def direct(self, user: User) -> Place:
        """A user's conversation with the bot."""
        return Place(Context.BOT_DM, Channel(self.snowflakes.next(), ChannelKind.DM, recipients=(user,)))

    def private(self, *others: User) -> Place:
        """A conversation that the bot is no part of: with one other a DM, with more a group."""
        kind = ChannelKind.DM if len(others) == 1 else ChannelKind.GROUP_DM
        return Place(Context.PRIVATE_CHANNEL, Channel(self.snowflakes.next(), kind, recipients=others))

    @property
    def joined(self) -> Iterable[Guild]:
        """The servers that the bot is in."""
        return [guild for guild in self.guilds.values() if guild.joined]
