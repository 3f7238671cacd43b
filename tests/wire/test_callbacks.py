"""Answers that do not ask for their message back: the same to whoever reads them, less for the bot."""

import discord

from bot.callbacks import use_callbacks
from tests.wire.conftest import RunClient
from tests.wire.discord_server import Callback, DiscordServer, RateLimited
from tests.wire.mini_bot import MiniBot

CALLBACK = "POST /interactions/*/callback"


async def a_bot(run_client: RunClient) -> MiniBot:
    # In the test's own context, which ends with it.
    use_callbacks()
    bot = MiniBot()
    await run_client(bot)
    return bot


async def test_every_way_to_answer_arrives(discord_server: DiscordServer, run_client: RunClient) -> None:
    bot = await a_bot(run_client)
    assert (await discord_server.command("hello")).message.text == "hello you here in en-US"
    card = await discord_server.command("count")
    assert card.callback is Callback.MESSAGE
    person = discord_server.person("presser")
    assert (await person.press(card.message, "Count 1")).callback is Callback.UPDATE
    assert [choice["value"] for choice in await person.autocomplete("eat", "fruit", "ban")] == ["banana"]
    thought = await discord_server.command("think", follow=True)
    await thought.until(lambda it: len(it.messages) == 2)
    assert [message.text for message in thought.messages] == ["the promised one", "and another"]
    uploaded = await discord_server.command("upload")
    await uploaded.until(lambda it: len(it.messages) == 2)
    assert bot.errors.empty()
    callbacks = [request for request in discord_server.requests if request.route.endswith("/callback")]
    assert {request.status for request in callbacks} == {204}


async def test_what_discord_refuses_is_told_and_what_it_puts_off_is_tried_again(
    discord_server: DiscordServer, run_client: RunClient
) -> None:
    bot = await a_bot(run_client)
    discord_server.faults.add(RateLimited(0.01, CALLBACK, times=2))
    assert (await discord_server.command("hello")).message.text == "hello you here in en-US"
    discord_server.person("reader").begin("twice")
    refused = await bot.errors.get()
    assert isinstance(refused, discord.HTTPException)
    assert refused.code == 40060
