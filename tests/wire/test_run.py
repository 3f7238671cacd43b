"""`forum-bot run`, as a whole process, let in by the stand-in and told to stop."""

import asyncio
import json
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.wire.discord_server import Cut, DiscordServer
from tests.wire.program import environment

PATIENCE = 60.0


@asynccontextmanager
async def started(
    server: DiscordServer, folder: Path, token: str, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program, with a token from a file and state of its own."""
    (folder / "token").write_text(f"{token}\n", encoding="utf-8")
    own = {"FORUM_BOT_DISCORD__TOKEN_FILE": str(folder / "token"), "FORUM_BOT_LOG__FORMAT": "json"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=environment(server, folder, **(own | more)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[str, str]:
    async with asyncio.timeout(PATIENCE):
        output, errors = await process.communicate()
    return output.decode(), errors.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_goes_live_answers_and_leaves_nothing_unwritten(
    discord_server: DiscordServer, tmp_path: Path, number: signal.Signals
) -> None:
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(started(discord_server, tmp_path, discord_server.token))
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        exchange = await discord_server.command("speaker", name="島田")
        assert "Taro Shimada" in exchange.message.text
        process.send_signal(number)
        output, errors = await ended(process)
    assert process.returncode == 0, errors
    assert "scope=bot+applications.commands" in output
    assert "integration_type=1" in output
    assert discord_server.token not in output + errors
    assert "Traceback" not in errors
    with closing(sqlite3.connect(tmp_path / "state" / "journal.sqlite3")) as connection:
        assert connection.execute("SELECT command, outcome FROM usage").fetchall() == [("speaker", "ok")]


@pytest.mark.usefixtures("later_start")
async def test_commands_are_synced_once(discord_server: DiscordServer, tmp_path: Path) -> None:
    def synced() -> int:
        return sum(request.method == "PUT" for request in discord_server.requests)

    for times in (1, 2):
        async with started(discord_server, tmp_path, discord_server.token) as process:
            async with asyncio.timeout(PATIENCE):
                await discord_server.identified(times)
                await discord_server.until(synced, awaited="commands")
            process.send_signal(signal.SIGTERM)
            _, errors = await ended(process)
        assert process.returncode == 0, errors
    assert synced() == 1


@pytest.mark.usefixtures("later_start")
async def test_a_wrong_token_is_given_up(discord_server: DiscordServer, tmp_path: Path) -> None:
    async with started(discord_server, tmp_path, "wrong") as process:
        _, errors = await ended(process)
    assert process.returncode == 78
    assert "Discord does not know this token" in errors


@pytest.mark.usefixtures("later_start")
async def test_a_storm_is_a_line_for_each_thing_that_happened(
    discord_server: DiscordServer, tmp_path: Path
) -> None:
    async with started(discord_server, tmp_path, discord_server.token) as process:
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        await discord_server.command("quote")
        away = discord_server.faults.add(Cut("GET /resume", times=4))
        discord_server.gateway.drop()
        await discord_server.faults.met(away, 4)
        async with asyncio.timeout(PATIENCE):
            await discord_server.until(lambda: discord_server.gateway.connected, awaited="the bot")
        assert "Taro Shimada" in (await discord_server.command("speaker", name="島田")).message.text
        process.send_signal(signal.SIGTERM)
        _, errors = await ended(process)
    assert process.returncode == 0, errors
    told = [json.loads(line) for line in errors.splitlines()]
    assert not [line for line in told if "exception" in line]
    events = [line["event"] for line in told if line["level"] == "warning"]
    away_for = [event for event in events if event.startswith("Discord is out of reach (")]
    # aiohttp repeats a handshake by itself once.
    assert len(away_for) == 2
    assert events.count("the connection to Discord is lost; trying to come back") <= 1
    assert len(events) <= 3
    assert [line["event"] for line in told].count("connected again, nothing was missed") == 1
