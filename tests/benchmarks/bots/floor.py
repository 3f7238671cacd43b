"""The floor: a socket that answers constant bytes. No library, no look at what was asked but its kind."""

import asyncio
import json
import os
import re
import struct
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

_ASKED: Final = re.compile(rb'"id":\s*"(\d+)",\s*"token":\s*"([^"]+)".*?"type":\s*(\d)')
_V2: Final = 1 << 15
_CONNECTIONS: Final = 16

CONSTANTS = json.loads(Path(os.environ["BENCHMARK_CONSTANTS"]).read_text(encoding="utf-8"))


def callback(kind: int, data: Any) -> bytes:
    """The body of an answer."""
    return json.dumps({"type": kind, "data": data}, ensure_ascii=False).encode()


QUOTE = callback(4, {"flags": _V2, "components": CONSTANTS["quote"]})
SPEAKER = callback(4, {"flags": _V2, "components": CONSTANTS["speaker"]})
CHOICES = callback(8, {"choices": CONSTANTS["choices"]})
API = urlsplit(os.environ["BENCHMARK_API"])


def address(url: str) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(url)
    return str(parts.hostname), int(parts.port or 80)


class Answers(asyncio.Protocol):
    """One connection to the API; what comes back is thrown away."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def post(self, interaction_id: bytes, token: bytes, body: bytes) -> None:
        """Answer one interaction."""
        path = b"%b/interactions/%b/%b/callback" % (API.path.encode(), interaction_id, token)
        head = (
            b"POST %b HTTP/1.1\r\nHost: floor\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        )
        self.transport.write(head % (path, len(body)) + body)


class Gateway(asyncio.Protocol):
    """The websocket."""

    def __init__(self, answers: list[Answers]) -> None:
        self._answers = answers
        self._next = 0
        self._received = bytearray()
        self._open = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(
            b"GET / HTTP/1.1\r\nHost: floor\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._open:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return
            del self._received[: end + 4]
            self._open = True
            self._identify()
        while taken := self._take():
            del self._received[:taken]

    def _identify(self) -> None:
        said = json.dumps({"op": 2, "d": {"token": os.environ["BENCHMARK_TOKEN"], "intents": 1}}).encode()
        assert self._transport is not None
        # Masked with zeros: the bytes stay as they are.
        self._transport.write(struct.pack(">BB4x", 0x81, 0x80 | len(said)) + said)

    def _take(self) -> int:
        received = self._received
        if len(received) < 4:
            return 0
        length, start = received[1], 2
        if length == 126:
            length, start = struct.unpack_from(">H", received, 2)[0], 4
        if len(received) < start + length:
            return 0
        frame = bytes(received[start : start + length])
        if b'"t":"INTERACTION_CREATE"' in frame[:40]:
            self._answer(frame)
        return start + length

    def _answer(self, frame: bytes) -> None:
        asked = _ASKED.search(frame)
        assert asked is not None
        body = QUOTE
        if asked[3] == b"4":
            body = CHOICES
        elif b'"name": "speaker"' in frame:
            body = SPEAKER
        self._next = (self._next + 1) % len(self._answers)
        self._answers[self._next].post(asked[1], asked[2], body)


async def main() -> None:
    """Serve until told to stop."""
    loop = asyncio.get_running_loop()
    api, gateway = (address(os.environ[name]) for name in ("BENCHMARK_API", "BENCHMARK_GATEWAY"))
    answers = [(await loop.create_connection(Answers, *api))[1] for _ in range(_CONNECTIONS)]
    await loop.create_connection(lambda: Gateway(answers), *gateway)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
