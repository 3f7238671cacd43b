"""One websocket to a client: what is to be sent waits in order and never makes anybody else wait."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.wire.discord_server.compression import encoder

LARGEST: Final = 4096
"""Bytes that a client may send at once (topics/gateway, sending events)."""

DECODE_ERROR: Final = 4002


class ClosingError(Exception):
    """The connection is to be closed with this code (topics/opcodes-and-status-codes)."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Connection:
    """A client's websocket. Sending never waits; the writer does."""

    def __init__(self, request: web.Request) -> None:
        self.path = request.path
        self.query = dict(request.query)
        self.deaf = False
        """Takes no notice of its client any more, as a half-dead connection does."""
        self._request = request
        self._socket = web.WebSocketResponse(compress=False)
        self._encode = encoder(request.query.get("compress"))
        self._outbox: asyncio.Queue[str | ClosingError] = asyncio.Queue()
        self._closing = False
        self._writer_closes = False

    def send(self, op: int, data: object = None) -> None:
        """Send an operation that is no event."""
        self.send_text(text({"op": op, "d": data, "s": None, "t": None}))

    def send_text(self, payload: str) -> None:
        """Send what `text` has written."""
        self._outbox.put_nowait(payload)

    def close(self, code: int, reason: str = "") -> None:
        """Say goodbye after everything that is still to be sent."""
        self._outbox.put_nowait(ClosingError(code, reason))

    def abort(self) -> None:
        """Cut the line: no goodbye, nothing flushed (the client sees 1006)."""
        assert self._request.transport is not None
        self._request.transport.abort()

    @property
    def left_for_good(self) -> bool:
        """Whether it was the client who ended it, and in a way that ends its session too."""
        return not self._closing and self._socket.close_code in {1000, 1001}

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[web.WebSocketResponse]:
        """Shake hands, and write for as long as the block lasts."""
        await self._socket.prepare(self._request)
        writer = asyncio.create_task(self._write(), name="gateway writer")
        try:
            yield self._socket
        finally:
            if not self._writer_closes:
                writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer

    async def received(self) -> AsyncIterator[dict[str, Any]]:
        """What the client sends, until it goes."""
        async for message in self._socket:
            if self.deaf:
                continue
            if message.type is not WSMsgType.TEXT or len(message.data) > LARGEST:
                raise ClosingError(DECODE_ERROR, "Error while decoding payload.")
            try:
                payload = json.loads(message.data)
            except ValueError:
                raise ClosingError(DECODE_ERROR, "Error while decoding payload.") from None
            if not isinstance(payload, dict):
                raise ClosingError(DECODE_ERROR, "Error while decoding payload.")
            yield payload

    async def say_goodbye(self, closing: ClosingError) -> None:
        """Close at once."""
        self._closing = True
        await self._socket.close(code=closing.code, message=closing.reason.encode())

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._outbox.get()
                if isinstance(item, ClosingError):
                    self._writer_closes = True
                    await self.say_goodbye(item)
                    return
                encoded = self._encode(item)
                if isinstance(encoded, str):
                    await self._socket.send_str(encoded)
                else:
                    await self._socket.send_bytes(encoded)


def text(payload: object) -> str:
    """JSON as it goes over the wire."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
