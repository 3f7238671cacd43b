"""The gateway: sessions, heartbeats, resumes, and what a test can do to them."""

import secrets
from typing import Any, Final

from aiohttp import web

from tests.wire.discord_server import payloads
from tests.wire.discord_server.changes import Changes
from tests.wire.discord_server.connection import DECODE_ERROR, ClosingError, Connection
from tests.wire.discord_server.sessions import Session
from tests.wire.discord_server.world import World

HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11
UNKNOWN_OPCODE, NOT_AUTHENTICATED, AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED = 4001, 4003, 4004, 4005
INVALID_SEQUENCE, INVALID_SHARD, SHARDING_REQUIRED = 4007, 4010, 4011
INVALID_INTENTS, DISALLOWED_INTENTS = 4013, 4014

GUILDS: Final = 1 << 0
PRIVILEGED: Final = 1 << 1 | 1 << 8 | 1 << 15
"""Members, presences, message content (topics/gateway, privileged intents)."""
HIGHEST_INTENT: Final = 1 << 26
RESUME_PATH: Final = "/resume"


class Gateway:
    """Everything behind the websocket. `url` is set once the server has its port."""

    def __init__(
        self, *, world: World, token: str, changes: Changes, privileged: bool, heartbeat_seconds: float
    ) -> None:
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.heartbeats = 0
        self.identifies: list[dict[str, Any]] = []
        self.starts_a_day = 1000
        """Sessions that Discord lets an application begin (topics/gateway, "Session Start Limit")."""
        self.shards = 1
        """How many it recommends; with fewer nobody is let in."""
        self.at_once = 1
        """How many may identify every five seconds (`max_concurrency`). Told, and not enforced."""
        self.turning_away: list[int] = []
        """Codes with which the next who want to resume are closed, one for each."""
        self.resumes: list[int] = []
        """How many events each resume replayed."""
        self._world = world
        self._token = token
        self._changes = changes
        self._privileged = privileged
        self._heartbeat = heartbeat_seconds

    # What a test does to it.

    def dispatch(self, event: str, data: object, *, guild_id: str | None = None) -> None:
        """Tell an event to every session that it concerns."""
        for session in self.sessions.values():
            if session.covers(guild_id):
                session.dispatch(event, data)

    @property
    def connected(self) -> list[Session]:
        """The sessions whose client is there."""
        return [session for session in self.sessions.values() if session.connection is not None]

    def ask_to_reconnect(self) -> None:
        """Ask every client to come back by another connection and resume (operation 7)."""
        for connection in self.connections:
            connection.send(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is no more (operation 9), or only stirred."""
        for session in list(self.connected):
            assert session.connection is not None
            session.connection.send(INVALID_SESSION, resumable)
            if not resumable:
                del self.sessions[session.id]

    def drop(self, shard: int | None = None) -> None:
        """Cut every line, or that of one shard, without a word."""
        for connection in self._of(shard):
            connection.abort()

    def close(self, code: int, reason: str = "", *, shard: int | None = None) -> None:
        """Close every connection, or that of one shard, with a code."""
        for connection in self._of(shard):
            connection.close(code, reason)

    def _of(self, shard: int | None) -> list[Connection]:
        if shard is None:
            return list(self.connections)
        return [one.connection for one in self.connected if one.connection and one.shard[0] == shard]

    def forget(self) -> None:
        """Lose every session, as a gateway that was restarted: no resume will find one."""
        self.sessions.clear()

    # What the wire does to it.

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        connection = Connection(request)
        async with connection.opened() as socket:
            self.connections.append(connection)
            connection.send(HELLO, {"heartbeat_interval": round(self._heartbeat * 1000), "_trace": []})
            try:
                async for payload in connection.received():
                    self._receive(connection, payload)
            except ClosingError as closing:
                await connection.say_goodbye(closing)
            finally:
                self._left(connection)
        return socket

    def _receive(self, connection: Connection, payload: dict[str, Any]) -> None:
        op, data = payload.get("op"), payload.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            connection.send(HEARTBEAT_ACK)
        elif op == IDENTIFY:
            self._identify(connection, _fields(data))
        elif op == RESUME:
            self._resume(connection, _fields(data))
        elif op not in {PRESENCE, VOICE_STATE, REQUEST_MEMBERS}:
            raise ClosingError(UNKNOWN_OPCODE, "Unknown opcode.")
        elif self._session_of(connection) is None:
            raise ClosingError(NOT_AUTHENTICATED, "Not authenticated.")
        self._changes.announce()

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if self._session_of(connection) is not None:
            raise ClosingError(ALREADY_AUTHENTICATED, "Already authenticated.")
        self._authenticate(data)
        number, count = _shard(data.get("shard"))
        if count < self.shards:
            raise ClosingError(SHARDING_REQUIRED, "Sharding required.")
        intents = data.get("intents")
        if not isinstance(intents, int) or not 0 <= intents < HIGHEST_INTENT:
            raise ClosingError(INVALID_INTENTS, "Invalid intent(s).")
        if intents & PRIVILEGED and not self._privileged:
            raise ClosingError(DISALLOWED_INTENTS, "Disallowed intent(s).")
        session = Session(secrets.token_hex(16), shard=(number, count), intents=intents)
        session.connection = connection
        self.sessions[session.id] = session
        self.identifies.append(data)
        self._greet(session)

    def _greet(self, session: Session) -> None:
        application = self._world.application
        guilds = [guild for guild in self._world.joined if session.covers(guild.id)]
        ready = {
            "v": 10,
            "user": payloads.own_user(application.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": f"{self.url.rstrip('/')}{RESUME_PATH}",
            "shard": list(session.shard),
            "application": {"id": application.id, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "auth": {},
            "_trace": [],
        }
        session.dispatch("READY", ready)
        if session.intents & GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.whole_guild(guild))

    def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        self._authenticate(data)
        if self.turning_away:
            raise ClosingError(self.turning_away.pop(0), "Not now.")
        session = self.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is None or not isinstance(sequence, int):
            connection.send(INVALID_SESSION, False)
            return
        if sequence > session.sequence:
            raise ClosingError(INVALID_SEQUENCE, "Invalid seq.")
        if not session.can_resume_after(sequence):
            del self.sessions[session.id]
            connection.send(INVALID_SESSION, False)
            return
        self.resumes.append(session.replay(connection, sequence))
        session.dispatch("RESUMED", {"_trace": []})

    def _authenticate(self, data: dict[str, Any]) -> None:
        if str(data.get("token")).removeprefix("Bot ") != self._token:
            raise ClosingError(AUTHENTICATION_FAILED, "Authentication failed.")

    def _session_of(self, connection: Connection) -> Session | None:
        return next((one for one in self.sessions.values() if one.connection is connection), None)

    def _left(self, connection: Connection) -> None:
        """A client that says 1000 or 1001 ends its session; any other may come back."""
        self.connections.remove(connection)
        session = self._session_of(connection)
        if session is not None:
            session.connection = None
            if connection.left_for_good:
                del self.sessions[session.id]
        self._changes.announce()


def _fields(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ClosingError(DECODE_ERROR, "Error while decoding payload.")
    return data


def _shard(told: object) -> tuple[int, int]:
    if told is None:
        return 0, 1
    if isinstance(told, list) and len(told) == 2:
        number, count = told
        if isinstance(number, int) and isinstance(count, int) and 0 <= number < count:
            return number, count
    raise ClosingError(INVALID_SHARD, "Invalid shard.")
