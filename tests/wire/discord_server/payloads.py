"""The world as Discord writes it down: users, members, servers, channels, the application."""

from datetime import datetime
from typing import Any, Final

from tests.wire.discord_server.snowflakes import EPOCH
from tests.wire.discord_server.world import Application, Channel, ChannelKind, Guild, Place, User

Json = dict[str, Any]


def user(account: User) -> Json:
    """A user, with every field that the description requires."""
    payload: Json = {
        "id": account.id,
        "username": account.name,
        "global_name": None if account.bot else account.name.title(),
        "discriminator": "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    return {**payload, "bot": True} if account.bot else payload


def own_user(account: User) -> Json:
    """The bot's own account, as it may see it."""
    return {**user(account), "verified": True, "mfa_enabled": True, "locale": "en-US", "email": None}


def member(account: User, *, permissions: int | None = None) -> Json:
    """A member of a server; `permissions` only where an interaction tells them."""
    payload: Json = {
        "user": user(account),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [],
        "joined_at": instant(EPOCH),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    return payload if permissions is None else {**payload, "permissions": str(permissions)}


def channel(place: Channel, guild: Guild | None, *, permissions: int | None = None) -> Json:
    """A channel; `permissions` are those of whoever an interaction is by."""
    payload: Json = {"id": place.id, "type": int(place.kind), "flags": 0, "last_message_id": None}
    if permissions is not None and guild is not None:
        payload["permissions"] = str(permissions)
    if guild is not None:
        return payload | {
            "guild_id": guild.id,
            "name": place.name,
            "position": guild.channels.index(place),
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "permission_overwrites": [],
        }
    payload["recipients"] = [user(account) for account in place.recipients]
    if place.kind is ChannelKind.GROUP_DM:
        payload |= {"name": None, "icon": None, "owner_id": place.recipients[0].id}
    return payload


def partial_guild(guild: Guild) -> Json:
    """A server as an interaction names it."""
    return {"id": guild.id, "locale": guild.locale, "features": []}


_NOTHING_YET: Final = (
    *("icon", "banner", "splash", "discovery_splash", "description", "vanity_url_code", "application_id"),
    *("afk_channel_id", "system_channel_id", "rules_channel_id", "public_updates_channel_id"),
)
_NONE_YET: Final = (
    *("features", "emojis", "stickers", "threads", "presences", "voice_states"),
    *("stage_instances", "guild_scheduled_events", "soundboard_sounds"),
)
_PLAIN: Final = {
    "large": False,
    "unavailable": False,
    "afk_timeout": 300,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "premium_progress_bar_enabled": False,
    "system_channel_flags": 0,
    "max_members": 500_000,
}
"""A server that nobody has set up any further."""


def whole_guild(guild: Guild) -> Json:
    """A server as GUILD_CREATE tells it."""
    return {
        **dict.fromkeys(_NOTHING_YET),
        **{name: [] for name in _NONE_YET},
        **_PLAIN,
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner.id,
        "preferred_locale": guild.locale,
        "roles": [_everyone(guild)],
        "channels": [channel(place, guild) for place in guild.channels],
        "members": [member(account) for account in guild.members.values() if account.bot],
        "member_count": len(guild.members),
        "joined_at": instant(EPOCH),
    }


def _everyone(guild: Guild) -> Json:
    return {
        "id": guild.id,
        "name": "@everyone",
        "permissions": "0",
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


def application(known: Application, guilds: int) -> Json:
    """The application as it sees itself."""
    return {
        "id": known.id,
        "name": known.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(known.bot),
        "owner": user(known.owner),
        "team": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": guilds,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}, "1": {}},
    }


def instant(moment: datetime) -> str:
    """An ISO 8601 timestamp as the API writes it."""
    return moment.isoformat(timespec="microseconds")


def owners(place: Place, account: User, *, guild_install: bool, user_install: bool) -> dict[str, str]:
    """Whose installation an interaction rests on: `0` a server's (in the bot's DM `0`), `1` a user's."""
    found: dict[str, str] = {}
    if guild_install:
        found["0"] = place.guild.id if place.guild else "0"
    if user_install:
        found["1"] = account.id
    return found
