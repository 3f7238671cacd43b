"""Commands that Discord does not take now: the bot goes live with those it has, and tries again."""

import asyncio
import logging

import discord
import pytest

from bot.client import ForumBot, use_api
from bot.journal import Journal
from bot.registration import Registration
from tests.wire.conftest import MakeBot
from tests.wire.discord_server import Broken, Cut, DiscordServer, RateLimited, Refuse
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Fault

SYNC = "PUT /applications/*/commands"
TOLD = "; Discord goes on with those it has, next try in "


class Pauses:
    """Pauses that take no time, and how long they would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def registration(forum_bot: ForumBot, journal: Journal, pauses: Pauses) -> Registration:
    return Registration(tree=forum_bot.tree, journal=journal, wordings="other", pause=pauses)


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (RateLimited(7200, SYNC, times=2), [7200, 7200]),
        (RateLimited(7200, SYNC, times=1, scope="global"), [7200]),
        (Broken(503, SYNC, times=3), [60, 120, 240]),
        # Of each try two requests are cut: aiohttp repeats one itself.
        (Cut(SYNC, times=16), [60, 120, 240, 480, 960, 1920, 3600, 3600]),
    ],
    ids=["429", "global 429", "503", "cut"],
)
async def test_what_passes_is_waited_for(
    discord_server: DiscordServer,
    forum_bot: ForumBot,
    journal: Journal,
    registration: Registration,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    waited: list[float],
) -> None:
    caplog.set_level(logging.INFO)
    discord_server.faults.add(fault)
    before = journal.state(f"commands:{forum_bot.application_id}")
    await registration.keep(forum_bot.application_id)
    assert journal.state(f"commands:{forum_bot.application_id}") == before, "nobody waits for the second try"
    (again,) = trying()
    await again
    assert journal.state(f"commands:{forum_bot.application_id}") != before
    assert pauses.seconds == waited
    told = [record.getMessage() for record in caplog.records if TOLD in record.getMessage()]
    assert [float(each.partition(TOLD)[2].removesuffix(" s")) for each in told] == waited
    assert not [record.exc_info for record in caplog.records if record.exc_info]


async def test_nothing_is_tried_any_more_once_it_is_stopped(
    discord_server: DiscordServer, forum_bot: ForumBot, registration: Registration
) -> None:
    fault = discord_server.faults.add(Broken(503, SYNC, times=None))
    await registration.keep(forum_bot.application_id)
    registration.stop()
    met = fault.met
    await discord_server.command("quote")
    assert fault.met == met


async def test_what_is_refused_for_good_once_it_is_live_is_told(
    discord_server: DiscordServer,
    forum_bot: ForumBot,
    journal: Journal,
    registration: Registration,
    caplog: pytest.LogCaptureFixture,
) -> None:
    discord_server.faults.add(Broken(503, SYNC))
    discord_server.faults.add(Refuse(ApiError(403, 50001, "Missing Access"), SYNC))
    before = journal.state(f"commands:{forum_bot.application_id}")
    await registration.keep(forum_bot.application_id)
    (again,) = trying()
    await again
    assert journal.state(f"commands:{forum_bot.application_id}") == before
    told = caplog.records[-1]
    assert told.levelname == "ERROR"
    assert told.getMessage().endswith("until the next start")
    assert "Missing Access" in caplog.text


async def test_what_is_refused_for_good_is_raised(
    discord_server: DiscordServer, forum_bot: ForumBot, registration: Registration
) -> None:
    discord_server.faults.add(Refuse(ApiError(403, 50001, "Missing Access"), SYNC))
    with pytest.raises(discord.Forbidden):
        await registration.keep(forum_bot.application_id)


async def test_a_bot_whose_commands_are_not_taken_today_answers_by_those_of_yesterday(
    discord_server: DiscordServer, make_bot: MakeBot, journal: Journal
) -> None:
    with addressed(discord_server, use_api):
        async with running(make_bot(), discord_server):
            await discord_server.command("quote")
        journal.set_state(f"commands:{discord_server.world.application.id}", "of another version")
        discord_server.faults.add(RateLimited(7200, SYNC, times=None))
        async with running(make_bot(), discord_server):
            await discord_server.command("quote")
            assert trying()
        assert not trying(), "it has left"


def trying() -> list[asyncio.Task[None]]:
    return [task for task in asyncio.all_tasks() if task.get_name() == "register commands"]
