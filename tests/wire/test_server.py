"""The stand-in's own parts: its clocks, its patience, its memory, its honesty about itself."""

import asyncio

import aiohttp
import pytest

from tests.wire.discord_server import DiscordServer, NothingHappenedError, SystemClock
from tests.wire.discord_server.bounded import Bounded
from tests.wire.discord_server.clock import ManualClock
from tests.wire.discord_server.server import StandInFailedError
from tests.wire.discord_server.snowflakes import Snowflakes


async def test_a_turned_clock_calls_in_order() -> None:
    clock, called = ManualClock(), list[str]()
    clock.call_after(2, lambda: called.append("second"))
    clock.call_after(1, lambda: called.append("first"))
    clock.call_after(1.5, lambda: called.append("never"))()
    clock.call_after(9, lambda: called.append("later"))
    start = clock.now()
    clock.advance(5)
    assert called == ["first", "second"]
    assert (clock.now() - start).total_seconds() == 5


async def test_the_machines_clock_calls() -> None:
    clock, called = SystemClock(), asyncio.Event()
    clock.call_after(0, called.set)
    cancel = clock.call_after(0, called.clear)
    cancel()
    async with asyncio.timeout(60):
        await called.wait()
    assert clock.now().tzinfo is not None


def test_ids_grow_with_time() -> None:
    clock = ManualClock()
    snowflakes = Snowflakes(clock)
    first, second = int(snowflakes.next()), int(snowflakes.next())
    clock.advance(1)
    third = int(snowflakes.next())
    assert first < second < third
    assert (third >> 22) - (first >> 22) == 1000


def test_the_oldest_is_forgotten() -> None:
    bounded: Bounded[int, int] = Bounded(2)
    for number in range(4):
        bounded[number] = number
    assert list(bounded) == [2, 3]


async def test_patience_ends() -> None:
    async with DiscordServer(patience=0) as server:
        with pytest.raises(NothingHappenedError, match="1 clients"):
            await server.ready()


async def broken_stand_in() -> None:
    """Ask a stand-in whose world is not in order."""
    async with DiscordServer() as server, aiohttp.ClientSession() as session:
        del server.world.guilds
        headers = {"Authorization": f"Bot {server.token}"}
        async with session.get(f"{server.api_base}/oauth2/applications/@me", headers=headers) as response:
            assert response.status == 500


async def test_the_stand_in_does_not_hide_its_own_faults() -> None:
    with pytest.raises(StandInFailedError):
        await broken_stand_in()
