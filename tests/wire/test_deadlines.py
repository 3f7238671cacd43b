"""Discord's deadlines and error codes, as the unmodified client meets them."""

import discord
import pytest
from discord import app_commands

from tests.wire.discord_server import (
    Broken,
    DidNotRespondError,
    DiscordServer,
    Held,
    ManualClock,
    NothingHappenedError,
    RateLimited,
    Refuse,
)
from tests.wire.discord_server.errors import ApiError
from tests.wire.mini_bot import MiniBot

CALLBACK = "POST /interactions/*/callback"


async def error_of(bot: MiniBot) -> discord.HTTPException:
    error = await bot.errors.get()
    assert isinstance(error, discord.HTTPException), error
    return error


async def test_an_answer_after_three_seconds_is_refused(
    discord_server: DiscordServer, mini_bot: MiniBot, clock: ManualClock
) -> None:
    exchange = discord_server.person("reader").begin("late")
    await mini_bot.reached.wait()
    clock.advance(2.9)
    assert not exchange.failed
    clock.advance(0.2)
    with pytest.raises(DidNotRespondError, match="late: the bot did nothing"):
        await exchange.answer()
    mini_bot.go.set()
    error = await error_of(mini_bot)
    assert isinstance(error, discord.NotFound)
    assert error.code == 10062
    assert [refusal.code for refusal in exchange.refusals] == [10062]


async def test_a_token_lives_fifteen_minutes(
    discord_server: DiscordServer, mini_bot: MiniBot, clock: ManualClock
) -> None:
    exchange = discord_server.person("reader").begin("late", defer=True)
    await mini_bot.reached.wait()
    clock.advance(15 * 60)
    mini_bot.go.set()
    error = await error_of(mini_bot)
    assert (error.status, error.code) == (401, 50027)
    assert not exchange.answered


async def test_an_interaction_is_acknowledged_once(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    exchange = await discord_server.command("twice")
    error = await error_of(mini_bot)
    assert (error.status, error.code) == (400, 40060)
    assert exchange.message.text == "once"


async def test_an_empty_message_is_refused(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    exchange = discord_server.person("reader").begin("empty")
    error = await error_of(mini_bot)
    assert (error.status, error.code) == (400, 50006)
    assert not exchange.acknowledged


async def test_a_wrong_body_is_refused_with_its_place(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    exchange = discord_server.person("reader").begin("broken")
    error = await error_of(mini_bot)
    assert (error.status, error.code) == (400, 50035)
    assert "data.components.0.content" in error.text
    assert [refusal.code for refusal in exchange.refusals] == [50035]
    assert [request.status for request in discord_server.invalid] == [400]


async def test_wrong_commands_are_refused(mini_bot: MiniBot) -> None:
    @app_commands.command(name="wrong", description="x" * 101)
    async def wrong(interaction: discord.Interaction) -> None:
        del interaction

    mini_bot.tree.add_command(wrong)
    with pytest.raises(discord.HTTPException) as refused:
        await mini_bot.tree.sync()
    assert refused.value.code == 50035
    assert "description" in refused.value.text


@pytest.mark.parametrize("scope", ["user", "global"])
async def test_a_rate_limit_is_waited_for(
    discord_server: DiscordServer, mini_bot: MiniBot, scope: str
) -> None:
    fault = discord_server.faults.add(RateLimited(0.01, CALLBACK, times=2, scope=scope))
    exchange = await discord_server.command("hello")
    assert exchange.message.text == "hello you here in en-US"
    assert fault.met == 2
    sync = discord_server.faults.add(RateLimited(0.01, "PUT */commands", scope=scope))
    await mini_bot.tree.sync()
    assert sync.met == 1


@pytest.mark.usefixtures("mini_bot")
async def test_a_broken_server_is_tried_again(discord_server: DiscordServer) -> None:
    fault = discord_server.faults.add(Broken(502, CALLBACK))
    exchange = await discord_server.command("hello")
    assert exchange.message.text == "hello you here in en-US"
    assert fault.met == 1


async def test_a_lost_answer_is_sent_twice_and_refused(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    discord_server.faults.add(Broken(502, CALLBACK, after=True))
    exchange = await discord_server.command("hello")
    assert exchange.message.text == "hello you here in en-US"
    assert (await error_of(mini_bot)).code == 40060


async def test_any_refusal_can_be_had(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    discord_server.faults.add(Refuse(ApiError(403, 50013, "Missing Permissions"), CALLBACK))
    discord_server.person("reader").begin("hello")
    error = await error_of(mini_bot)
    assert isinstance(error, discord.Forbidden)
    assert error.code == 50013


async def test_requests_can_be_held(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    held = Held(CALLBACK)
    discord_server.faults.add(held)
    exchange = discord_server.person("reader").begin("hello")
    await discord_server.faults.met(held)
    with pytest.raises(NothingHappenedError, match="hello: the bot did nothing"):
        await exchange.answer(patience=0)
    held.release()
    await exchange.answer()
    assert mini_bot.errors.empty()
