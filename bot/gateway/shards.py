"""A bot of many connections to Discord's gateway, each of which is kept by itself.

discord.py's own auto-sharded client looks after its shards one by one: while it starts them, none that drops
comes back; while one tries to come back, the others wait; and what cannot be resumed at once begins a new
session, which loses what was asked meanwhile. Here every shard has a task of its own, which does what the
library does for a client with one connection. Everything else of the library's is left as it is.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.ext import commands
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.shard import EventItem, Shard

from bot.admission import NoStartsLeft, Outgrown
from bot.gateway.attendance import Attendance, spans
from bot.gateway.servers import Servers

log = logging.getLogger(__name__)

IDENTIFY_SECONDS: Final = 5.0
"""discord-api-docs, topics/gateway, "Session Start Limit": `max_concurrency` may identify in this time."""
_AT_ONCE: Final = 3
"""How often in a row a shard that is only closed tries again without a pause."""
_RESUMES: Final = 10
"""How often in a row a shard tries to resume: the address at which it was to do so may be no more."""
_LONGEST_PAUSE: Final = 300.0
"""Seconds between two tries. discord.py's own pauses grow to 17 minutes."""
_HANDSHAKE_SECONDS: Final = 60.0
_TOO_FEW, _PRIVILEGED, _NORMAL = 4011, 4014, 1000
_RESET: Final = frozenset({54, 10054})
"""The system's numbers for a connection that was reset, as discord.py knows them."""
_PASSING: Final = (
    OSError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    TimeoutError,
)


class Turns:
    """Who may identify: so many shards at once, each in its own row, and the next one five seconds later."""

    def __init__(self, at_once: int) -> None:
        self._rows = [asyncio.Lock() for _ in range(at_once)]
        self._free = [0.0] * len(self._rows)

    @asynccontextmanager
    async def turn(self, shard: int) -> AsyncIterator[None]:
        """Wait for this shard's turn, and hold it until it has identified."""
        row, loop = shard % len(self._rows), asyncio.get_running_loop()
        async with self._rows[row]:
            await asyncio.sleep(self._free[row] - loop.time())
            try:
                yield
            finally:
                self._free[row] = loop.time() + IDENTIFY_SECONDS


class Tries:
    """How often in a row a shard has tried in vain, and what follows from that."""

    def __init__(self) -> None:
        self.vain = 0
        self._backoff = ExponentialBackoff[Any]()

    def ended(self, *, there: bool) -> None:
        """A connection broke off, or a try at one; after one that was there all begins from the start."""
        self.vain = 0 if there else self.vain + 1
        if there:
            self._backoff = ExponentialBackoff()

    @property
    def may_resume(self) -> bool:
        """Whether to go on with the session, and not to begin another."""
        return self.vain < _RESUMES

    def pause(self) -> float:
        """Seconds until the next one."""
        return min(self._backoff.delay(), _LONGEST_PAUSE)


class ShardedBot(commands.AutoShardedBot):
    """discord.py's auto-sharded bot, with little of each server and a task for each shard.

    `shard_count`: of the whole bot; without it Discord is asked. `shard_ids`: those of this process; all,
    unless told. `attendance` tells which of them are connected. `pause` is between two tries to come back.
    """

    def __init__(
        self,
        *,
        shard_count: int | None = None,
        shard_ids: Sequence[int] | None = None,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
        **options: Any,
    ) -> None:
        if shard_ids is not None:
            options["shard_ids"] = list(shard_ids)
        super().__init__(shard_count=shard_count, **options)
        self.attendance = Attendance()
        self._automatic = shard_count is None
        self._wait = pause
        self._keeping: list[asyncio.Task[None]] = []
        self.add_listener(self._came, "on_shard_connect")
        self.add_listener(self._came_back, "on_shard_resumed")

    def _get_state(self, **options: Any) -> Servers:
        return Servers(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Nothing: whose turn it is was settled before the connection was made."""

    async def connect(self, *, reconnect: bool = True) -> None:
        """Start every shard of this process and keep it, until closed.

        NoStartsLeft where Discord would not let all of them begin a session today, Outgrown where the bot
        was let in with too few shards; else as discord.py raises.
        """
        self._reconnect = reconnect
        recommended, _, starts = await self.http.get_bot_gateway()
        total = self.shard_count = self.shard_count or recommended
        shards = self.shard_ids or range(total)
        if starts["remaining"] < len(shards):
            # One too many, and Discord resets the token: "Session Start Limit" in its gateway docs.
            raise NoStartsLeft(starts["reset_after"] / 1000)
        self._connection.shard_count, self._connection.shard_ids = total, list(shards)
        self.attendance.expect(shards, total)
        at_once = max(1, starts.get("max_concurrency", 1))
        if len(shards) > 1:
            log.info(
                "connecting shards %s of %d, %d every %.0f seconds: about %.0f seconds",
                *(spans(shards), total, at_once, IDENTIFY_SECONDS),
                (len(shards) - 1) // at_once * IDENTIFY_SECONDS,
            )
        await self._keep_all(shards, Turns(at_once))

    async def _keep_all(self, shards: Sequence[int], turns: Turns) -> None:
        self._keeping = keeping = [
            asyncio.create_task(self._keep(shard, turns), name=f"shard {shard}") for shard in shards
        ]
        try:
            await asyncio.wait(keeping, return_when=asyncio.FIRST_EXCEPTION)
            failed = [task for task in keeping if task.done() and not task.cancelled() and task.exception()]
        finally:
            await self._let_go()
        if failed:
            await self.close()
            await failed[0]

    async def _let_go(self) -> None:
        keeping, self._keeping = self._keeping, []
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)

    async def close(self) -> None:
        """Close every connection."""
        self.attendance.leave()
        await self._let_go()
        # The library's own has it from the beginning of the login on, and tells it of every end.
        vars(self).setdefault("_AutoShardedClient__queue", asyncio.PriorityQueue())
        await super().close()

    async def _keep(self, shard: int, turns: Turns) -> None:
        tries, resume = Tries(), False
        while True:
            try:
                if resume:
                    socket = await self._resumed(shard)
                else:
                    async with turns.turn(shard):
                        socket = await self._connected(shard_id=shard)
                self._connections[shard] = Shard(socket, self, _nobody)
                await self._listen(socket)
            except ReconnectWebSocket as again:
                tries.ended(there=self._went(shard))
                resume = again.resume and self._has_session(shard) and tries.may_resume
                if tries.vain > _AT_ONCE:
                    # Let in, and out again before it was greeted: sixty times a second, if at once.
                    await self._pause(shard, ConnectionError("it closes each connection at once"), tries)
            except _PASSING as error:
                tries.ended(there=self._went(shard))
                self._raise_if_final(error)
                resume = self._has_session(shard) and tries.may_resume
                if not isinstance(error, OSError) or error.errno not in _RESET:
                    await self._pause(shard, error, tries)

    async def _listen(self, socket: DiscordWebSocket) -> None:
        state: Any = self._connection
        while True:
            await socket.poll_event()
            if state.told_a_server:
                # What has come already is read without a pause, and a thousand servers come at once.
                state.told_a_server = False
                await asyncio.sleep(0)

    def _has_session(self, shard: int) -> bool:
        return shard in self._connections and self._connections[shard].ws.session_id is not None

    async def _connected(self, **how: Any) -> DiscordWebSocket:
        return await asyncio.wait_for(DiscordWebSocket.from_client(self, **how), _HANDSHAKE_SECONDS)

    async def _resumed(self, shard: int) -> DiscordWebSocket:
        last = self._connections[shard].ws
        return await self._connected(
            shard_id=shard, gateway=last.gateway, resume=True, session=last.session_id, sequence=last.sequence
        )

    def _raise_if_final(self, error: Exception) -> None:
        """Where trying again is of no use; and where not one shard has ever come in."""
        if isinstance(error, discord.ConnectionClosed) and error.code != _NORMAL:
            if error.code == _TOO_FEW and self._automatic:
                raise Outgrown(self.attendance.total) from error
            if error.code == _PRIVILEGED:
                raise discord.PrivilegedIntentsRequired(error.shard_id) from error
            raise error
        if not self._connections:
            raise error

    async def _pause(self, shard: int, error: Exception, tries: Tries) -> None:
        seconds = tries.pause()
        level = logging.WARNING if self.attendance.speaks(shard) else logging.DEBUG
        log.log(
            level,
            "Discord is out of reach (%s); next try in %.1f s",
            str(error) or type(error).__name__,
            seconds,
        )
        await self._wait(seconds)

    def _went(self, shard: int) -> bool:
        """Whether it had been there."""
        there = self.attendance.went(shard)
        if there:
            self.dispatch("disconnect")
            self.dispatch("shard_disconnect", shard)
        return there

    async def _came(self, shard: int) -> None:
        self.attendance.came(shard, resumed=False)

    async def _came_back(self, shard: int) -> None:
        self.attendance.came(shard, resumed=True)

    @property
    def _connections(self) -> dict[int, Shard]:
        # What `latencies`, `shards` and `close` of the library look at.
        found: dict[int, Shard] = vars(self)["_AutoShardedClient__shards"]
        return found


def _nobody(_: EventItem) -> None:
    """Nobody waits for the library's own events of a shard: its worker is not started."""
