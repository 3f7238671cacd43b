"""What Discord says of the token, the application and the gateway. The token is never repeated."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp

from bot.doctor.findings import Finding, doubtful, well, wrong
from bot.settings import Discord, InvalidToken, Settings

_FORM: Final = re.compile(r"[\w-]{18,}\.[\w-]{6}\.[\w-]{27,}")
_PATIENCE: Final = aiohttp.ClientTimeout(total=10)
_CLOCK_SECONDS: Final = 2.0
_INTENTS: Final = {
    12: "Presence",
    13: "Presence",
    14: "Server Members",
    15: "Server Members",
    18: "Message Content",
    19: "Message Content",
}
"""Bits of an application's flags that allow a privileged intent."""
_PAGE: Final = "https://discord.com/developers/applications"
_RESET: Final = f"Reset it on the application's Bot page ({_PAGE}) and set the new one."
_UNAUTHORIZED: Final = 401
_HELLO: Final = re.compile(r'"op":\s*10\b')
_FEW, _FEW_STARTS = 50, 5
_SERVERS_A_SHARD: Final = 2500
"""discord-api-docs, topics/gateway, "Sharding": more, and Discord closes the connection with 4011."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of Discord's."""

    status: int
    body: dict[str, Any]
    date: datetime | None


class _Line:
    """Asks Discord; OSError or TimeoutError where it cannot be reached."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: str) -> None:
        self._session = session
        self._base = base.rstrip("/")
        self._token = token

    async def get(self, path: str) -> Told:
        headers = {"Authorization": f"Bot {self._token}", "User-Agent": "DiscordBot (forum-bot doctor)"}
        async with self._session.get(self._base + path, headers=headers) as answer:
            try:
                body = await answer.json(content_type=None)
            except ValueError:
                body = None
            date = parsedate_to_datetime(answer.headers["Date"]) if "Date" in answer.headers else None
            return Told(answer.status, body if isinstance(body, dict) else {}, date)

    async def hello(self, gateway: str) -> bool:
        """Whether the gateway greets; nobody logs in."""
        address = f"{gateway.rstrip('/')}/?v=10&encoding=json"
        async with self._session.ws_connect(address) as socket:
            greeting = await socket.receive(timeout=_PATIENCE.total)
            return greeting.type is aiohttp.WSMsgType.TEXT and _HELLO.search(greeting.data) is not None


async def at_discord(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Everything that needs Discord; without a network, that it was not looked at."""
    try:
        token = settings.token()
    except OSError as error:
        found = f"{settings.discord.token_place()}: {error.strerror}"
        yield wrong("token", found, "Let the bot's user read a text file there.")
        return
    except InvalidToken as invalid:
        yield wrong("token", str(invalid), _RESET)
        return
    if not token:
        found = "its file is empty" if settings.discord.token_file else "there is none"
        yield wrong("token", found, f"Copy it from {_PAGE} and set FORUM_BOT_DISCORD__TOKEN_FILE.")
        return
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        line = _Line(session, settings.discord.api_base, token)
        try:
            async for finding in _asked(line, token, clock, settings):
                yield finding
        except (aiohttp.ClientError, OSError) as error:
            why = str(error) or type(error).__name__
            found = f"cannot be reached ({why}); token, application and gateway were not looked at to the end"
            yield doubtful("Discord", found, "See to network, proxy and firewall, then ask again.")


async def _asked(
    line: _Line, token: str, clock: Callable[[], datetime], settings: Settings
) -> AsyncIterator[Finding]:
    me = await line.get("/users/@me")
    if me.date is not None:
        yield _clock((clock() - me.date).total_seconds())
    if me.status == _UNAUTHORIZED:
        form = "" if _FORM.fullmatch(token) else ", and has not the form of a bot's token"
        yield wrong("token", f"Discord does not know it{form}", _RESET)
        return
    if not me.body.get("id"):
        yield doubtful("token", f"Discord answered {me.status}", "Ask again later: https://discordstatus.com")
        return
    yield well("token", f"Discord knows it as {me.body.get('username')} ({me.body['id']})")
    application = await line.get("/oauth2/applications/@me")
    for finding in _application(application.body):
        yield finding
    starts = await line.get("/gateway/bot")
    recommended = int(starts.body.get("shards") or 1)
    shards, finding = _shards(settings.discord, recommended, application.body.get("approximate_guild_count"))
    yield finding
    yield _starts(starts.body.get("session_start_limit", {}), shards)
    if await line.hello(settings.discord.gateway):
        yield well("gateway", "reachable")
    else:
        yield wrong("gateway", "did not greet", "Set discord.gateway to Discord's, or leave it out.")


def _clock(ahead: float) -> Finding:
    # Discord's header tells whole seconds, cut off.
    off = max(0.0, abs(ahead - 0.5) - 0.5)
    if off > _CLOCK_SECONDS:
        way = "ahead of" if ahead > 0 else "behind"
        found = f"{off:.0f} s {way} Discord's: interactions, which last 3 s, look expired"
        return doubtful("clock", found, "Let the system keep time: timedatectl set-ntp true.")
    return well("clock", "agrees with Discord's to 2 s")


def _application(body: dict[str, Any]) -> list[Finding]:
    if "id" not in body:
        return [doubtful("application", "Discord tells nothing of it", "Ask again later.")]
    findings = []
    if body.get("interactions_endpoint_url"):
        findings.append(
            wrong(
                "application",
                "has an Interactions Endpoint URL: Discord sends interactions there and none to the bot",
                f"Empty it on the General Information page: {_PAGE}/{body['id']}",
            )
        )
    if not body.get("bot_public", True):
        findings.append(
            doubtful(
                "application",
                "is not public: only its owner can add it",
                "Switch on Public Bot, if others should.",
            )
        )
    kinds = body.get("integration_types_config") or {}
    for number, name in (("0", "Guild Install"), ("1", "User Install")):
        if number not in kinds:
            findings.append(
                doubtful("application", f"{name} is off", f"Allow {name} on its Installation page.")
            )
    allowed = sorted({name for bit, name in _INTENTS.items() if int(body.get("flags") or 0) >> bit & 1})
    if allowed:
        found = f"may use privileged intents that this bot never asks for: {', '.join(allowed)}"
        findings.append(doubtful("application", found, "Switch them off on its Bot page."))
    servers = f"in about {body.get('approximate_guild_count', '?')} servers"
    findings.append(well("permissions", f"{servers}; answers to interactions need none"))
    return findings if len(findings) > 1 else [well("application", "set up as it should be"), *findings]


def _shards(discord: Discord, recommended: int, servers: int | None) -> tuple[int, Finding]:
    """How many shards this process will run, and whether they are enough of them."""
    total = discord.shard_count or recommended
    ours = len(discord.shards() or range(total))
    told = f"{ours} of {total} here, {recommended} recommended by Discord"
    if total * _SERVERS_A_SHARD < (servers or 0):
        found = f"{told}; a shard may have {_SERVERS_A_SHARD} servers, and there are about {servers}"
        return ours, wrong("shards", found, "Raise discord.shard_count, or leave it out.")
    if total < recommended:
        return ours, doubtful("shards", told, "Raise discord.shard_count before it has to be.")
    return ours, well("shards", told)


def _starts(limit: dict[str, Any], shards: int) -> Finding:
    if "remaining" not in limit:
        return doubtful("session starts", "Discord tells nothing of them", "Ask again later.")
    left, total, hours = limit["remaining"], limit.get("total"), limit.get("reset_after", 0) / 3_600_000
    told = f"{left} of {total} left, {shards} needed for a start, reset in {hours:.1f} h"
    if left < shards:
        return wrong(
            "session starts", told, "Wait: Discord lets nobody log in before. What restarts so often?"
        )
    if left < max(_FEW, _FEW_STARTS * shards):
        return doubtful("session starts", told, "Find out what starts the bot so often.")
    return well("session starts", told)
