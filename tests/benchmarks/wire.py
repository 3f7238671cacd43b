"""One connection of a client: HTTP requests, then perhaps websocket frames. As little as load needs.

Both are read as RFC 9112 and RFC 6455 have them, as far as a well-behaved client on the loopback goes.
"""

import asyncio
import base64
import hashlib
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_LENGTH: Final = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
_KEY: Final = re.compile(rb"\r\nsec-websocket-key:\s*(\S+)", re.IGNORECASE)
_GUID: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _BINARY, _CLOSE = 0x81, 0x82, 8
_SHORT, _MIDDLE = 126, 1 << 16


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, whole."""

    method: str
    path: str
    body: bytes
    upgrade: bytes
    """The websocket's key; empty where none is asked for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the client sent over the websocket."""

    data: bytes
    closing: bool


class Wire(asyncio.Protocol):
    """Reads requests and frames, writes answers and frames."""

    def __init__(
        self, request: Callable[["Wire", HttpRequest], None], frame: Callable[["Wire", Frame], None]
    ) -> None:
        self._request = request
        self._frame = frame
        self._received = bytearray()
        self._upgraded = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the line."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, _: Exception | None) -> None:
        """Forget it."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Take as many whole requests or frames as have come."""
        self._received += data
        while taken := self._take_frame() if self._upgraded else self._take_request():
            del self._received[:taken]

    def _take_request(self) -> int:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return 0
        head = bytes(self._received[:end])
        length = _LENGTH.search(head)
        whole = end + 4 + (int(length[1]) if length else 0)
        if len(self._received) < whole:
            return 0
        method, path, _ = head.decode("latin-1").split(" ", 2)
        key = _KEY.search(head)
        body = bytes(self._received[end + 4 : whole])
        self._request(self, HttpRequest(method, path, body, key[1] if key else b""))
        return whole

    def _take_frame(self) -> int:
        received = self._received
        if len(received) < 2:
            return 0
        length, start = received[1] & 0x7F, 2
        if length == _SHORT:
            if len(received) < 4:
                return 0
            length, start = struct.unpack_from(">H", received, 2)[0], 4
        whole = start + 4 + length
        if len(received) < whole:
            return 0
        mask = received[start : start + 4]
        data = bytes(byte ^ mask[place & 3] for place, byte in enumerate(received[start + 4 : whole]))
        self._frame(self, Frame(data, closing=received[0] & 0x0F == _CLOSE))
        return whole

    def answer(self, status: int, body: bytes) -> None:
        """Answer the request that was just read."""
        if self._transport is None:
            return
        if not body:
            self._transport.write(b"HTTP/1.1 %d No Content\r\n\r\n" % status)
            return
        head = b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % (status, len(body)) + body)

    def upgrade(self, request: HttpRequest) -> None:
        """From here on both sides send frames."""
        accepted = base64.b64encode(hashlib.sha1(request.upgrade + _GUID).digest())  # noqa: S324 - RFC 6455
        assert self._transport is not None
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: %b\r\n\r\n" % accepted
        )
        self._upgraded = True

    def send_frame(self, payload: str | bytes) -> None:
        """Send a text or binary frame."""
        if self._transport is None:
            return
        data, kind = (payload.encode(), _TEXT) if isinstance(payload, str) else (payload, _BINARY)
        if len(data) < _SHORT:
            head = struct.pack(">BB", kind, len(data))
        elif len(data) < _MIDDLE:
            head = struct.pack(">BBH", kind, _SHORT, len(data))
        else:
            head = struct.pack(">BBQ", kind, 127, len(data))
        self._transport.write(head + data)

    @property
    def waiting(self) -> int:
        """Bytes that are written and not yet sent."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    def hang_up(self) -> None:
        """Close the line."""
        if self._transport is not None:
            self._transport.close()
