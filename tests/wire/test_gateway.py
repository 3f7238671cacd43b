"""The gateway: what the unmodified client makes of it, and its rules for a client of any kind."""

import asyncio
import contextlib
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import zstandard

from tests.wire.conftest import RunClient
from tests.wire.discord_server import Broken, DiscordServer, Held, Terms
from tests.wire.discord_server.client import addressed, running
from tests.wire.mini_bot import MiniBot


async def test_a_client_logs_in_and_is_told_of_its_servers(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    await discord_server.ready()
    (session,) = discord_server.gateway.connected
    assert session.shard == (0, 1)
    assert session.connection is not None
    assert session.connection.query["compress"] == "zstd-stream"
    await discord_server.command("hello")
    assert [guild.name for guild in mini_bot.guilds] == ["Forum"]
    assert mini_bot.application_id == int(discord_server.world.application.id)
    assert discord_server.gateway.heartbeats == 1


async def test_a_dropped_client_resumes_and_misses_nothing(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    held = Held("GET /resume")
    discord_server.faults.add(held)
    discord_server.gateway.drop()
    await discord_server.faults.met(held)
    reader = discord_server.person("reader")
    missed = [reader.begin("hello", name=str(number)) for number in range(5)]
    held.release()
    for number, exchange in enumerate(missed):
        assert (await exchange.answer()).message.text == f"hello {number} here in en-US"
    assert discord_server.gateway.resumes == [5]
    assert len(discord_server.gateway.identifies) == 1
    assert len(mini_bot.seen) == 5


async def test_a_client_comes_back_when_asked(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    discord_server.gateway.ask_to_reconnect()
    await discord_server.resumed()
    (session,) = discord_server.gateway.connected
    assert session.connection is not None
    assert session.connection.path == "/resume"
    await discord_server.command("hello")
    assert mini_bot.errors.empty()


@pytest.mark.usefixtures("mini_bot")
@pytest.mark.parametrize("code", [1000, 4000, 4009])
async def test_a_closed_client_resumes(discord_server: DiscordServer, code: int) -> None:
    discord_server.gateway.close(code, "Session timed out.")
    await discord_server.resumed()
    await discord_server.command("hello")


@pytest.mark.usefixtures("mini_bot")
async def test_an_invalid_session_begins_anew(discord_server: DiscordServer) -> None:
    discord_server.gateway.invalidate(resumable=False)
    await discord_server.identified(2)
    await discord_server.command("hello")
    discord_server.gateway.invalidate(resumable=True)
    await discord_server.resumed()
    await discord_server.command("hello")


@pytest.mark.usefixtures("mini_bot")
async def test_a_forgotten_session_begins_anew(discord_server: DiscordServer) -> None:
    discord_server.gateway.forget()
    discord_server.gateway.drop()
    await discord_server.identified(2)
    await discord_server.command("hello")
    assert discord_server.gateway.resumes == []


@pytest.mark.usefixtures("mini_bot")
async def test_a_session_that_missed_too_much_begins_anew(discord_server: DiscordServer) -> None:
    held = Held("GET /resume")
    discord_server.faults.add(held)
    discord_server.gateway.drop()
    await discord_server.faults.met(held)
    for _ in range(5000):
        discord_server.gateway.dispatch("TYPING_START", {})
    held.release()
    await discord_server.identified(2)


@pytest.mark.usefixtures("discord_server")
async def test_a_wrong_token_is_not_let_in() -> None:
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.start("wrong")


async def test_a_client_that_is_shut_out_says_so(discord_server: DiscordServer) -> None:
    async with MiniBot() as client:
        serving = asyncio.create_task(client.start(discord_server.token))
        await discord_server.ready()
        discord_server.gateway.close(4004, "Authentication failed.")
        with pytest.raises(discord.ConnectionClosed) as closed:
            await serving
        assert closed.value.code == 4004


async def test_privileged_intents_are_refused(discord_server: DiscordServer) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(MiniBot(intents=discord.Intents.all()), discord_server):
            pass


async def test_privileged_intents_can_be_granted() -> None:
    async with DiscordServer(Terms(privileged_intents=True)) as server:
        with addressed(server):
            async with running(MiniBot(intents=discord.Intents.all()), server):
                await server.command("hello")


async def test_shards_are_told_of_their_own_servers(
    discord_server: DiscordServer, run_client: RunClient
) -> None:
    guilds = [discord_server.world.guild(f"guild {number}", shard=(number % 2, 2)) for number in range(4)]
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), shard_count=2)
    tree = discord.app_commands.CommandTree(client)
    seen: list[tuple[int, int | None]] = []

    @tree.command(description="Which shard")
    async def which(interaction: discord.Interaction[Any]) -> None:
        assert interaction.guild is not None
        seen.append((interaction.guild.id, interaction.guild.shard_id))
        await interaction.response.send_message("this one")

    client.setup_hook = tree.sync  # type: ignore[assignment,method-assign] # discord.py's own way for clients
    client.before_identify_hook = no_hurry  # type: ignore[method-assign] # likewise
    await run_client(client)
    await discord_server.ready(2)
    for guild in guilds:
        person = discord_server.person("reader", place=discord_server.world.room(guild))
        await person.command("which")
    assert seen == [(int(guild.id), number % 2) for number, guild in enumerate(guilds)]


async def test_too_few_shards_are_not_let_in(discord_server: DiscordServer) -> None:
    discord_server.gateway.shards = 2
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_json(identify(discord_server))
        assert (await opened.receive()).data == 4011


async def no_hurry(shard_id: int | None, *, initial: bool = False) -> None:
    del shard_id, initial


@pytest.mark.usefixtures("mini_bot")
async def test_a_gateway_that_is_away_is_tried_again(discord_server: DiscordServer) -> None:
    away = discord_server.faults.add(Broken(503, "GET /resume"))
    discord_server.gateway.drop()
    await discord_server.faults.met(away)
    await discord_server.command("hello")
    assert discord_server.gateway.resumes == [1]


# By hand, as any client.


@contextlib.asynccontextmanager
async def socket(server: DiscordServer, query: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10&encoding=json{query}") as opened,
    ):
        yield opened


def identify(server: DiscordServer, **changes: object) -> dict[str, Any]:
    data = {"token": server.token, "intents": 1, "properties": {}, **changes}
    return {"op": 2, "d": data}


async def test_heartbeats_are_acknowledged(discord_server: DiscordServer) -> None:
    async with socket(discord_server) as opened:
        hello = await opened.receive_json()
        assert hello == {"op": 10, "d": {"heartbeat_interval": 41250, "_trace": []}, "s": None, "t": None}
        await opened.send_json({"op": 1, "d": None})
        assert (await opened.receive_json())["op"] == 11


async def test_a_deaf_gateway_acknowledges_nothing(discord_server: DiscordServer) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        discord_server.gateway.connections[0].deaf = True
        await opened.send_json({"op": 1, "d": None})
        discord_server.gateway.connections[0].send(7)
        assert (await opened.receive_json())["op"] == 7
        assert discord_server.gateway.heartbeats == 0


@pytest.mark.parametrize("compress", ["zlib-stream", "zstd-stream"])
async def test_the_stream_is_compressed_as_asked(discord_server: DiscordServer, compress: str) -> None:
    decompress = (
        zlib.decompressobj() if compress == "zlib-stream" else zstandard.ZstdDecompressor().decompressobj()
    ).decompress
    async with socket(discord_server, f"&compress={compress}") as opened:
        assert json.loads(decompress(await opened.receive_bytes()))["op"] == 10
        await opened.send_json(identify(discord_server))
        names = [json.loads(decompress(await opened.receive_bytes()))["t"] for _ in range(2)]
        assert names == ["READY", "GUILD_CREATE"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("no json", 4002),
        ("[]", 4002),
        (json.dumps({"op": 1, "d": "x" * 4096}), 4002),
        (json.dumps({"op": 2, "d": 1}), 4002),
        (json.dumps({"op": 99}), 4001),
        (json.dumps({"op": 3, "d": {}}), 4003),
        (json.dumps({"op": 2, "d": {"token": "wrong", "intents": 0}}), 4004),
        (json.dumps({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}), 4004),
    ],
)
async def test_a_client_that_errs_is_closed(discord_server: DiscordServer, sent: str, code: int) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_str(sent)
        closed = await opened.receive()
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, code)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shard": [2, 2]}, 4010),
        ({"shard": [0, 1, 2]}, 4010),
        ({"shard": "01"}, 4010),
        ({"intents": -1}, 4013),
        ({"intents": None}, 4013),
        ({"intents": 1 << 15}, 4014),
    ],
)
async def test_an_impossible_identify_is_closed(
    discord_server: DiscordServer, changes: dict[str, object], code: int
) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_json(identify(discord_server, **changes))
        assert (await opened.receive()).data == code


async def test_a_client_identifies_once(discord_server: DiscordServer) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_json(identify(discord_server, intents=0))
        ready = await opened.receive_json()
        assert ready["d"]["guilds"][0]["unavailable"] is True
        await opened.send_json({"op": 3, "d": {"status": "online"}})
        await opened.send_json(identify(discord_server))
        assert (await opened.receive()).data == 4005


async def test_a_resume_from_the_future_is_closed(discord_server: DiscordServer) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_json(identify(discord_server, intents=0))
        session_id = (await opened.receive_json())["d"]["session_id"]
        resume = {"token": discord_server.token, "session_id": session_id, "seq": 99}
        await opened.send_json({"op": 6, "d": resume})
        assert (await opened.receive()).data == 4007


async def test_a_client_that_says_goodbye_ends_its_session(discord_server: DiscordServer) -> None:
    async with socket(discord_server) as opened:
        await opened.receive_json()
        await opened.send_json(identify(discord_server))
        await discord_server.ready()
        await opened.close(code=1000)
    await discord_server.until(lambda: not discord_server.gateway.sessions, awaited="the end of the session")
