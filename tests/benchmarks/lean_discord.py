"""Discord reduced to what load needs: one gateway, one callback route, and no rule checked.

The stand-in of `tests.wire` keeps Discord's rules, and takes longer for an interaction than the bots do.
This one speaks the same words (they are the stand-in's own) and does nothing but speak and listen.
"""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any, Final

from tests.benchmarks.wire import Frame, HttpRequest, Wire
from tests.support.message_rules import check_state
from tests.wire.discord_server import payloads
from tests.wire.discord_server.clock import SystemClock
from tests.wire.discord_server.commands import Commands
from tests.wire.discord_server.components import written_back
from tests.wire.discord_server.compression import Encode, encoder
from tests.wire.discord_server.snowflakes import Snowflakes
from tests.wire.discord_server.web_answers import PREFIX
from tests.wire.discord_server.world import Application, User, World

Json = dict[str, Any]
Answered = Callable[[str, bytes], None]
"""Told the id of an interaction and the body of its callback."""

HOST: Final = "127.0.0.1"
APPLICATION_ID: Final = "1000000000000000000"
"""The same each time: a bot knows what it has told its application before."""
TOKEN: Final = "MTAwMDAwMDAwMDAwMDAwMDAwMA.of-the.benchmark"
"""Its first part says who the bot is: hikari reads it."""
_HEARTBEAT_MS: Final = 41_250
_CALLBACK: Final = re.compile(r"/interactions/(\d+)/[^/]+/callback(?:\?(.*))?$")
_COMPRESS: Final = re.compile(r"[?&]compress=([a-z-]+)")
_KEPT: Final = 4096


class LeanDiscord:
    """One application's Discord. `answered` hears of every callback, before it is confirmed."""

    def __init__(self, answered: Answered) -> None:
        self.snowflakes = Snowflakes(SystemClock())
        self.world = World(self.snowflakes)
        owner, bot = self.world.application.owner, User(APPLICATION_ID, "benchmark", bot=True)
        self.world.application = Application(bot.id, "Benchmark", bot, owner)
        self.guild = self.world.guild()
        self.api_base = self.gateway_url = ""
        self.answered = answered
        self._ready = asyncio.Event()
        self.commands = Commands(self.world.application.id, self.snowflakes)
        self._server: asyncio.Server | None = None
        self._gateway: Wire | None = None
        self._encode: Encode = str
        self._sequence = 0
        self._messages: dict[bytes, str] = {}

    async def open(self) -> None:
        """Listen on a free port of this machine."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Wire(self.request, self.frame), HOST, 0)
        port = self._server.sockets[0].getsockname()[1]
        self.api_base = f"http://{HOST}:{port}{PREFIX}"
        self.gateway_url = f"ws://{HOST}:{port}/"

    async def close(self) -> None:
        """Stop listening, and hang up."""
        if self._gateway is not None:
            self._gateway.hang_up()
        if self._server is not None:
            self._server.close()

    async def greeted(self, seconds: float) -> None:
        """Wait until a client has come and been greeted; TimeoutError when none has."""
        async with asyncio.timeout(seconds):
            await self._ready.wait()

    # The gateway.

    def tell(self, event: str, data: str) -> None:
        """Tell the client an event; `data` is JSON."""
        self._sequence += 1
        self._send(f'{{"t":"{event}","s":{self._sequence},"op":0,"d":{data}}}')

    def frame(self, wire: Wire, frame: Frame) -> None:
        """Hear what the client says."""
        if frame.closing:
            wire.hang_up()
            return
        said = json.loads(frame.data)
        if said["op"] == 1:
            self._send('{"t":null,"s":null,"op":11,"d":null}')
        elif said["op"] == 2:
            self._greet()

    def _greet(self) -> None:
        application = self.world.application
        ready = {
            "v": 10,
            "user": payloads.own_user(application.bot),
            "guilds": [{"id": self.guild.id, "unavailable": True}],
            "session_id": "benchmark",
            "session_type": "normal",
            "resume_gateway_url": self.gateway_url,
            "shard": [0, 1],
            "application": {"id": application.id, "flags": 0},
            "private_channels": [],
            "presences": [],
            "_trace": [],
        }
        self.tell("READY", json.dumps(ready))
        self.tell("GUILD_CREATE", json.dumps(payloads.whole_guild(self.guild)))
        self._ready.set()

    def _send(self, text: str) -> None:
        if self._gateway is not None:
            self._gateway.send_frame(self._encode(text))

    # The API.

    def request(self, wire: Wire, request: HttpRequest) -> None:
        """Answer a request."""
        if request.upgrade:
            self._connect(wire, request)
        elif called := _CALLBACK.search(request.path):
            self.answered(called[1], request.body)
            if "with_response=1" in (called[2] or "") or "with_response=true" in (called[2] or ""):
                wire.answer(200, self._confirmed(called[1], request.body).encode())
            else:
                wire.answer(204, b"")
        else:
            wire.answer(200, json.dumps(self._known(request)).encode())

    def _connect(self, wire: Wire, request: HttpRequest) -> None:
        wire.upgrade(request)
        asked = _COMPRESS.search(request.path)
        self._gateway, self._sequence = wire, 0
        self._encode = encoder(asked[1] if asked else None)
        self._send(f'{{"t":null,"s":null,"op":10,"d":{{"heartbeat_interval":{_HEARTBEAT_MS},"_trace":[]}}}}')

    def _known(self, request: HttpRequest) -> object:
        application = self.world.application
        if "/commands" in request.path:
            return self.commands.replace(json.loads(request.body)) if request.method == "PUT" else []
        if request.path.endswith("/applications/@me"):
            return payloads.application(application, 1)
        if "/users/@me" in request.path:
            return payloads.own_user(application.bot)
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    def _confirmed(self, interaction_id: str, body: bytes) -> str:
        """What `with_response` gives back: the message as Discord keeps it."""
        head = f'{{"interaction":{{"id":"{interaction_id}","type":2,"channel_id":"{self._channel}"}}'
        if body not in self._messages:
            if len(self._messages) >= _KEPT:
                self._messages.clear()
            callback = json.loads(body)
            resource = {"type": callback["type"]}
            if callback["type"] in {4, 7}:
                resource["message"] = self.message(callback["data"])
            self._messages[body] = json.dumps(resource, ensure_ascii=False)
        return f'{head},"resource":{self._messages[body]}}}'

    @property
    def _channel(self) -> str:
        return self.guild.channels[0].id

    def message(self, data: Json) -> Json:
        """A callback's message as it comes back: every component with its id and defaults."""
        application = self.world.application
        reader = payloads.user(application.owner)
        shown = written_back(check_state(data).components, [], self.snowflakes, ())
        owners = {"0": self.guild.id}
        origin = {"id": self.snowflakes.next(), "type": 2, "name": "quote", "command_type": 1, "user": reader}
        return {
            "id": self.snowflakes.next(),
            "channel_id": self._channel,
            "type": 20,
            "author": payloads.user(application.bot),
            "application_id": application.id,
            "webhook_id": application.id,
            "timestamp": "2026-01-01T00:00:00.000000+00:00",
            "edited_timestamp": None,
            "pinned": False,
            "tts": False,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "content": data.get("content", ""),
            "embeds": [],
            "attachments": [],
            "flags": data.get("flags", 0),
            "components": shown,
            "interaction_metadata": {**origin, "authorizing_integration_owners": owners},
        }
