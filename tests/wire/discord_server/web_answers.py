"""How every request is met: logged, struck by faults, let in or not, and answered in Discord's JSON."""

from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from tests.wire.discord_server import errors
from tests.wire.discord_server.changes import Changes
from tests.wire.discord_server.connection import text
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Faults, LineCutError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PREFIX: Final = "/api/v10"
NO_ANSWER: Final = 444
"""A status that nobody will read."""
_WITH_OWN_TOKEN: Final = ("/interactions/", "/webhooks/{webhook_id}/{webhook_token}")
_LOGGED: Final = 10_000


@dataclass(slots=True)
class Sides:
    """Both sides of a request, as JSON."""

    body: Any = None
    answer: Any = None


SIDES: Final[ContextVar[Sides]] = ContextVar("sides")
"""Of the request that is being answered."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was answered. `route` is the template that the description knows it by."""

    method: str
    route: str
    path: str
    body: Any
    status: int
    answer: Any


class Door:
    """What stands before every handler."""

    def __init__(self, *, token: str, faults: Faults, changes: Changes) -> None:
        self.requests: deque[Request] = deque(maxlen=_LOGGED)
        self.crashes: list[Exception] = []
        """What went wrong in the stand-in itself."""
        self._token = token
        self._faults = faults
        self._changes = changes

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer, whatever happens, and keep both sides of it."""
        route = route_of(request)
        sides = Sides()
        SIDES.set(sides)
        try:
            await self._faults.strike(request, route, after=False)
            self._let_in(request, route)
            response = await handler(request)
            await self._faults.strike(request, route, after=True)
        except ApiError as error:
            response = answer(error.body, status=error.status, headers=error.headers)
        except web.HTTPMethodNotAllowed:
            response = answer(errors.method_not_allowed().body, status=405)
        except web.HTTPNotFound:
            response = answer(errors.not_found().body, status=404)
        except (LineCutError, ConnectionResetError):
            # Cut by us, or the client hung up.
            return web.Response(status=NO_ANSWER)
        except Exception as error:
            self.crashes.append(error)
            raise
        if not isinstance(response, web.WebSocketResponse):
            path = request.path.removeprefix(PREFIX)
            status = response.status
            self.requests.append(Request(request.method, route, path, sides.body, status, sides.answer))
            self._changes.announce()
        return response

    def _let_in(self, request: web.Request, route: str) -> None:
        """The bot's token is needed, but for what carries a token of its own, or is for everybody."""
        if not request.path.startswith(PREFIX) or route.startswith(_WITH_OWN_TOKEN) or route == "/gateway":
            return
        if request.headers.get("Authorization") != f"Bot {self._token}":
            raise errors.unauthorized()


def route_of(request: web.Request) -> str:
    """The template of a request's address, below the API's base."""
    resource = request.match_info.route.resource
    return (resource.canonical if resource is not None else request.path).removeprefix(PREFIX) or "/"


def answer(body: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON with exactly the content type that clients look for, come through Discord's proxy."""
    SIDES.get().answer = body
    return web.Response(
        body=text(body).encode(),
        status=status,
        content_type="application/json",
        headers={"Via": "1.1 google", **(headers or {})},
    )


def nothing() -> web.Response:
    """204."""
    return web.Response(status=204, headers={"Via": "1.1 google"})
