"""Answers that take long are promised first; what was promised is kept, wherever the answer belongs."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.wire.discord_server import Callback, DiscordServer, Exchange, Refuse
from tests.wire.discord_server.errors import ApiError
from tests.wire.readers import in_a_server

pytestmark = pytest.mark.usefixtures("forum_bot")


@pytest.fixture
def patience() -> float:
    return 0.0


class Thread:
    """The only one in which slow things are computed."""

    def __init__(self) -> None:
        self._freed = threading.Event()
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))

    def occupy(self) -> None:
        """Compute nothing until freed."""
        self._freed = threading.Event()
        asyncio.get_running_loop().run_in_executor(None, self._freed.wait)

    def free(self) -> None:
        """Go on."""
        self._freed.set()


@pytest.fixture
async def thread() -> AsyncIterator[Thread]:
    thread = Thread()
    thread.occupy()
    yield thread
    thread.free()


async def promised(exchange: Exchange, thread: Thread) -> Exchange:
    """The exchange once it was promised something, of which nothing had been computed."""
    await exchange.until(lambda exchange: exchange.deferred, awaited="a promise")
    thread.free()
    return exchange


async def test_a_late_answer_takes_the_place_of_the_promise(
    discord_server: DiscordServer, thread: Thread
) -> None:
    exchange = await promised(in_a_server(discord_server).begin("search", text="carbon"), thread)
    await exchange.answer()
    assert exchange.callback is Callback.DEFERRED_MESSAGE
    assert not exchange.ephemeral
    assert "carbon" in exchange.message.text
    assert not exchange.followups


async def test_who_asked_in_private_is_promised_in_private(
    discord_server: DiscordServer, thread: Thread
) -> None:
    exchange = await promised(in_a_server(discord_server).begin("identify", text="zero carbon"), thread)
    await exchange.answer()
    assert exchange.callback is Callback.DEFERRED_MESSAGE
    assert exchange.ephemeral


async def test_what_was_promised_to_everybody_may_be_for_one(
    discord_server: DiscordServer, thread: Thread
) -> None:
    exchange = await promised(in_a_server(discord_server).begin("search", text="zzzz"), thread)
    await exchange.until(lambda exchange: exchange.followups, awaited="a message of its own")
    assert exchange.message.deleted
    (told,) = exchange.messages
    assert told.ephemeral
    assert "zzzz" in told.text


async def test_a_page_that_comes_late_turns_in_place(discord_server: DiscordServer, thread: Thread) -> None:
    thread.free()
    reader = in_a_server(discord_server)
    first = (await reader.command("search", text="AI")).message
    before = first.text
    thread.occupy()
    exchange = await promised(reader.begin_press(first, "Next"), thread)
    await exchange.until(lambda _: first.text != before, awaited="the next page")
    assert exchange.callback is Callback.DEFERRED_UPDATE
    assert exchange.message is first


async def test_a_passage_waits_behind_searches_and_is_promised(
    discord_server: DiscordServer, thread: Thread
) -> None:
    reader = in_a_server(discord_server)
    quote = (await reader.command("quote")).message
    exchange = await promised(reader.begin_press(quote, "In context"), thread)
    await exchange.answer()
    assert exchange.callback is Callback.DEFERRED_MESSAGE
    assert exchange.ephemeral
    assert exchange.message is not quote


async def test_a_promise_that_cannot_be_kept_is_taken_back_with_an_apology(
    discord_server: DiscordServer, thread: Thread, caplog: pytest.LogCaptureFixture
) -> None:
    exchange = in_a_server(discord_server).begin("search", text="carbon")
    discord_server.faults.add(Refuse(ApiError(403, 50013, "Missing Permissions"), "PATCH /webhooks/*"))
    await promised(exchange, thread)
    await exchange.answer()
    # The first message after a promise takes its place.
    references = re.findall(r"reference ([0-9a-f]{8})", caplog.text)
    assert [reference for reference in references if reference in exchange.message.text] == references
    assert references


async def test_what_is_there_at_once_is_not_promised(discord_server: DiscordServer) -> None:
    reader = in_a_server(discord_server)
    for exchange in (await reader.command("quote"), await reader.command("speaker", name="Liu Song")):
        assert exchange.callback is Callback.MESSAGE
