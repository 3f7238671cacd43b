"""A bot of several shards: each serves its own servers, and what befalls one leaves the others alone."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.archive import Archive, Library
from bot.client import ForumBot, use_api
from bot.gateway.attendance import Attendance, spans
from bot.gateway.servers import HEARD, Server
from bot.gateway.shards import ShardedBot, Tries, Turns
from bot.journal import Journal
from bot.journal.preferences import Preference, Whose
from bot.live import names
from bot.watch.health import listening, pages
from bot.watch.metrics import Metrics
from bot.watch.vitals import Vitals
from tests.wire.conftest import MakeBot
from tests.wire.discord_server import Broken, DiscordServer, Held, Person, payloads
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.components import interactive
from tests.wire.discord_server.world import MANAGE_GUILD, MEMBER_PERMISSIONS, Channel, ChannelKind, Guild


@pytest.fixture
def two(discord_server: DiscordServer) -> DiscordServer:
    """Discord, which recommends two shards and lets both identify at once."""
    discord_server.gateway.shards = discord_server.gateway.at_once = 2
    return discord_server


@asynccontextmanager
async def served(server: DiscordServer, bot: ForumBot, clients: int = 2) -> AsyncIterator[None]:
    with addressed(server, use_api):
        async with running(bot, server):
            await server.ready(clients)
            yield


def of_shard(server: DiscordServer, number: int) -> Guild:
    return server.world.guild(f"of shard {number}", shard=(number, 2))


def reader_of(server: DiscordServer, number: int) -> Person:
    """Somebody in a server of this one of two shards."""
    return server.person("reader", place=server.world.room(of_shard(server, number)))


async def test_every_shard_answers(two: DiscordServer, make_bot: MakeBot) -> None:
    readers = [reader_of(two, number) for number in (0, 1)]
    bot = make_bot()
    async with served(two, bot):
        assert sorted(session.shard for session in two.gateway.connected) == [(0, 2), (1, 2)]
        for reader in readers:
            card = (await reader.command("quote")).message
            button = next(part for part in interactive(card.components) if "custom_id" in part)
            assert (await reader.press(card, button["custom_id"])).message.text
        assert (await two.writing("reader").command("help")).message.text
        await bot.wait_until_ready()
        assert {int(guild.id) for guild in two.world.joined} == {guild.id for guild in bot.guilds}


async def test_one_shard_drops_and_the_other_answers_meanwhile(two: DiscordServer, make_bot: MakeBot) -> None:
    here, away = (reader_of(two, number) for number in (0, 1))
    async with served(two, make_bot()):
        held = Held("GET /resume")
        two.faults.add(held)
        two.gateway.drop(shard=1)
        await two.faults.met(held)
        missed = away.begin("quote")
        assert (await here.command("quote")).message.text
        assert not missed.answered
        held.release()
        assert (await missed.answer()).message.text
    assert two.gateway.resumes == [1]
    assert len(two.gateway.identifies) == 2


async def test_a_shard_whose_gateway_is_away_resumes_and_misses_nothing(
    two: DiscordServer, make_bot: MakeBot
) -> None:
    """discord.py's own shards begin a new session then, and never hear what was asked meanwhile."""
    away = reader_of(two, 1)
    async with served(two, make_bot()):
        broken = two.faults.add(Broken(503, "GET /resume"))
        two.gateway.drop(shard=1)
        await two.faults.met(broken)
        assert (await away.command("quote")).message.text
    assert len(two.gateway.identifies) == 2


async def test_where_no_session_can_be_resumed_another_is_begun(discord_server: DiscordServer) -> None:
    """Its own address may be no more, while Discord's gateway is well."""
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    bot = ShardedBot(command_prefix="!", intents=discord.Intents(guilds=True), pause=pause)
    async with running(bot, discord_server):
        await bot.wait_until_ready()
        away = discord_server.faults.add(Broken(503, "GET /resume", times=None))
        discord_server.gateway.drop()
        await discord_server.identified(2)
    assert away.met == len(pauses) == 10


def test_pauses_between_tries_grow_to_five_minutes_and_begin_anew_once_it_was_there() -> None:
    tries, longest = Tries(), 0.0
    for _ in range(1000):
        tries.ended(there=False)
        longest = max(longest, tries.pause())
    assert longest == 300
    assert not tries.may_resume
    tries.ended(there=True)
    assert tries.may_resume
    assert tries.pause() <= 2


async def test_one_that_is_shut_out_for_good_ends_all(two: DiscordServer, make_bot: MakeBot) -> None:
    with addressed(two, use_api):
        async with make_bot() as bot:
            serving = asyncio.create_task(bot.start(two.token))
            await two.ready(2)
            two.gateway.close(4004, shard=1)
            with pytest.raises(discord.ConnectionClosed) as closed:
                await serving
    assert closed.value.code == 4004
    assert bot.is_closed()


async def test_processes_share_the_shards(two: DiscordServer, make_bot: MakeBot) -> None:
    readers = [reader_of(two, number) for number in (0, 1)]
    bots = [make_bot(shard_count=2, shard_ids=[number]) for number in (0, 1)]
    async with served(two, bots[0], 1), running(bots[1], two):
        await two.ready(2)
        for reader in readers:
            assert (await reader.command("quote")).message.text
        for number, bot in enumerate(bots):
            await bot.wait_until_ready()
            assert {guild.shard_id for guild in bot.guilds} == {number}
            assert bot.attendance.complete


async def test_health_tells_of_every_shard(
    two: DiscordServer, make_bot: MakeBot, archive: Archive, journal: Journal
) -> None:
    bot = make_bot()
    metrics = Metrics(CollectorRegistry(), known=lambda: names(bot))
    vitals = Vitals(bot=bot, journal=journal, library=Library(archive), metrics=metrics)
    async with (
        listening(pages(vitals, metrics), "127.0.0.1", 0) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
        served(two, bot),
    ):
        await bot.wait_until_ready()
        assert (await asked(session, "/health"))["shards"] == {"connected": 2, "expected": 2, "total": 2}
        held = Held("GET /resume")
        two.faults.add(held)
        two.gateway.drop(shard=1)
        await two.faults.met(held)
        told = (await asked(session, "/health"))["parts"]["gateway"]
        assert told == {"ready": False, "why": "1 of 2 shards are connected; away: 1"}
        async with session.get("/metrics") as answer:
            families = text_string_to_metric_families(await answer.text())
        values = {
            (sample.name, *sample.labels.values()): sample.value
            for family in families
            for sample in family.samples
        }
        assert values["forum_bot_gateway_connected",] == 0
        assert values["forum_bot_gateway_shard_connected", "0"] == 1
        assert values["forum_bot_gateway_shard_connected", "1"] == 0
        assert 0 < values["forum_bot_gateway_shard_latency_seconds", "0"] < 10
        assert values["forum_bot_gateway_events_total", "connect"] == 2
        assert values["forum_bot_gateway_events_total", "disconnect"] == 1
        held.release()
        await two.resumed()
        await two.person("reader", place=two.world.room(of_shard(two, 1))).command("quote")
        assert bot.attendance.complete


async def asked(session: aiohttp.ClientSession, page: str) -> dict[str, dict[str, object]]:
    async with session.get(page) as answer:
        told: dict[str, dict[str, object]] = await answer.json()
        return told


async def test_what_befalls_many_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    here = Attendance()
    here.expect(range(100), 200)
    for shard in here.expected:
        here.came(shard, resumed=False)
    assert here.complete
    assert all(here.went(shard) for shard in (*range(90), 95))
    assert not here.went(95), "it had gone already"
    assert [shard for shard in here.away if here.speaks(shard)] == [0]
    here.tell()
    for shard in here.away:
        here.tell()
        here.came(shard, resumed=shard != 7)
    here.tell()
    here.tell()
    assert [record.getMessage() for record in caplog.records] == [
        "91 of 100 shards have lost their connection to Discord (0-89, 95); trying to come back",
        "connected again, in a new session: what was asked meanwhile was not heard",
    ]
    here.leave()


@pytest.mark.parametrize(
    ("shards", "told"),
    [((), ""), ((3,), "3"), ((0, 1), "0-1"), ((9, 1, 2, 3, 7), "1-3, 7, 9"), (range(5), "0-4")],
)
def test_numbers_in_few_words(shards: tuple[int, ...], told: str) -> None:
    assert spans(shards) == told


async def test_each_row_identifies_one_after_the_other() -> None:
    turns = Turns(2)

    async def identify(shard: int) -> None:
        async with turns.turn(shard):
            pass

    waiting = [asyncio.create_task(identify(shard)) for shard in range(4)]
    await asyncio.wait(waiting[:2])
    assert [task.done() for task in waiting] == [True, True, False, False]
    for task in waiting:
        task.cancel()


# What is kept of a server.


def rich(guild: Guild) -> payloads.Json:
    """A server that has everything."""
    number = int(guild.id)
    role = {**payloads.whole_guild(guild)["roles"][0], "id": str(number + 1)}
    channel = payloads.channel(guild.channels[0], guild)
    thread = {
        "id": str(number + 2),
        "guild_id": guild.id,
        "parent_id": channel["id"],
        "owner_id": guild.owner.id,
        "type": 11,
        "name": "thread",
        "message_count": 1,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 60,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    }
    emoji = {"id": str(number + 3), "name": "e", "roles": [], "animated": False}
    whole = payloads.whole_guild(guild)
    return {**whole, "roles": [*whole["roles"], role], "threads": [thread], "emojis": [emoji]}


async def test_of_a_server_only_ids_are_kept(discord_server: DiscordServer, forum_bot: ForumBot) -> None:
    """discord.py may build what it is told in another way one day: then something is kept here again."""
    gateway, guild = discord_server.gateway, discord_server.guild
    gateway.dispatch("GUILD_CREATE", rich(guild), guild_id=guild.id)
    more = Channel(discord_server.world.snowflakes.next(), ChannelKind.TEXT, "more")
    guild.channels.append(more)
    gateway.dispatch("CHANNEL_CREATE", payloads.channel(more, guild), guild_id=guild.id)
    gateway.dispatch("GUILD_UPDATE", rich(guild), guild_id=guild.id)
    role = {"guild_id": guild.id, "role": rich(guild)["roles"][1]}
    gateway.dispatch("GUILD_ROLE_CREATE", role, guild_id=guild.id)
    gateway.dispatch("THREAD_CREATE", rich(guild)["threads"][0], guild_id=guild.id)
    await discord_server.command("quote")
    kept = forum_bot.get_guild(int(guild.id))
    assert isinstance(kept, Server)
    assert not [*kept.roles, *kept.channels, *kept.threads, *kept.emojis, *kept.stickers, *forum_bot.emojis]
    assert [str(number) for number in kept.channel_ids] == [channel.id for channel in guild.channels]
    assert set(forum_bot._connection.parsers) == HEARD
    for number in kept.channel_ids:
        assert forum_bot.get_channel(number) is not None
    assert forum_bot.get_channel(1) is None


async def test_a_thread_that_is_told_in_part_is_answered(
    discord_server: DiscordServer, forum_bot: ForumBot
) -> None:
    """discord.py cannot build it, and would take the connection down."""
    thread = Channel(discord_server.world.snowflakes.next(), ChannelKind.THREAD, "thread")
    discord_server.guild.channels.append(thread)
    reader = discord_server.person("reader", place=discord_server.world.room(discord_server.guild, thread))
    assert (await reader.command("quote")).message.text
    assert forum_bot.attendance.complete


async def test_a_question_that_nobody_can_read_ends_nothing(
    discord_server: DiscordServer, forum_bot: ForumBot, caplog: pytest.LogCaptureFixture
) -> None:
    guild = discord_server.guild
    strange = {"id": "1", "type": 2, "guild_id": guild.id, "application_id": "1", "token": "t", "version": 1}
    discord_server.gateway.dispatch("INTERACTION_CREATE", strange, guild_id=guild.id)
    assert (await discord_server.command("quote")).message.text
    assert forum_bot.attendance.complete
    assert [record.getMessage() for record in caplog.records if record.exc_info] == [
        "an interaction of type 2 could not be read"
    ]


async def test_permissions_and_channels_come_with_the_question(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal
) -> None:
    guild = discord_server.guild
    other = Channel(discord_server.world.snowflakes.next(), ChannelKind.TEXT, "never-used")
    guild.channels.append(other)
    keeper = discord_server.person("keeper", permissions=MEMBER_PERMISSIONS | MANAGE_GUILD)
    gateway = discord_server.gateway
    gateway.dispatch("CHANNEL_CREATE", payloads.channel(other, guild), guild_id=guild.id)
    told = await keeper.command("settings language", language="ja", channel=other)
    assert "never-used" in told.message.text
    reader = discord_server.person("reader", place=discord_server.world.room(guild, other))
    assert (await reader.command("theme", name="AI")).message.text
    assert journal.preference(Whose.CHANNEL, int(other.id)) == Preference("ja")
    gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild_id=guild.id)
    async with asyncio.timeout(60):
        while journal.preference(Whose.CHANNEL, int(other.id)) is not None:
            await journal.flush()
    assert not forum_bot.guilds
