"""What each way to be shut out comes to: to end for good with 78, or for a while with 75."""

from typing import Any

import aiohttp
import discord
import pytest

from bot.admission import NoStartsLeft, NotAdmitted, Unreachable, verdict
from tests.wire.weather import COMES_BACK

FOR_GOOD = (4004, 4010, 4011, 4012, 4013, 4014)


class Closed:
    """As much of a websocket as discord.py's exception looks at."""

    def __init__(self, code: int) -> None:
        self.close_code = code


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = Closed(code)
    return discord.ConnectionClosed(socket, shard_id=None)


@pytest.mark.parametrize("code", [*COMES_BACK, *FOR_GOOD])
def test_every_code_of_the_gateway_has_its_verdict(code: int) -> None:
    told = verdict(closed(code))
    assert isinstance(told, NotAdmitted if code in FOR_GOOD else Unreachable)
    assert told.why


def test_the_codes_are_all_that_discord_documents() -> None:
    assert {*range(4000, 4015)} - {*COMES_BACK, *FOR_GOOD} == set()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (discord.RateLimited(900), "it takes no more requests for 900 s"),
        (NoStartsLeft(7200), "the bot was started too often today; Discord lets it in again in 2.0 hours"),
        (aiohttp.ServerDisconnectedError(), "Server disconnected"),
        (ConnectionResetError(), "ConnectionResetError"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_what_passes_is_told_in_its_own_words(error: Exception, why: str) -> None:
    told = verdict(error)
    assert isinstance(told, Unreachable)
    assert told.why == why


def test_a_fault_of_our_own_is_nobody_elses() -> None:
    assert verdict(KeyError("x")) is None
