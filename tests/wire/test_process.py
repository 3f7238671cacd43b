"""The stand-in as a process of its own, driven by lines; and its load."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.wire.conftest import RunClient
from tests.wire.discord_server import DiscordServer, ManualClock
from tests.wire.discord_server.client import move
from tests.wire.discord_server.control import Control
from tests.wire.discord_server.load import load
from tests.wire.mini_bot import MiniBot


@pytest.fixture
async def process() -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.wire.discord_server", "--control", stdin=pipe, stdout=pipe
    )
    yield started
    assert started.stdin is not None
    started.stdin.close()
    async with asyncio.timeout(60):
        assert await started.wait() == 0


async def said(process: asyncio.subprocess.Process, **asked: object) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    if asked:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
    async with asyncio.timeout(60):
        told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told


async def test_a_bot_here_and_discord_there(process: asyncio.subprocess.Process) -> None:
    hello = await said(process)
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    move(hello["api_base"], hello["gateway_url"])
    try:
        async with MiniBot() as bot:
            serving = asyncio.create_task(bot.start(hello["token"]))
            assert await said(process, do="ready") == {"clients": 1}
            told = await said(process, do="command", name="hello", options={"name": "you"}, locale="ja")
            assert told["messages"][0]["content"] == "hello you here in ja"
            told = await said(process, do="autocomplete", name="eat", option="fruit", text="ban")
            assert told == {"choices": [{"name": "Banana", "value": "banana"}]}
            await bot.close()
            await serving
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


async def test_lines_are_obeyed(discord_server: DiscordServer, run_client: RunClient) -> None:
    control = Control(discord_server)
    assert control.hello()["token"] == discord_server.token
    await run_client(MiniBot())
    asked = {"do": "load", "name": "hello", "count": 20, "at_once": 4, "place": "direct"}
    told = await control.do(json.dumps(asked))
    assert (told["answered"], told["unanswered"]) == (20, 0)
    assert 0 < told["p50_ms"] <= told["p99_ms"]
    wrong = await control.do(json.dumps({"do": "command", "name": "nothing"}))
    assert wrong["error"].startswith("NotOfferedError")


async def test_what_stays_unanswered_is_counted(
    discord_server: DiscordServer, mini_bot: MiniBot, clock: ManualClock
) -> None:
    loading = asyncio.create_task(load(discord_server.person("reader"), "late", {}, count=1, at_once=1))
    await mini_bot.reached.wait()
    clock.advance(3)
    measured = await loading
    assert (measured.answered, measured.unanswered, measured.p50_ms) == (0, 1, 0.0)
    mini_bot.go.set()
    assert isinstance(await mini_bot.errors.get(), discord.NotFound)
