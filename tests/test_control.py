"""A word with the running bot: heard by its owner alone, and answered with what came of it."""

import asyncio
import socket
import stat
from pathlib import Path

import pytest

from bot.control import RELOAD, Silent, Told, ask, listening


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "state" / "control.sock"


async def done() -> Told:
    return Told(fine=True, lines=["done: 島"])


async def test_what_is_asked_is_done_and_told(place: Path) -> None:
    async with listening(place, {RELOAD: done}):
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert await asyncio.to_thread(ask, place, RELOAD) == Told(fine=True, lines=["done: 島"])
        unknown = await asyncio.to_thread(ask, place, "dance")
        assert unknown is not None
        assert not unknown.fine
    assert not place.exists()
    assert ask(place, RELOAD) is None


async def test_a_killed_bots_socket_is_taken_over(place: Path) -> None:
    place.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))
    assert ask(place, RELOAD) is None
    async with listening(place, {RELOAD: done}):
        assert await asyncio.to_thread(ask, place, RELOAD)


async def test_a_second_bot_leaves_the_first_its_place(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with listening(place, {RELOAD: done}):
        async with listening(place, {}):
            assert "another bot" in caplog.text
        assert await asyncio.to_thread(ask, place, RELOAD), "the first one still listens"


async def test_a_place_where_none_can_be_is_said_and_lived_with(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / ("x" * 120)
    async with listening(place, {RELOAD: done}):
        assert "will not find this bot" in caplog.text
    assert ask(place, RELOAD) is None


async def test_a_bot_that_ends_meanwhile_is_silent(place: Path) -> None:
    asked = asyncio.Event()

    async def never() -> Told:
        asked.set()
        raise ConnectionResetError

    async with listening(place, {RELOAD: never}):
        asking = asyncio.create_task(asyncio.to_thread(ask, place, RELOAD))
        await asked.wait()
        with pytest.raises(Silent):
            await asking
