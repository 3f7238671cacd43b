"""The POST of one answer, over aiohttp's own connections and read by its own parser.

`ClientSession.request` makes a URL, headers, a payload, a writer, a timer and a response anew for every
request, which was a quarter of what an answer cost. An answer is always the same request but for its path
and its body: what never changes is made once here, and the rest is one write. Connections, TLS, name
look-ups, keeping alive and reading stay aiohttp's; trying again, rate limits and errors stay discord.py's.
"""

import asyncio
from http import HTTPStatus
from typing import Any, Final, Self

import aiohttp
import yarl
from aiohttp.http import SERVER_SOFTWARE, HttpProcessingError

_HEAD: Final = (
    "Host: {host}\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\nUser-Agent: {agent}\r\n"
    "Content-Type: application/json\r\nContent-Length: "
)


class Line:
    """What all answers to one host have in common."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        """`base` is the address of the API, without a slash at the end."""
        url = yarl.URL(base)
        self.session = session
        self.base = base
        self._connector: Any = session.connector
        # Only says where to connect to; nothing is ever sent by it.
        self._place = aiohttp.ClientRequest("POST", url, session=session, loop=asyncio.get_running_loop())
        # Of an address without a path, yarl says that it is "/".
        self._origin = len(base) - len(url.raw_path.rstrip("/"))
        self._head = _HEAD.format(host=self._place.headers["Host"], agent=SERVER_SOFTWARE)
        self._timeout = session.timeout

    @classmethod
    def of(cls, session: aiohttp.ClientSession, base: str) -> Self | None:
        """A line by a session's connections; None where it or the address adds something to requests."""
        own = session.trace_configs or session.headers or session.trust_env or session.auth
        named = yarl.URL(base).user is not None
        return None if own or named or session.connector is None else cls(session, base)

    async def post(self, url: str, body: bytes) -> "Reply":
        """Send `body` to a `url` below the base; what came back. Raises what aiohttp raises."""
        connection = await self._connector.connect(self._place, traces=[], timeout=self._timeout)
        head = f"POST {url[self._origin :]} HTTP/1.1\r\n{self._head}{len(body)}\r\n\r\n"
        try:
            reply = await _exchange(connection, head.encode("ascii") + body)
        except BaseException as error:
            # Half of an answer may be in it still.
            connection.close()
            if isinstance(error, HttpProcessingError):
                about = self._place.request_info
                raise aiohttp.ClientResponseError(
                    about, (), status=error.code, message=error.message
                ) from error
            raise
        connection.release()
        return reply


async def _exchange(connection: Any, request: bytes) -> "Reply":
    protocol, transport = connection.protocol, connection.transport
    if transport is None or transport.is_closing():
        raise aiohttp.ServerDisconnectedError
    protocol.set_response_params(read_until_eof=True)
    transport.write(request)
    message, payload = await protocol.read()
    while message.code < HTTPStatus.OK:
        message, payload = await protocol.read()
    return Reply(message, await payload.read())


class Reply:
    """What discord.py asks of a response."""

    __slots__ = ("_body", "headers", "reason", "status")

    def __init__(self, message: Any, body: bytes) -> None:
        self.status: int = message.code
        self.reason: str = message.reason
        self.headers = message.headers
        self._body = body

    async def text(self, encoding: str = "utf-8") -> str:
        """The body."""
        return self._body.decode(encoding)


class Post:
    """One answer. It stands where discord.py's adapter takes a session, as often as that tries."""

    __slots__ = ("_line", "_url", "body", "in_doubt")

    def __init__(self, line: Line, url: str, body: bytes) -> None:
        self._line = line
        self._url = url
        self.body = body
        self.in_doubt = False
        """Something broke at Discord's while it had the answer: it may have been taken or not."""

    def request(self, *_: object, **__: object) -> Self:
        """What to send is known already."""
        return self

    async def __aenter__(self) -> Reply:
        reply = await self._line.post(self._url, self.body)
        self.in_doubt |= reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        return reply

    async def __aexit__(self, *_: object) -> None:
        return
