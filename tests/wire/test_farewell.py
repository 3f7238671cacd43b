"""Told to end, the bot serves those who are there, hears nobody new, and writes down what came of each."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.client import ForumBot, use_api
from bot.journal import Journal
from bot.lifetime import run
from tests.wire.conftest import MakeBot
from tests.wire.discord_server import DiscordServer, Exchange, Held
from tests.wire.discord_server.client import addressed
from tests.wire.readers import with_the_bot

CALLBACK = "POST /interactions/*/callback"


@pytest.fixture
async def bot(discord_server: DiscordServer, make_bot: MakeBot) -> AsyncIterator[ForumBot]:
    """In the middle of its life; `ended` waits for the end."""
    with addressed(discord_server, use_api):
        bot = make_bot()
        life = asyncio.create_task(run(bot, discord_server.token), name="life")
        await discord_server.ready()
        yield bot
        life.cancel()
        # One whose session was closed under it stumbles over that.
        with suppress(asyncio.CancelledError, RuntimeError):
            await life


async def ended() -> None:
    (life,) = (task for task in asyncio.all_tasks() if task.get_name() == "life")
    async with asyncio.timeout(60):
        await life


async def outcomes(journal: Journal, person: int) -> list[str]:
    return [use["outcome"] for use in (await journal.export(person))["uses"]]


async def test_whoever_is_answered_while_it_ends_is_in_the_log(
    discord_server: DiscordServer, bot: ForumBot, journal: Journal
) -> None:
    held = Held(CALLBACK, after=True)
    discord_server.faults.add(held)
    asked: dict[int, Exchange] = {}

    def ask(count: int) -> None:
        for _ in range(count):
            person = discord_server.writing(f"reader {len(asked)}")
            asked[int(person.user.id)] = person.begin("quote")

    ask(5)
    await discord_server.faults.met(held, 5)
    signal.raise_signal(signal.SIGTERM)
    for _ in range(20):
        ask(5)
        await asyncio.sleep(0)
    held.release()
    await ended()
    answered = {person for person, exchange in asked.items() if exchange.answered}
    assert {person for person in asked if await outcomes(journal, person)} == answered
    assert len(answered) >= 5
    assert bot.is_closed()


@pytest.mark.usefixtures("bot")
async def test_whoever_is_dismissed_is_in_the_log(discord_server: DiscordServer, journal: Journal) -> None:
    held = Held(CALLBACK, after=True)
    discord_server.faults.add(held)
    reader = with_the_bot(discord_server)
    exchange = reader.begin("quote")
    await discord_server.faults.met(held)
    assert exchange.answered
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGTERM)
    await ended()
    assert await outcomes(journal, int(reader.user.id)) == ["error"]
    held.release()


async def test_where_no_apology_can_be_sent_at_all_the_use_is_in_the_log(
    discord_server: DiscordServer, bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    held = Held(CALLBACK)
    discord_server.faults.add(held)
    reader = with_the_bot(discord_server)
    reader.begin("quote")
    await discord_server.faults.met(held)
    await bot.http.close()
    assert await bot.reception.idle(30)
    held.release()
    assert await outcomes(journal, int(reader.user.id)) == ["error"]
    assert "no apology could be sent" in caplog.text
