"""The stand-in as a whole: an HTTP and websocket server on this machine, and the people who use Discord."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Self

from aiohttp import web

from tests.support.openapi import Description, described
from tests.wire.discord_server.bodies import Reader
from tests.wire.discord_server.changes import Changes
from tests.wire.discord_server.clock import Clock, SystemClock
from tests.wire.discord_server.commands import Commands
from tests.wire.discord_server.exchange import Exchange
from tests.wire.discord_server.faults import Faults
from tests.wire.discord_server.gateway import RESUME_PATH, Gateway
from tests.wire.discord_server.interactions import Interactions
from tests.wire.discord_server.messages import Messages
from tests.wire.discord_server.people import Person
from tests.wire.discord_server.rest import Rest
from tests.wire.discord_server.snowflakes import Snowflakes
from tests.wire.discord_server.web_answers import PREFIX, Door, Request
from tests.wire.discord_server.webhooks import Webhooks
from tests.wire.discord_server.world import MEMBER_PERMISSIONS, Guild, Place, World

HOST: Final = "127.0.0.1"
TOKEN: Final = "token-of-the-stand-in"
_CLOSING_SECONDS: Final = 2.0
_GOING_AWAY: Final = 1001
_INVALID_FORM: Final = 50035


class StandInFailedError(Exception):
    """Errors of the stand-in itself, which no client should have seen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What this Discord asks of its clients."""

    token: str = TOKEN
    privileged_intents: bool = False
    """Whether the application may ask for them."""
    heartbeat_seconds: float = 41.25
    description: Description | None = field(default_factory=described)
    """What request bodies are held against; by default the one that the environment names."""


class DiscordServer:
    """Discord, as far as a bot that lives on interactions can tell.

    `async with DiscordServer() as discord`: from then on `api_base` and `gateway_url` are open to any client
    with `token`. One server with one channel is there, and the bot in it. `clock` decides about deadlines,
    `patience` (seconds) how long a test waits for what should happen at once.
    """

    def __init__(
        self, terms: Terms | None = None, *, clock: Clock | None = None, port: int = 0, patience: float = 60.0
    ) -> None:
        terms = terms or Terms()
        self.token = terms.token
        self.clock = clock or SystemClock()
        self.patience = patience
        self.api_base = ""
        """The API's address, version included."""
        self._port = port
        self._changes = Changes()
        snowflakes = Snowflakes(self.clock)
        self.world = World(snowflakes)
        self.guild = self.world.guild()
        application = self.world.application
        self.commands = Commands(application.id, snowflakes)
        self.messages = Messages(application=application, snowflakes=snowflakes, clock=self.clock)
        self.interactions = Interactions(messages=self.messages, clock=self.clock)
        self.faults = Faults(changes=self._changes, patience=patience)
        self.gateway = Gateway(
            world=self.world,
            token=self.token,
            changes=self._changes,
            privileged=terms.privileged_intents,
            heartbeat_seconds=terms.heartbeat_seconds,
        )
        self._door = Door(token=self.token, faults=self.faults, changes=self._changes)
        self._runner = web.AppRunner(
            self._application(Reader(terms.description)),
            access_log=None,
            shutdown_timeout=_CLOSING_SECONDS,
        )
        self._everyday = self.person("reader")

    def _application(self, reader: Reader) -> web.Application:
        rest = Rest(world=self.world, commands=self.commands, gateway=self.gateway, reader=reader)
        webhooks = Webhooks(
            application_id=self.world.application.id,
            interactions=self.interactions,
            messages=self.messages,
            reader=reader,
        )
        application = web.Application(middlewares=[self._door.middleware], client_max_size=1 << 25)
        application.add_routes([*rest.routes(), *webhooks.routes()])
        application.add_routes([web.get(path, self.gateway.connect) for path in ("/", RESUME_PATH)])
        application.on_shutdown.append(self._hang_up)
        return application

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        port = self._runner.addresses[0][1]
        self.messages.base = f"http://{HOST}:{port}"
        self.api_base = f"{self.messages.base}{PREFIX}"
        self.gateway.url = f"ws://{HOST}:{port}/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.clear()
        self.interactions.close()
        await self._runner.cleanup()
        if self._door.crashes:
            raise StandInFailedError(self._door.crashes) from self._door.crashes[0]

    async def _hang_up(self, _: web.Application) -> None:
        self.gateway.close(_GOING_AWAY)

    @property
    def gateway_url(self) -> str:
        """The gateway's address."""
        return self.gateway.url

    @property
    def requests(self) -> list[Request]:
        """Every request that was answered, oldest first."""
        return list(self._door.requests)

    @property
    def invalid(self) -> list[Request]:
        """The requests that were refused because their body was wrong (50035)."""
        return [
            request
            for request in self._door.requests
            if isinstance(request.answer, dict) and request.answer.get("code") == _INVALID_FORM
        ]

    def forget_requests(self) -> None:
        """Start the log anew."""
        self._door.requests.clear()

    # People and places.

    def person(
        self,
        name: str,
        *,
        place: Place | None = None,
        locale: str = "en-US",
        permissions: int = MEMBER_PERMISSIONS,
        installed: bool = False,
    ) -> Person:
        """Somebody new, in the server's channel unless told."""
        user = self.world.user(name)
        place = place or self.world.room(self.guild)
        if place.guild is not None:
            place.guild.members[user.id] = user
        return Person(self, user, place, locale, permissions, installed)

    def writing(self, name: str, *, locale: str = "en-US", installed: bool = False) -> Person:
        """Somebody new in a conversation with the bot."""
        user = self.world.user(name)
        return Person(self, user, self.world.direct(user), locale, installed=installed)

    def elsewhere(self, name: str, *, locale: str = "en-US", guild: Guild | None = None) -> Person:
        """Somebody new who has the application installed for himself: with a friend, or in this server."""
        user = self.world.user(name)
        place = self.world.room(guild) if guild else self.world.private(self.world.user("friend"))
        return Person(self, user, place, locale, installed=True)

    # The everyday reader's own verbs.

    async def command(self, name: str, /, **options: object) -> Exchange:
        """What `Person.command` does, by a member of the server."""
        return await self._everyday.command(name, **options)

    # Waiting.

    async def until(self, true: Callable[[], object], *, awaited: str) -> None:
        """Wait until something holds of this server; NothingHappenedError when it does not come to hold."""
        await self._changes.until(lambda: true() or None, awaited=awaited, patience=self.patience)

    async def ready(self, clients: int = 1) -> None:
        """Wait until so many clients are connected and greeted."""
        await self.until(lambda: len(self.gateway.connected) >= clients, awaited=f"{clients} clients")

    async def resumed(self, times: int = 1) -> None:
        """Wait until so many resumes have succeeded since the start."""
        await self.until(lambda: len(self.gateway.resumes) >= times, awaited=f"{times} resumes")

    async def identified(self, times: int = 1) -> None:
        """Wait until so many new sessions have begun since the start."""
        await self.until(lambda: len(self.gateway.identifies) >= times, awaited=f"{times} identifies")
