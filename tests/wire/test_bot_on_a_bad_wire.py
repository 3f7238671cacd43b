"""The real bot on a bad wire: dropped lines, refusals, restarts. What can be answered is answered."""

import asyncio
import logging

import discord
import pytest

from bot.client import ForumBot, use_api
from tests.wire.conftest import MakeBot
from tests.wire.discord_server import Broken, DiscordServer, Held, ManualClock, RateLimited
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.components import interactive
from tests.wire.readers import in_a_server

CALLBACK = "POST /interactions/*/callback"


async def test_buttons_outlive_a_restart(
    discord_server: DiscordServer, make_bot: MakeBot, forum_bot: ForumBot
) -> None:
    reader = in_a_server(discord_server)
    card = (await reader.command("quote")).message
    await forum_bot.close()
    discord_server.forget_requests()
    async with running(make_bot(), discord_server):
        buttons = [part for part in interactive(card.components) if "custom_id" in part]
        for button in buttons:
            await reader.press(card, button["custom_id"])
    routes = {(request.method, request.route) for request in discord_server.requests}
    assert ("PUT", "/applications/{application_id}/commands") not in routes, "nothing had changed"


@pytest.mark.usefixtures("forum_bot")
async def test_nothing_is_lost_when_the_gateway_drops(discord_server: DiscordServer) -> None:
    held = Held("GET /resume")
    discord_server.faults.add(held)
    discord_server.gateway.drop()
    await discord_server.faults.met(held)
    missed = [in_a_server(discord_server).begin("quote") for _ in range(10)]
    held.release()
    for exchange in missed:
        await exchange.answer()
    assert discord_server.gateway.resumes == [10]


@pytest.mark.usefixtures("forum_bot")
async def test_a_reconnect_goes_unnoticed(discord_server: DiscordServer) -> None:
    discord_server.gateway.ask_to_reconnect()
    await discord_server.resumed()
    await discord_server.command("quote")


@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("scope", ["user", "global"])
async def test_a_rate_limit_delays_and_loses_nothing(discord_server: DiscordServer, scope: str) -> None:
    discord_server.faults.add(RateLimited(0.01, CALLBACK, times=3, scope=scope))
    exchanges = [in_a_server(discord_server).begin("quote") for _ in range(5)]
    for exchange in exchanges:
        await exchange.answer()


@pytest.mark.usefixtures("forum_bot")
async def test_an_answer_too_late_is_one_line_in_the_log(
    discord_server: DiscordServer, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    held = Held(CALLBACK)
    discord_server.faults.add(held)
    exchange = in_a_server(discord_server).begin("quote")
    await discord_server.faults.met(held)
    clock.advance(3)
    held.release()
    await exchange.until(lambda it: it.refusals)
    assert [refusal.code for refusal in exchange.refusals] == [10062]
    await discord_server.command("quote")
    assert [record.levelname for record in caplog.records if "10062" in record.getMessage()] == ["WARNING"]


@pytest.mark.usefixtures("forum_bot")
async def test_an_answer_sent_twice_is_one_line_in_the_log(
    discord_server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    discord_server.faults.add(Broken(502, CALLBACK, after=True))
    exchange = await discord_server.command("quote")
    await exchange.until(lambda it: it.refusals)
    assert [refusal.code for refusal in exchange.refusals] == [40060]
    await discord_server.command("quote")
    assert [record.levelname for record in caplog.records if "40060" in record.getMessage()] == ["WARNING"]


async def test_whoever_is_being_served_is_served_before_the_bot_leaves(
    discord_server: DiscordServer, forum_bot: ForumBot
) -> None:
    held = Held(CALLBACK)
    discord_server.faults.add(held)
    exchange = in_a_server(discord_server).begin("quote")
    await discord_server.faults.met(held)
    leaving = asyncio.create_task(forum_bot.close())
    held.release()
    await exchange.answer()
    await leaving
    assert forum_bot.is_closed()


async def test_a_wrong_token_is_said(discord_server: DiscordServer, make_bot: MakeBot) -> None:
    with addressed(discord_server, use_api):
        async with make_bot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.start("wrong")


async def test_the_token_is_in_no_log(
    discord_server: DiscordServer, make_bot: MakeBot, caplog: pytest.LogCaptureFixture
) -> None:
    with addressed(discord_server, use_api), caplog.at_level(logging.INFO):
        async with running(make_bot(), discord_server):
            await discord_server.command("quote")
    assert discord_server.token not in caplog.text
