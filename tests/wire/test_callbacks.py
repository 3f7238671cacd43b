"""Answers that do not ask for their message back: the same to whoever reads them, less for the bot."""

from typing import Any

import aiohttp
import discord
import pytest
from discord import InteractionResponseType, app_commands
from discord.webhook.async_ import async_context

from bot.callbacks import Callbacks, use_callbacks
from bot.post import Line, Post
from bot.ui.finished import Finished
from tests.wire.conftest import MakeBot, RunClient
from tests.wire.discord_server import Broken, Callback, Cut, DiscordServer, Held, RateLimited, Refuse
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.faults import Fault
from tests.wire.mini_bot import Interaction, MiniBot, card

CALLBACK = "POST /interactions/*/callback"
PROMISE = "PATCH /webhooks/*/messages/@original"


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


@pytest.mark.parametrize("command", ["hello", "upload"])
@pytest.mark.parametrize("after", [False, True], ids=["before it arrived", "after it arrived"])
async def test_a_line_that_is_cut_costs_nobody_an_answer(
    discord_server: DiscordServer, run_client: RunClient, command: str, *, after: bool
) -> None:
    bot = await a_bot(run_client)
    cut = discord_server.faults.add(Cut(CALLBACK, times=1 if after else 2, after=after))
    exchange = await discord_server.command(command)
    await exchange.until(lambda it: len(it.messages) == 1 + (command == "upload"))
    # Sent again, it is refused as a second answer: the first one had arrived.
    await exchange.until(lambda it: [refusal.code for refusal in it.refusals] == [40060] * after)
    await discord_server.command("hello")
    assert cut.met == (1 if after else 2)
    assert bot.errors.empty()


async def test_an_answer_that_was_taken_before_something_broke_has_arrived(
    discord_server: DiscordServer, run_client: RunClient
) -> None:
    bot = await a_bot(run_client)
    broken = discord_server.faults.add(Broken(502, CALLBACK, after=True))
    exchange = await discord_server.command("hello")
    await exchange.until(lambda it: [refusal.code for refusal in it.refusals] == [40060])
    await discord_server.command("hello")
    assert broken.met == 1
    assert bot.errors.empty()


async def test_a_line_that_stays_cut_is_told(discord_server: DiscordServer, run_client: RunClient) -> None:
    bot = await a_bot(run_client)
    cut = discord_server.faults.add(Cut(CALLBACK, times=None))
    discord_server.person("reader").begin("hello")
    assert isinstance(await bot.errors.get(), aiohttp.ClientConnectionError)
    assert cut.met == 4


@pytest.mark.parametrize(
    "fault", [Held(CALLBACK), RateLimited(60, CALLBACK)], ids=["no answer", "a long rate limit"]
)
async def test_nobody_waits_for_what_cannot_be_in_time(
    discord_server: DiscordServer, run_client: RunClient, fault: Fault
) -> None:
    async_context.set(Callbacks(patience=0.05))
    bot = MiniBot()
    await run_client(bot)
    discord_server.faults.add(fault)
    discord_server.person("reader").begin("hello")
    error = await bot.errors.get()
    assert isinstance(error, TimeoutError)
    assert str(error) == "Discord took nothing for 0.05 s"
    discord_server.faults.clear()


async def test_somebody_elses_answer_is_not_taken_for_ours(
    discord_server: DiscordServer, run_client: RunClient
) -> None:
    bot = await a_bot(run_client)
    discord_server.faults.add(Refuse(ApiError(400, 40060, "Already acknowledged"), CALLBACK))
    discord_server.person("reader").begin("hello")
    error = await bot.errors.get()
    assert isinstance(error, discord.HTTPException)
    assert error.code == 40060


class Overheard(Callbacks):
    """Keeps the bodies of what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies: list[bytes] = []

    async def request(self, route: Any, session: Any, **options: Any) -> Any:
        post: Post = session
        self.bodies.append(post.body)
        return await super().request(route, session, **options)


async def test_a_kept_card_is_sent_to_the_letter_as_the_library_sends_it(
    discord_server: DiscordServer, run_client: RunClient
) -> None:
    adapter, bot, kept = Overheard(), MiniBot(), Finished(card(1))
    async_context.set(adapter)

    @app_commands.command(description="The same card twice")
    async def same(interaction: Interaction, *, again: bool, private: bool) -> None:
        kind = InteractionResponseType.channel_message
        if again:
            assert await adapter.say_again(interaction, kept, kind, private=private)
        else:
            await interaction.response.send_message(view=kept, ephemeral=private)
        assert interaction.response.is_done()

    bot.tree.add_command(same)
    await run_client(bot)
    for private in (False, True):
        for again in (False, True, True):
            exchange = await discord_server.command("same", again=again, private=private)
            assert exchange.message.ephemeral is private
    assert bot.errors.empty()
    public, *others = adapter.bodies
    assert others[:2] == [public, public]
    assert len({*others[2:]}) == 1
    assert others[2] != public


async def test_the_bot_shows_and_turns_its_kept_cards_on_the_wire(
    discord_server: DiscordServer, run_client: RunClient, make_bot: MakeBot
) -> None:
    adapter = Overheard()
    async_context.set(adapter)
    await run_client(make_bot())
    reader = discord_server.person("reader")
    first = await reader.command("forum")
    before = first.message.text
    turned = await reader.press(first.message, "Next")
    assert turned.callback is Callback.UPDATE
    assert turned.message.text != before
    assert (await reader.press(turned.message, "Previous")).message.text == before
    hidden = await reader.command("forum", private=True)
    assert hidden.message.ephemeral
    assert hidden.message.text == before
    assert len(adapter.bodies) == 4


@pytest.mark.parametrize(
    "special", [{"trust_env": True}, {"headers": {"X-Own": "1"}}, {"trace_configs": [aiohttp.TraceConfig()]}]
)
async def test_a_session_with_wishes_of_its_own_is_asked_itself(special: dict[str, Any]) -> None:
    async with aiohttp.ClientSession(**special) as session:
        assert Line.of(session, "https://discord.com/api/v10") is None
    async with aiohttp.ClientSession() as plain:
        assert Line.of(plain, "https://discord.com/api/v10") is not None


@pytest.mark.parametrize(
    "fault",
    [Cut(PROMISE, times=2), Cut(PROMISE, after=True), RateLimited(0.01, PROMISE, scope="global")],
    ids=["before it arrived", "after it arrived", "429"],
)
async def test_a_promise_is_kept_over_a_line_that_is_cut(
    discord_server: DiscordServer, run_client: RunClient, fault: Fault
) -> None:
    bot = await a_bot(run_client)
    discord_server.faults.add(fault)
    exchange = await discord_server.command("think")
    await exchange.until(lambda it: len(it.messages) == 2)
    assert "and another" in [message.text for message in exchange.messages]
    assert fault.met == fault.times
    assert bot.errors.empty()
