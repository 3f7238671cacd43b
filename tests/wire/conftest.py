"""A Discord of one's own, and clients that log in to it."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

import discord
import pytest

from bot.archive import Archive, Library, open_archive
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.delivery import PATIENCE
from bot.journal import Journal
from bot.shipped import shipped
from tests.support.catalogues import shipped_catalogues
from tests.support.journals import for_a_bot
from tests.support.openapi import UnknownRouteError, described
from tests.wire.discord_server import DiscordServer, ManualClock
from tests.wire.discord_server.client import addressed, running
from tests.wire.mini_bot import MiniBot

RunClient = Callable[[discord.Client], Awaitable[None]]
MakeBot = Callable[..., ForumBot]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def discord_server(clock: ManualClock) -> AsyncIterator[DiscordServer]:
    """Discord, with a clock that only the test turns. What it answered is held against its description."""
    async with DiscordServer(clock=clock) as server:
        with addressed(server):
            yield server
    assert_answers_as_described(server)


@pytest.fixture
async def run_client(discord_server: DiscordServer) -> AsyncIterator[RunClient]:
    """Log clients in; all are closed and awaited before the server goes."""
    async with contextlib.AsyncExitStack() as stack:

        async def run(client: discord.Client) -> None:
            await stack.enter_async_context(running(client, discord_server))

        yield run


@pytest.fixture
async def mini_bot(run_client: RunClient) -> MiniBot:
    bot = MiniBot()
    await run_client(bot)
    return bot


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with await for_a_bot(tmp_path / "journal.sqlite3") as opened:
        yield opened


@pytest.fixture
def patience() -> float:
    """Seconds until the bot promises an answer that is not there yet."""
    return PATIENCE


@pytest.fixture
async def make_bot(archive: Archive, journal: Journal, patience: float) -> MakeBot:
    def make(**more: Any) -> ForumBot:
        return ForumBot(
            **more,
            library=Library(archive),
            journal=journal,
            catalogues=shipped_catalogues(),
            clock=utc_now,
            random=Random(17),
            patience=patience,
        )

    return make


@pytest.fixture
async def forum_bot(
    discord_server: DiscordServer, run_client: RunClient, make_bot: MakeBot
) -> AsyncIterator[ForumBot]:
    """The bot, sent to the stand-in by its own setting."""
    with addressed(discord_server, use_api):
        bot = make_bot()
        await run_client(bot)
        yield bot
    assert not [request.body for request in discord_server.invalid]


def assert_answers_as_described(server: DiscordServer) -> None:
    """The stand-in itself answered as Discord's description says."""
    description = described()
    if description is None:
        return
    for request in server.requests:
        told = request.answer
        if isinstance(told, dict):
            # The description has the codes of single fields as numbers; Discord documents and sends words.
            told = {name: value for name, value in told.items() if name != "errors"}
        if request.status != 204 and request.status < 500:
            with contextlib.suppress(UnknownRouteError):
                wrong = description.answer(request.method, request.route, request.status, told)
                assert not wrong, (request.method, request.route, [str(violation) for violation in wrong])
