"""The line between the real bot and the stand-in, without a network: the same payloads, answers, refusals."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import discord
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter

from tests.support.openapi import described
from tests.wire.discord_server import DiscordServer
from tests.wire.discord_server.bodies import Body, Reader, Upload
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.webhooks import CALLBACK, MESSAGE, ORIGINAL, WEBHOOK

Json = dict[str, Any]

_ROUTES: Final = {
    "/interactions/{webhook_id}/{webhook_token}/callback": CALLBACK,
    "/webhooks/{webhook_id}/{webhook_token}": WEBHOOK,
    "/webhooks/{webhook_id}/{webhook_token}/messages/@original": ORIGINAL,
    "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": MESSAGE,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A body that the bot sent, and why it was refused, if it was."""

    route: str
    body: Any
    refused: ApiError | None = None


@dataclass(slots=True)
class Catcher:
    """Where people's interactions arrive, in the place of a gateway."""

    caught: list[Json] = field(default_factory=list)

    def dispatch(self, event: str, data: Json, *, guild_id: str | None = None) -> None:
        """Keep it, for whoever tells it to the bot."""
        del event, guild_id
        self.caught.append(data)


class Discord:
    """The stand-in as people see it, but for its gateway: what they do is caught, not sent."""

    def __init__(self, server: DiscordServer) -> None:
        self.world = server.world
        self.commands = server.commands
        self.interactions = server.interactions
        self.messages = server.messages
        self.patience = server.patience
        self.gateway: Any = Catcher()


class Line(AsyncWebhookAdapter):
    """Takes what discord.py would send over HTTP, and answers as the stand-in's own routes do."""

    def __init__(self, server: DiscordServer) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # discord.py left it without types
        self._interactions = server.interactions
        self._reader = Reader(described())
        self.sent: list[Sent] = []

    async def request(self, route: Any, session: Any, **given: Any) -> Any:
        """Answer a request; discord.HTTPException where Discord refuses it."""
        del session
        name = _ROUTES[route.path]
        body = _body(given.get("payload"), given.get("multipart"), ("data",) if name == CALLBACK else ())
        try:
            told = self._answer(name, route, body)
        except ApiError as error:
            self.sent.append(Sent(name, body.json, error))
            raise _exception(error) from error
        self.sent.append(Sent(name, body.json))
        return told

    def _answer(self, name: str, route: Any, body: Body) -> Json:
        violations = self._reader.violations(route.method, name, body.json)
        if violations:
            raise ApiError(400, 50035, "Invalid Form Body", violations=violations)
        if name == CALLBACK:
            interaction = self._interactions.awaiting(str(route.webhook_id), route.webhook_token)
            return self._interactions.acknowledge(interaction, body)
        interaction = self._interactions.by_token(route.webhook_token)
        if name == WEBHOOK:
            return self._interactions.follow_up(interaction, body).payload
        message = self._interactions.message(interaction, str(getattr(route, "message_id", "@original")))
        if route.method == "DELETE":
            self._interactions.delete(interaction, message)
            return {}
        return self._interactions.edit(interaction, message, body).payload


def _body(payload: object, multipart: list[Json] | None, at: tuple[str, ...]) -> Body:
    if not multipart:
        return Body(json.loads(_to_json(payload)), {}, at)
    parts = {part["name"]: part for part in multipart}
    content = json.loads(parts.pop("payload_json")["value"])
    files = (Upload(part["filename"], part["value"].read()) for part in parts.values())
    return Body(content, dict(enumerate(files)), at)


class _Response:
    """As much of an answer as discord.py's exceptions look at."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = ""


def _exception(error: ApiError) -> discord.HTTPException:
    kinds: dict[int, Callable[..., discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(error.status, discord.HTTPException)
    response: Any = _Response(error.status)
    return kind(response, error.body)
