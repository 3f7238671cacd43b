"""Faults of Discord's and of the network's: the bot recovers, says so in a line, and goes on answering."""

import logging
from itertools import count
from typing import Any

import pytest

from bot.client import ForumBot
from bot.journal import Journal
from tests.wire.discord_server import Broken, Cut, DiscordServer, RateLimited, Refuse
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Fault
from tests.wire.readers import in_a_server
from tests.wire.test_bot import written
from tests.wire.weather import COMES_BACK, drop, meeting, suffer

CALLBACK = "POST /interactions/*/callback"


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """What an operator reads: our own warnings and worse, and that they have no traceback."""
    found = [record for record in caplog.records if record.name.startswith("bot.")]
    assert [record.exc_info for record in found if record.exc_info] == []
    return [(record.levelname, record.getMessage()) for record in found if record.levelno >= logging.WARNING]


LOST = ("WARNING", "the connection to Discord is lost; trying to come back")


async def outcomes(bot: ForumBot, journal: Journal) -> list[Any]:
    await written(bot, journal)
    return [count.what for count in (await journal.statistics()).outcomes for _ in range(count.times)]


REFUSALS = {
    "missing permissions": ApiError(403, 50013, "Missing Permissions"),
    "missing access": ApiError(403, 50001, "Missing Access"),
    "deleted channel": ApiError(404, 10003, "Unknown Channel"),
    "unknown webhook": ApiError(404, 10015, "Unknown Webhook"),
    "unknown message": ApiError(404, 10008, "Unknown Message"),
}
TOO_LATE = {
    "expired": ApiError(404, 10062, "Unknown interaction"),
    "answered": ApiError(400, 40060, "Interaction has already been acknowledged."),
    "old token": ApiError(401, 50027, "Invalid Webhook Token"),
}


@pytest.mark.parametrize("error", REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_one_line_and_the_next_question_is_answered(
    discord_server: DiscordServer,
    forum_bot: ForumBot,
    journal: Journal,
    caplog: pytest.LogCaptureFixture,
    error: ApiError,
) -> None:
    discord_server.faults.add(Refuse(error, CALLBACK))
    exchange = in_a_server(discord_server).begin("quote")
    # The refused answer is followed by an apology, which is let through.
    assert "抱歉，出错了" in (await exchange.answer()).message.text
    await discord_server.command("speaker", name="島田")
    ((level, text),) = lines(caplog)
    assert (level, str(error.code) in text, "reference" in text) == ("WARNING", True, True)
    assert await outcomes(forum_bot, journal) == ["error", "ok"]


@pytest.mark.parametrize("error", TOO_LATE.values(), ids=TOO_LATE)
async def test_what_takes_no_answer_any_more_is_one_line_and_gets_no_apology(
    discord_server: DiscordServer,
    forum_bot: ForumBot,
    journal: Journal,
    caplog: pytest.LogCaptureFixture,
    error: ApiError,
) -> None:
    refused = discord_server.faults.add(Refuse(error, CALLBACK, times=2))
    in_a_server(discord_server).begin("quote")
    await discord_server.faults.met(refused)
    await written(forum_bot, journal)
    assert refused.met == 1, "no apology is tried"
    ((level, text),) = lines(caplog)
    assert (level, f"(code {error.code}, reference " in text) == ("WARNING", True)
    assert await outcomes(forum_bot, journal) == ["error"]


@pytest.mark.parametrize(
    "fault", [Cut(CALLBACK, times=1), Broken(503, CALLBACK, times=1)], ids=["connection reset", "503"]
)
async def test_a_broken_wire_is_one_line(
    discord_server: DiscordServer,
    forum_bot: ForumBot,
    journal: Journal,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    discord_server.faults.add(fault)
    exchange = in_a_server(discord_server).begin("quote")
    assert (await exchange.answer()).message.text
    await discord_server.command("quote")
    assert len(lines(caplog)) <= 1
    assert (await outcomes(forum_bot, journal))[-1] == "ok"


async def test_a_cut_line_and_no_apology_either(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    cut = discord_server.faults.add(Cut(CALLBACK, times=2))
    in_a_server(discord_server).begin("quote")
    await discord_server.faults.met(cut, 2)
    await discord_server.command("quote")
    assert [text.partition(" (")[0] for _, text in lines(caplog)] == [
        "the answer did not reach Discord",
        "no apology could be sent",
    ]
    assert sorted(await outcomes(forum_bot, journal)) == ["error", "ok"]


async def test_a_global_limit_holds_up_and_loses_nothing(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    discord_server.faults.add(RateLimited(0.01, CALLBACK, times=2, scope="global"))
    for exchange in [in_a_server(discord_server).begin("quote") for _ in range(6)]:
        await exchange.answer()
    assert lines(caplog) == []
    assert await outcomes(forum_bot, journal) == ["ok"] * 6


async def test_a_storm_of_reconnects_is_weathered(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    for times in range(1, 6):
        discord_server.gateway.ask_to_reconnect()
        await discord_server.resumed(times)
    await discord_server.command("quote")
    assert len(discord_server.gateway.identifies) == 1, "a session is begun once, and resumed"
    told = lines(caplog)
    assert set(told) == {LOST}
    assert len(told) <= 5
    assert await outcomes(forum_bot, journal) == ["ok"]


async def test_whatever_closes_the_gateway_for_a_while_is_one_line(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    await forum_bot.wait_until_ready()
    for times, code in enumerate(COMES_BACK, 1):
        discord_server.gateway.close(code)
        await discord_server.resumed(times)
        # An answer shows that the bot has read all that came before it, RESUMED among it.
        await discord_server.command("quote")
    assert lines(caplog) == [LOST] * len(COMES_BACK)
    assert await outcomes(forum_bot, journal) == ["ok"] * len(COMES_BACK)


async def test_a_gateway_that_closes_at_once_is_not_stormed(
    discord_server: DiscordServer, forum_bot: ForumBot, caplog: pytest.LogCaptureFixture
) -> None:
    await forum_bot.wait_until_ready()
    discord_server.gateway.turning_away = [4000] * 4
    discord_server.gateway.drop()
    await discord_server.resumed()
    await discord_server.command("quote")
    lost, (level, told) = lines(caplog)
    assert lost == LOST
    assert (level, told.partition(";")[0]) == (
        "WARNING",
        "Discord is out of reach (it closes each connection at once)",
    )


async def test_sessions_that_are_no_more_are_begun_anew(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    await forum_bot.wait_until_ready()
    discord_server.gateway.invalidate(resumable=False)
    await discord_server.identified(2)
    await discord_server.command("quote")
    assert lines(caplog) == [LOST]
    assert await outcomes(forum_bot, journal) == ["ok"]


@pytest.mark.usefixtures("forum_bot")
async def test_a_session_that_only_stirred_is_resumed(discord_server: DiscordServer) -> None:
    discord_server.gateway.invalidate(resumable=True)
    await discord_server.resumed()
    await discord_server.command("quote")


@pytest.mark.usefixtures("forum_bot")
async def test_what_the_weather_costs_is_counted(discord_server: DiscordServer) -> None:
    numbers = count()
    assert (await suffer(discord_server, drop, numbers)).startswith("10 of 10 answered, the first after ")
    refused = meeting(lambda: Refuse(REFUSALS["deleted channel"], CALLBACK))
    assert (await suffer(discord_server, refused, numbers)).startswith("9 of 10 answered, ")


async def test_a_stale_command_is_answered_and_written_down(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal
) -> None:
    command = forum_bot.tree.remove_command("forum")
    assert command is not None
    exchange = await discord_server.command("forum")
    assert "went wrong" in exchange.message.text
    assert exchange.ephemeral
    assert await outcomes(forum_bot, journal) == ["error"]
    assert (await journal.statistics()).commands[0].what == "forum"
