"""`python -m tests.wire.weather`: what each fault of Discord's or the network's costs those who ask.

The bot runs as a process of its own against the stand-in; nothing leaves this machine. Ten times a second
somebody else asks. Then something happens, and for each it is told how many of those who asked from then on
were answered, how long the first of them waited, and what an operator reads of it.
"""

import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import typer

from tests.wire.discord_server import (
    Broken,
    Cut,
    DidNotRespondError,
    DiscordServer,
    Exchange,
    RateLimited,
    Refuse,
    Slow,
)
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Fault
from tests.wire.program import PATIENCE, serving

COMES_BACK: Final = (1000, 1001, 4000, 4001, 4002, 4003, 4005, 4006, 4007, 4008, 4009)
"""Every code of the gateway's after which a client may come back."""
ANSWER: Final = "POST /interactions/*/callback"
EVERY: Final = 0.1
ASKED: Final = 10

Happen = Callable[[DiscordServer], Awaitable[None]]


async def reconnect(server: DiscordServer) -> None:
    server.gateway.ask_to_reconnect()


async def drop(server: DiscordServer) -> None:
    server.gateway.drop()


async def storm(server: DiscordServer) -> None:
    resumed = len(server.gateway.resumes)
    for times in range(1, 21):
        server.gateway.drop()
        await server.resumed(resumed + times)


async def closed(server: DiscordServer) -> None:
    resumed = len(server.gateway.resumes)
    for times, code in enumerate(COMES_BACK, 1):
        server.gateway.close(code)
        await server.resumed(resumed + times)


async def away(server: DiscordServer) -> None:
    server.faults.add(Cut("GET /resume", times=4))
    server.gateway.drop()


async def turned_away(server: DiscordServer) -> None:
    server.gateway.turning_away = [4000] * 5
    server.gateway.drop()


async def stirred(server: DiscordServer) -> None:
    server.gateway.invalidate(resumable=True)


async def invalid(server: DiscordServer) -> None:
    server.gateway.invalidate(resumable=False)


async def forgotten(server: DiscordServer) -> None:
    server.gateway.forget()
    server.gateway.drop()


GATEWAY: Final[dict[str, Happen]] = {
    "asked to reconnect": reconnect,
    "line dropped": drop,
    "twenty drops in a row": storm,
    f"closed with each of {len(COMES_BACK)} codes": closed,
    "handshake refused, twice over": away,
    "let in and closed at once, five times": turned_away,
    "session invalid, to be resumed": stirred,
    "session invalid, for good": invalid,
    "session lost by Discord": forgotten,
}
ANSWERS: Final[dict[str, Callable[[], Fault]]] = {
    "429 for 0.5 s": lambda: RateLimited(0.5, ANSWER),
    "global 429 for 0.5 s": lambda: RateLimited(0.5, ANSWER, scope="global"),
    "500": lambda: Broken(500, ANSWER),
    "502 after it was taken": lambda: Broken(502, ANSWER, after=True),
    "line cut": lambda: Cut(ANSWER),
    "line cut after it was taken": lambda: Cut(ANSWER, after=True),
    "two seconds late": lambda: Slow(2.0, ANSWER, times=1),
    "10062, expired": lambda: Refuse(ApiError(404, 10062, "Unknown interaction"), ANSWER),
    "40060, answered already": lambda: Refuse(ApiError(400, 40060, "Already acknowledged."), ANSWER),
    "50013, missing permissions": lambda: Refuse(ApiError(403, 50013, "Missing Permissions"), ANSWER),
    "10003, deleted channel": lambda: Refuse(ApiError(404, 10003, "Unknown Channel"), ANSWER),
    "10015, unknown webhook": lambda: Refuse(ApiError(404, 10015, "Unknown Webhook"), ANSWER),
}


class Log:
    """What the bot has logged."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._stream = stream
        self._lines: list[dict[str, str]] = []

    async def keep(self) -> None:
        while line := await self._stream.readline():
            with suppress(ValueError):
                self._lines.append(json.loads(line))

    def take(self) -> str:
        """What an operator has to read of it, and what there was of each."""
        told = Counter(
            line["event"].partition(" (")[0] for line in self._lines if line["level"] in {"warning", "error"}
        )
        self._lines.clear()
        return "; ".join(f"{times} x {what}" for what, times in told.items()) or "nothing"


async def suffer(server: DiscordServer, happen: Happen, numbers: "count[int]") -> str:
    """Have it happen, and others ask, ten at least, until one of them is answered at once."""
    started = time.perf_counter()
    happening = asyncio.ensure_future(happen(server))
    asked: list[Exchange] = []
    while len(asked) < ASKED or not (happening.done() and asked[-1].answered):
        asked.append(server.writing(f"reader {next(numbers)}").begin("quote"))
        await asyncio.sleep(EVERY)
    await happening
    answered = 0
    for exchange in asked:
        with suppress(DidNotRespondError):
            await exchange.answer()
            answered += "wrong" not in exchange.message.text
    first = min(exchange.arrived for exchange in asked if exchange.arrived) - started
    return f"{answered} of {len(asked)} answered, the first after {first:.2f} s"


def meeting(fault: Callable[[], Fault]) -> Happen:
    """The next answer meets a fault."""

    async def happen(server: DiscordServer) -> None:
        server.faults.add(fault())

    return happen


async def measure() -> None:
    """One after the other, in one run of the bot."""
    with tempfile.TemporaryDirectory() as folder:
        log_to = {"FORUM_BOT_LOG__LEVEL": "info", "FORUM_BOT_LOG__FORMAT": "json"}
        async with (
            DiscordServer(patience=PATIENCE) as server,
            serving(server, Path(folder), errors=asyncio.subprocess.PIPE, **log_to) as process,
        ):
            assert process.stderr is not None
            log, numbers = Log(process.stderr), count()
            keeping = asyncio.create_task(log.keep())
            await suffer(server, drop, numbers)
            log.take()
            for name, happen in [
                *GATEWAY.items(),
                *((name, meeting(each)) for name, each in ANSWERS.items()),
            ]:
                told = await suffer(server, happen, numbers)
                await asyncio.sleep(EVERY)
                typer.echo(f"{name}: {told}; logged: {log.take()}")
                server.faults.clear()
            keeping.cancel()


def main() -> None:
    """Have everything happen that befalls a connection, one after the other, in about a minute."""
    asyncio.run(measure())


if __name__ == "__main__":
    typer.run(main)
