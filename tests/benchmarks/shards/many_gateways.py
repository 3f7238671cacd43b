"""The lean Discord with many gateways at once, each of which tells its servers and then asks one question."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.benchmarks.asking import Asker, Matter, Question
from tests.benchmarks.lean_discord import LeanDiscord
from tests.benchmarks.shards.population import Population
from tests.benchmarks.wire import Frame, HttpRequest, Wire
from tests.wire.discord_server import payloads
from tests.wire.discord_server.compression import Encode, encoder

Json = dict[str, Any]

_COMPRESS: Final = re.compile(r"[?&]compress=([a-z-]+)")
_HEARTBEAT_MS: Final = 41_250
_ON_THE_WAY: Final = 1 << 20
"""Bytes that may wait to be sent on one connection."""
_LOOKING_SECONDS: Final = 0.002


@dataclass(slots=True)
class Line:
    """One shard's connection."""

    wire: Wire
    encode: Encode
    sequence: int = 0


class ManyGateways(LeanDiscord):
    """Recommends `shards`, lets all of them in at once, and tells each of `servers` servers."""

    def __init__(self, *, shards: int, servers: int, population: Population) -> None:
        super().__init__(self._hear)
        self.shards, self.servers = shards, servers
        self.began: float | None = None
        """Of `time.perf_counter`, when the first server was told."""
        self.on_first: Callable[[], None] = lambda: None
        self.answered_by: dict[int, float] = {}
        """By shard, when it answered the question that follows its servers."""
        self._population = population
        self._lines: dict[Wire, Line] = {}
        self._asked: dict[str, int] = {}
        self._telling: list[asyncio.Task[None]] = []
        self._all, self._warm = asyncio.Event(), asyncio.Event()
        self._first: str | None = None
        """The question that comes before all servers: a first answer takes longer."""
        self._line: Line | None = None
        self._asker = Asker(self, Matter(names=("",), beginnings=("",)))

    def frame(self, wire: Wire, frame: Frame) -> None:
        """Hear what a shard says."""
        line = self._lines.get(wire)
        if frame.closing or line is None:
            wire.hang_up()
            return
        said = json.loads(frame.data)
        if said["op"] == 1:
            self._say(line, '{"t":null,"s":null,"op":11,"d":null}')
        elif said["op"] == 2:
            shard = said["d"].get("shard") or [0, 1]
            assert shard[1] == self.shards
            self._telling.append(asyncio.create_task(self._tell_servers(line, shard[0])))

    async def all_answered(self, seconds: float) -> float:
        """Wait until every shard has answered; how long that took since the first server was told."""
        async with asyncio.timeout(seconds):
            await self._all.wait()
        assert self.began is not None
        return max(self.answered_by.values()) - self.began

    async def close(self) -> None:
        """Stop listening, and hang up."""
        for task in self._telling:
            task.cancel()
        for wire in self._lines:
            wire.hang_up()
        await super().close()

    def tell(self, event: str, data: str) -> None:
        """Tell the shard whose turn it is."""
        assert self._line is not None
        self._event(self._line, event, data)

    def _connect(self, wire: Wire, request: HttpRequest) -> None:
        wire.upgrade(request)
        asked = _COMPRESS.search(request.path)
        line = self._lines[wire] = Line(wire, encoder(asked[1] if asked else None))
        hello = {"heartbeat_interval": _HEARTBEAT_MS, "_trace": []}
        self._say(line, json.dumps({"t": None, "s": None, "op": 10, "d": hello}))

    def _known(self, request: HttpRequest) -> object:
        known = super()._known(request)
        if isinstance(known, dict) and "session_start_limit" in known:
            limit = {"total": 10_000, "remaining": 10_000, "reset_after": 86_400_000}
            limit["max_concurrency"] = self.shards
            return known | {"shards": self.shards, "session_start_limit": limit}
        return known

    async def _tell_servers(self, line: Line, shard: int) -> None:
        guilds = self._population.ids(self.servers, shard, self.shards)
        self._event(line, "READY", json.dumps(self._greeting(shard, guilds)))
        if self._first is None:
            self._first = self._ask(line)
        await self._warm.wait()
        for guild in guilds:
            while line.wire.waiting > _ON_THE_WAY:  # noqa: ASYNC110 - nobody tells when it is sent
                await asyncio.sleep(_LOOKING_SECONDS)
            self._event(line, "GUILD_CREATE", self._population.told(guild))
            await asyncio.sleep(0)
        self._asked[self._ask(line)] = shard

    def _ask(self, line: Line) -> str:
        self._line = line
        return self._asker.ask(Question.QUOTE)

    def _greeting(self, shard: int, guilds: list[str]) -> Json:
        application = self.world.application
        return {
            "v": 10,
            "user": payloads.own_user(application.bot),
            "guilds": [{"id": guild, "unavailable": True} for guild in guilds],
            "session_id": f"benchmark-{shard}",
            "session_type": "normal",
            "resume_gateway_url": self.gateway_url,
            "shard": [shard, self.shards],
            "application": {"id": application.id, "flags": 0},
            "private_channels": [],
            "presences": [],
            "_trace": [],
        }

    def _hear(self, interaction_id: str, _: bytes) -> None:
        if interaction_id == self._first:
            self.on_first()
            self.began = time.perf_counter()
            self._warm.set()
        shard = self._asked.pop(interaction_id, None)
        if shard is not None:
            self.answered_by[shard] = time.perf_counter()
        if len(self.answered_by) == self.shards:
            self._all.set()

    def _event(self, line: Line, event: str, data: str) -> None:
        line.sequence += 1
        self._say(line, f'{{"t":"{event}","s":{line.sequence},"op":0,"d":{data}}}')

    def _say(self, line: Line, text: str) -> None:
        line.wire.send_frame(line.encode(text))
