"""How `forum-bot run` ends: 75 where a supervisor should start it again, 78 where that changes nothing."""

import asyncio
import json
import signal
import socket
from pathlib import Path

import pytest

from tests.support.forums import write_forum
from tests.wire.discord_server import Broken, Cut, DiscordServer, Held, Refuse
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Fault
from tests.wire.test_run import PATIENCE, ended, started

pytestmark = pytest.mark.usefixtures("later_start")

TRANSIENT, CONFIG = 75, 78
LOGIN = "GET /users/@me"
HANDSHAKE = "GET /"


async def end(server: DiscordServer, folder: Path, **more: str) -> tuple[int | None, str]:
    """How the program ends by itself, and what it logs last; never with a traceback, never with the token."""
    async with started(server, folder, server.token, **more) as process:
        output, errors = await ended(process)
    assert "Traceback" not in errors
    assert server.token not in output + errors
    last = errors.strip().splitlines()[-1]
    # Once the log is set up; what is wrong with settings or token is told before.
    told = json.loads(last)["event"].splitlines()[-1] if last.startswith("{") else last
    return process.returncode, told


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (Broken(503, LOGIN, times=None), TRANSIENT, "Discord cannot be reached: it answers 503."),
        (Cut(HANDSHAKE, times=None), TRANSIENT, "Discord cannot be reached: "),
        (Refuse(ApiError(403, 40001, "Unauthorized"), LOGIN), CONFIG, "Discord refuses this bot (403"),
    ],
    ids=["503 at login", "first handshake fails", "403 at login"],
)
async def test_what_keeps_it_out_is_told(
    discord_server: DiscordServer, tmp_path: Path, fault: Fault, code: int, told: str
) -> None:
    discord_server.faults.add(fault)
    found, line = await end(discord_server, tmp_path)
    assert (found, line[: len(told)]) == (code, told)


async def test_nobody_at_the_address(discord_server: DiscordServer, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}/api/v10"
        found, line = await end(discord_server, tmp_path, FORUM_BOT_DISCORD__API_BASE=nowhere)
    assert found == TRANSIENT
    assert line.startswith("Discord cannot be reached: Cannot connect to host 127.0.0.1")


async def test_for_people_the_end_is_told_in_plain_words(
    discord_server: DiscordServer, tmp_path: Path
) -> None:
    discord_server.faults.add(Refuse(ApiError(403, 40001, "Unauthorized"), LOGIN))
    human = {"FORUM_BOT_LOG__FORMAT": "human"}
    async with started(discord_server, tmp_path, discord_server.token, **human) as process:
        _, errors = await ended(process)
    assert errors.splitlines()[-1].startswith("Discord refuses this bot (403")


async def test_a_name_that_nobody_knows(discord_server: DiscordServer, tmp_path: Path) -> None:
    found, line = await end(
        discord_server, tmp_path, FORUM_BOT_DISCORD__API_BASE="http://nowhere.invalid/api/v10"
    )
    assert found == TRANSIENT
    assert "nowhere.invalid" in line


async def test_too_many_starts_today(discord_server: DiscordServer, tmp_path: Path) -> None:
    discord_server.gateway.starts_a_day = 0
    found, line = await end(discord_server, tmp_path)
    assert (found, "started too often today" in line) == (TRANSIENT, True)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (4004, "does not know this token"),
        (4010, "does not take this shard"),
        (4012, "no longer speaks this version"),
        (4013, "does not know an intent"),
        (4014, "asks for a privileged intent"),
    ],
)
async def test_a_gateway_that_closes_for_good_while_it_runs(
    discord_server: DiscordServer, tmp_path: Path, code: int, told: str
) -> None:
    async with started(discord_server, tmp_path, discord_server.token) as process:
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        await discord_server.command("quote")
        discord_server.gateway.close(code)
        _, errors = await ended(process)
    assert process.returncode == CONFIG, errors
    assert told in errors
    assert "Traceback" not in errors


async def test_records_that_are_wrong_before_it_starts(discord_server: DiscordServer, tmp_path: Path) -> None:
    folder = write_forum(tmp_path / "data" / "minato")
    (folder / "quotes.yaml").write_text("- id: q1\n", encoding="utf-8")
    found, line = await end(discord_server, tmp_path, FORUM_BOT_RECORDS=str(folder.parent))
    assert found == CONFIG
    assert line.startswith(f"{folder}/")
    assert not discord_server.requests, "it has not logged in"


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ({"FORUM_BOT_DISCORD__SHARD_COUNT": "1"}, CONFIG, "too many servers for its shards"),
        ({}, TRANSIENT, "it asks how many it needs"),
    ],
    ids=["set by hand", "asked of Discord"],
)
async def test_too_few_shards(
    discord_server: DiscordServer, tmp_path: Path, given: dict[str, str], code: int, told: str
) -> None:
    async with started(discord_server, tmp_path, discord_server.token, **given) as process:
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        # While it is still coming in, aiohttp may lose the code of a close, and the bot comes back instead.
        await discord_server.command("quote")
        discord_server.gateway.close(4011)
        _, errors = await ended(process)
    assert (process.returncode, told in errors) == (code, True), errors
    assert "Traceback" not in errors


async def test_shards_that_discord_does_not_let_in(discord_server: DiscordServer, tmp_path: Path) -> None:
    discord_server.gateway.shards = 3
    found, line = await end(discord_server, tmp_path, FORUM_BOT_DISCORD__SHARD_COUNT="2")
    assert (found, "raise discord.shard_count" in line) == (CONFIG, True)


async def test_fewer_starts_left_than_shards(discord_server: DiscordServer, tmp_path: Path) -> None:
    discord_server.gateway.starts_a_day = 3
    discord_server.gateway.shards = 4
    found, line = await end(discord_server, tmp_path)
    assert (found, "started too often today" in line) == (TRANSIENT, True)
    assert not discord_server.gateway.identifies


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x00\xff", "has 2 lines"),
        (b"one\ntwo\n", "has 2 lines"),
        ("token é".encode(), "characters"),
    ],
)
async def test_a_file_that_holds_no_token(
    discord_server: DiscordServer, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "other").write_bytes(content)
    found, line = await end(discord_server, tmp_path, FORUM_BOT_DISCORD__TOKEN_FILE=str(tmp_path / "other"))
    assert (found, told in line) == (CONFIG, True)


@pytest.mark.parametrize("on", [LOGIN, HANDSHAKE, "GET /resume", "POST /interactions/*/callback"])
async def test_it_ends_when_told_to_whatever_it_waits_for(
    discord_server: DiscordServer, tmp_path: Path, on: str
) -> None:
    held = Held(on)
    discord_server.faults.add(held)
    async with started(discord_server, tmp_path, discord_server.token) as process:
        if on == "GET /resume" or on.startswith("POST"):
            async with asyncio.timeout(PATIENCE):
                await discord_server.ready()
        if on == "GET /resume":
            discord_server.gateway.drop()
        elif on.startswith("POST"):
            discord_server.person("reader").begin("quote")
        await discord_server.faults.met(held)
        process.send_signal(signal.SIGTERM)
        if on.startswith("POST"):
            # Somebody is being served: the first signal waits for them, the second one does not.
            assert process.stderr is not None
            while b"told to stop" not in await process.stderr.readline():
                pass
            process.send_signal(signal.SIGTERM)
        _, errors = await ended(process)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("style", ["human", "json"])
async def test_the_token_is_told_nobody(discord_server: DiscordServer, tmp_path: Path, style: str) -> None:
    discord_server.faults.add(Cut("POST /interactions/*/callback", times=2))
    more = {"FORUM_BOT_LOG__LEVEL": "debug", "FORUM_BOT_DEBUG": "1", "FORUM_BOT_LOG__FORMAT": style}
    async with started(discord_server, tmp_path, discord_server.token, **more) as process:
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        asked = discord_server.person("reader").begin("quote")
        await discord_server.command("quote")
        discord_server.gateway.close(4004)
        output, errors = await ended(process)
    told = output + errors
    assert discord_server.token not in told
    assert asked.interaction["token"] not in told
