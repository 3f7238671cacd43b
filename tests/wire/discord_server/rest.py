"""The application's own routes: who it is, where its gateway is, which commands it has."""

from collections.abc import Iterable

from aiohttp import web

from tests.wire.discord_server import errors, payloads
from tests.wire.discord_server.bodies import Reader
from tests.wire.discord_server.commands import Commands
from tests.wire.discord_server.gateway import Gateway
from tests.wire.discord_server.web_answers import PREFIX, answer, nothing, route_of
from tests.wire.discord_server.world import World

_SCOPES = (
    "/applications/{application_id}/commands",
    "/applications/{application_id}/guilds/{guild_id}/commands",
)


class Rest:
    """Everything that is asked with the bot's token."""

    def __init__(self, *, world: World, commands: Commands, gateway: Gateway, reader: Reader) -> None:
        self._world = world
        self._commands = commands
        self._gateway = gateway
        self._reader = reader

    def routes(self) -> Iterable[web.RouteDef]:
        """All of them, below the API's base."""
        yield web.get(f"{PREFIX}/users/@me", self._me)
        yield web.get(f"{PREFIX}/oauth2/applications/@me", self._application)
        yield web.get(f"{PREFIX}/gateway", self._gateway_address)
        yield web.get(f"{PREFIX}/gateway/bot", self._gateway_for_bots)
        for scope in _SCOPES:
            yield web.get(f"{PREFIX}{scope}", self._list)
            yield web.put(f"{PREFIX}{scope}", self._replace)
            yield web.post(f"{PREFIX}{scope}", self._upsert)
            yield web.get(f"{PREFIX}{scope}/{{command_id}}", self._get)
            yield web.patch(f"{PREFIX}{scope}/{{command_id}}", self._change)
            yield web.delete(f"{PREFIX}{scope}/{{command_id}}", self._remove)

    async def _me(self, _: web.Request) -> web.Response:
        return answer(payloads.own_user(self._world.application.bot))

    async def _application(self, _: web.Request) -> web.Response:
        guilds = len(list(self._world.joined))
        return answer(payloads.application(self._world.application, guilds))

    async def _gateway_address(self, _: web.Request) -> web.Response:
        return answer({"url": self._gateway.url})

    async def _gateway_for_bots(self, _: web.Request) -> web.Response:
        limit = {
            "total": self._gateway.starts_a_day,
            "remaining": max(0, self._gateway.starts_a_day - len(self._gateway.identifies)),
            "reset_after": 86_400_000,
            "max_concurrency": self._gateway.at_once,
        }
        return answer(
            {"url": self._gateway.url, "shards": self._gateway.shards, "session_start_limit": limit}
        )

    async def _list(self, request: web.Request) -> web.Response:
        return answer(self._commands.all(self._scope(request)))

    async def _replace(self, request: web.Request) -> web.Response:
        scope = self._scope(request)
        body = await self._reader.read(request, route_of(request))
        return answer(self._commands.replace(body.json, scope))

    async def _upsert(self, request: web.Request) -> web.Response:
        scope = self._scope(request)
        body = await self._reader.read(request, route_of(request))
        command, new = self._commands.upsert(body.json, scope)
        return answer(command, status=201 if new else 200)

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._commands.get(request.match_info["command_id"], self._scope(request)))

    async def _change(self, request: web.Request) -> web.Response:
        scope = self._scope(request)
        body = await self._reader.read(request, route_of(request))
        return answer(self._commands.change(request.match_info["command_id"], body.json, scope))

    async def _remove(self, request: web.Request) -> web.Response:
        self._commands.remove(request.match_info["command_id"], self._scope(request))
        return nothing()

    def _scope(self, request: web.Request) -> str | None:
        if request.match_info["application_id"] != self._world.application.id:
            raise errors.other_application()
        guild_id = request.match_info.get("guild_id")
        if guild_id is not None and guild_id not in self._world.guilds:
            raise errors.unknown_guild()
        return guild_id
