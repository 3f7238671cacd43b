"""The plain POST meets what servers do: it reads to the end, or puts the line back for nobody."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import use_api
from bot.post import Line, Reply

BODY = b'{"wide": "\xe5\xb3\xb6\xe7\x94\xb0"}' * 9_000
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def chunked(content: bytes, size: int, header: bytes = b"") -> bytes:
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + header + b"\r\n" + chunks + b"0\r\n\r\n"


class Script:
    """A server that says to each request what comes next, whatever was asked."""

    def __init__(self, *replies: bytes) -> None:
        self.replies = [*replies]
        self.asked: list[bytes] = []
        self.lines = 0
        self.base = ""
        self.reached = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        try:
            while self.replies:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
                self.asked.append(head + await reader.readexactly(length))
                reply = self.replies.pop(0)
                writer.write(reply.removesuffix(b"..."))
                await writer.drain()
                self.reached.set()
                if reply.endswith(b"..."):
                    await reader.read()
                elif b"Connection: close" in reply or not reply.endswith((b"}", b"\r\n\r\n")):
                    return
        except asyncio.IncompleteReadError:
            return
        finally:
            writer.close()


@asynccontextmanager
async def line(script: Script, path: str = "/api/v10") -> AsyncIterator[Line]:
    async with await asyncio.start_server(script.serve, "127.0.0.1", 0) as server:
        script.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{path}"
        async with aiohttp.ClientSession() as session:
            made = Line.of(session, script.base)
            assert made is not None
            yield made


async def posted(line: Line, script: Script, body: bytes = b"[1]") -> Reply:
    async with asyncio.timeout(10):
        return await line.post(f"{script.base}/interactions/1/t%2Fken/callback", body)


@pytest.mark.parametrize("path", ["", "/api/v10"])
async def test_what_is_sent(path: str) -> None:
    script = Script(GOOD)
    async with line(script, path) as made:
        assert await (await posted(made, script, BODY)).text() == "{}"
    head, _, body = script.asked[0].partition(b"\r\n\r\n")
    first, *headers = head.decode("ascii").split("\r\n")
    assert first == f"POST {path}/interactions/1/t%2Fken/callback HTTP/1.1"
    assert f"Host: {script.base.removeprefix('http://').removesuffix(path)}" in headers
    assert "Content-Type: application/json" in headers
    assert body == BODY


@pytest.mark.parametrize(
    ("reply", "text", "lines"),
    [
        (chunked(BODY, 1000), BODY, 1),
        (chunked(gzip.compress(BODY), 7, b"Content-Encoding: gzip\r\n"), BODY, 1),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD, b"{}", 1),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b"", 1),
        (GOOD.replace(b"\r\n", b"\r\nConnection: close\r\n", 1), b"{}", 2),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end", b"to the end", 2),
    ],
    ids=["chunked", "compressed", "continue", "nothing", "closed", "until closed"],
)
async def test_an_answer_is_read_to_its_end(reply: bytes, text: bytes, lines: int) -> None:
    script = Script(reply, GOOD)
    async with line(script) as made:
        assert (await (await posted(made, script)).text()).encode() == text
        assert await (await posted(made, script)).text() == "{}"
    assert (len(script.asked), script.lines) == (2, lines)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (b"rubbish\r\n", aiohttp.ClientResponseError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", aiohttp.ClientPayloadError),
        (b"", aiohttp.ServerDisconnectedError),
    ],
    ids=["rubbish", "half", "nothing"],
)
async def test_what_is_no_answer_is_an_error_of_aiohttps_and_the_line_goes(
    reply: bytes, kind: type[aiohttp.ClientError]
) -> None:
    script = Script(reply, GOOD)
    async with line(script) as made:
        with pytest.raises(kind):
            await posted(made, script)
        assert await (await posted(made, script)).text() == "{}"
    assert script.lines == 2


@pytest.mark.parametrize("reply", [b"...", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf..."])
async def test_a_line_that_nobody_waited_for_is_not_used_again(reply: bytes) -> None:
    script = Script(reply, GOOD)
    async with line(script) as made:
        waiting = asyncio.create_task(posted(made, script))
        await script.reached.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await (await posted(made, script)).text() == "{}"
    assert script.lines == 2


async def test_an_address_with_a_password_is_asked_by_the_session_itself() -> None:
    async with aiohttp.ClientSession() as session:
        assert Line.of(session, "https://me:hidden@discord.com/api/v10") is None


async def test_an_address_of_other_letters_is_reached_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(GOOD)
    for kind, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY")):
        monkeypatch.setattr(kind, name, getattr(kind, name))
    async with line(script):
        use_api(f"{script.base}/\u00e9|/", "wss://gateway.example/")
        async with aiohttp.ClientSession() as session:
            made = Line.of(session, Route.BASE)
            assert made is not None
            await made.post(Route("POST", "/interactions/1/callback").url, b"{}")
    assert script.asked[0].startswith(b"POST /api/v10/%C3%A9%7C/interactions/1/callback HTTP/1.1\r\n")
