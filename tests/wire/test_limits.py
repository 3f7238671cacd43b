"""How often one may ask: whoever asks too much waits, is told so once, and keeps nobody else waiting."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive, Library
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.turnstile import Buckets, Turnstile
from bot.journal import Journal
from bot.settings import LimitSettings
from tests.support.catalogues import shipped_catalogues
from tests.wire.discord_server import DiscordServer
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.components import interactive
from tests.wire.readers import in_a_server
from tests.wire.test_bot import written

LIMITS = LimitSettings(
    user_per_minute=6, user_burst=3, guild_per_minute=12, guild_burst=5, typing_per_minute=6, typing_burst=2
)
WAIT = "One moment, please"


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def limited(
    discord_server: DiscordServer, archive: Archive, journal: Journal, seconds: Seconds
) -> AsyncIterator[ForumBot]:
    """The bot with little patience."""
    with addressed(discord_server, use_api):
        bot = ForumBot(
            library=Library(archive),
            journal=journal,
            catalogues=shipped_catalogues(),
            clock=utc_now,
            random=Random(17),
            turnstile=Turnstile(LIMITS, seconds),
        )
        async with running(bot, discord_server):
            yield bot


async def test_who_asks_too_much_is_told_once_and_others_are_served(
    discord_server: DiscordServer, limited: ForumBot, journal: Journal, seconds: Seconds
) -> None:
    greedy, other = discord_server.person("greedy"), discord_server.person("other")
    for _ in range(3):
        assert WAIT not in (await greedy.command("quote")).message.text
    told = await greedy.command("quote")
    assert told.ephemeral
    assert WAIT in told.message.text
    assert "<t:" in told.message.text
    ignored = [greedy.begin("quote") for _ in range(20)]
    assert WAIT not in (await other.command("quote")).message.text
    await written(limited, journal)
    assert not [exchange.steps for exchange in ignored if exchange.steps], "no reply, and no cost"
    outcomes = await journal.statistics(int(discord_server.guild.id))
    assert {count.what: count.times for count in outcomes.outcomes} == {"ok": 4, "refused": 1}
    seconds.now += 10
    assert WAIT not in (await greedy.command("quote")).message.text, "as promised"


@pytest.mark.usefixtures("limited")
async def test_buttons_count_too_and_never_change_the_card_that_carries_them(
    discord_server: DiscordServer,
) -> None:
    reader = discord_server.person("reader")
    card = (await reader.command("forum")).message

    def turn() -> str:
        parts = [part for part in interactive(card.components) if not part.get("disabled")]
        return next(str(part["custom_id"]) for part in parts if ">" in part.get("custom_id", ""))

    for _ in range(2):
        await reader.press(card, turn())
    shown = card.text
    told = await reader.press(card, turn())
    assert WAIT in told.message.text
    assert told.ephemeral
    assert card.text == shown


@pytest.mark.usefixtures("limited")
async def test_a_server_that_asks_too_much_is_told_in_the_readers_language(
    discord_server: DiscordServer, seconds: Seconds
) -> None:
    for number in range(5):
        await discord_server.person(f"reader {number}").command("quote")
    told = await in_a_server(discord_server).command("quote")
    assert "请稍等" in told.message.text
    assert "服务器" in told.message.text
    assert told.ephemeral
    elsewhere = await discord_server.writing("reader").command("quote")
    assert WAIT not in elsewhere.message.text
    seconds.now += 5
    assert WAIT not in (await discord_server.person("late").command("quote")).message.text


@pytest.mark.usefixtures("limited")
async def test_typing_has_a_measure_of_its_own(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    offered = [await reader.autocomplete("speaker", "name", "shimada") for _ in range(4)]
    assert [bool(choices) for choices in offered] == [True, True, False, False]
    assert WAIT not in (await reader.command("quote")).message.text, "typing costs no answers"


@given(
    per_minute=st.floats(0.5, 6000),
    burst=st.integers(1, 50),
    steps=st.lists(st.floats(0, 30, allow_subnormal=False), min_size=1, max_size=200),
)
def test_no_stretch_of_time_has_more_than_its_share(
    per_minute: float, burst: int, steps: list[float]
) -> None:
    clock = Seconds()
    buckets = Buckets(per_minute, burst, clock)
    taken: list[float] = []
    for step in steps:
        clock.now += step
        wait = buckets.take(1)
        if wait:
            clock.now += wait + 1e-6
            assert buckets.take(1) == 0.0, "after the time that was told"
        taken.append(clock.now)
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            share = burst + (taken[last] - taken[first]) * per_minute / 60
            assert last - first + 1 <= share + 1e-6


@given(st.lists(st.integers(0, 30), max_size=300))
def test_memory_is_bounded_and_nobody_pays_for_another(keys: list[int]) -> None:
    clock = Seconds()
    small, large = Buckets(60, 2, clock, most=8), Buckets(60, 2, clock)
    for key in keys:
        small.take(key)
        assert len(small) <= 8
        large.take(key)
    for key in set(keys):
        assert (large.take(key) > 0) == (keys.count(key) >= 2)


def test_nobody_who_reads_ever_waits() -> None:
    """A press every second and a half for an hour, with ten at once now and then; typing all the while."""
    clock = Seconds()
    turnstile = Turnstile(LimitSettings(), clock)
    for number in range(2400):
        for _ in range(10 if number % 100 == 0 else 1):
            assert turnstile.enter(1, 2) is None
        clock.now += 1.5
        assert turnstile.type(1)
        assert turnstile.type(1)


def test_a_wait_is_told_again_after_a_while() -> None:
    clock = Seconds()
    turnstile = Turnstile(LimitSettings(user_per_minute=0.1, user_burst=1), clock)
    turnstile.enter(1, None)
    waits = []
    for _ in range(3):
        waits.append(turnstile.enter(1, None))
        clock.now += 45
    assert [wait.told for wait in waits if wait] == [False, True, False]
    assert all(first.seconds > second.seconds for first, second in pairwise(filter(None, waits)))
