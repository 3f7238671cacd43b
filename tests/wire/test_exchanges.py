"""What a person does, what the bot answers, and what is then to be seen."""

from typing import Any

import discord
import pytest
from discord import app_commands

from tests.support.openapi import described
from tests.wire.discord_server import (
    Callback,
    DiscordServer,
    Message,
    NotOfferedError,
    Why,
)
from tests.wire.discord_server.bodies import Upload
from tests.wire.discord_server.world import MANAGE_GUILD
from tests.wire.mini_bot import MiniBot


async def test_a_command_is_answered(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    exchange = await discord_server.command("hello", name="reader")
    assert exchange.message.text == "hello reader here in en-US"
    assert exchange.callback is Callback.MESSAGE
    assert not exchange.ephemeral
    assert exchange.latency is not None
    assert exchange.message.payload["interaction_metadata"]["name"] == "hello"
    assert mini_bot.user is not None
    assert exchange.message.payload["author"]["id"] == str(mini_bot.user.id)
    private = await discord_server.command("hello", private=True)
    assert private.ephemeral


async def test_commands_keep_their_ids_and_get_new_versions(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    before = {command["name"]: command for command in discord_server.commands.all()}
    assert before["eat"]["options"][0]["autocomplete"] is True

    @app_commands.command(name="eat", description="Eat something else")
    async def eat(interaction: discord.Interaction) -> None:
        del interaction

    mini_bot.tree.add_command(eat, override=True)
    await mini_bot.tree.sync()
    after = {command["name"]: command for command in discord_server.commands.all()}
    assert after["hello"] == before["hello"]
    assert after["eat"]["id"] == before["eat"]["id"]
    assert int(after["eat"]["version"]) > int(before["eat"]["version"])


@pytest.mark.usefixtures("mini_bot")
async def test_typing_is_met_with_choices(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    assert await reader.autocomplete("eat", "fruit", "ap", times=2) == [
        {"name": "Apple", "value": "apple"},
        {"name": "Apricot", "value": "apricot"},
    ]
    exchange = await reader.command("eat", fruit="apple", times=2)
    assert exchange.message.text == "ate 2 apple"


@pytest.mark.usefixtures("mini_bot")
async def test_a_button_changes_its_message(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    sent = await reader.command("count")
    assert sent.message.text == "number 1"
    pressed = await reader.press(sent.message, "Count 1")
    assert pressed.callback is Callback.UPDATE
    assert pressed.message is sent.message
    assert sent.message.text == "number 2"
    assert sent.message.payload["edited_timestamp"] is not None
    again = await discord_server.person("another").press(sent.message, "count:2")
    assert again.message.labels[0] == "Count 3"


@pytest.mark.usefixtures("mini_bot")
async def test_a_menu_is_answered_by_a_message(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    sent = await reader.command("count")
    chosen = await reader.choose(sent.message, ["cherry"])
    assert chosen.message.text == "chose cherry"
    assert chosen.ephemeral
    assert chosen.message.payload["interaction_metadata"]["interacted_message_id"] == sent.message.id
    assert sent.message.text == "number 1"
    with pytest.raises(NotOfferedError, match="does not take"):
        await reader.choose(sent.message, ["coal"])


@pytest.mark.usefixtures("mini_bot")
@pytest.mark.parametrize("follow", [False, True])
async def test_a_promise_is_kept(discord_server: DiscordServer, *, follow: bool) -> None:
    reader = discord_server.person("reader")
    exchange = reader.begin("think", follow=follow)
    await exchange.until(lambda it: len(it.messages) == 2)
    assert exchange.deferred
    assert exchange.message.text == ("the promised one" if follow else "number 7")
    assert exchange.ephemeral
    assert exchange.messages[1].text == "and another"
    assert [step.what for step in exchange.steps] == ["acknowledge", "edit", "follow up"]
    first = exchange.steps[0].payload
    assert first is not None
    assert first["flags"] == 128 | 64


@pytest.mark.usefixtures("mini_bot")
async def test_a_deferred_command_is_not_answered_by_its_promise(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    exchange = discord_server.person("reader").begin("late", defer=True)
    await exchange.until(lambda it: it.acknowledged)
    assert not exchange.answered
    mini_bot.go.set()
    await exchange.answer()
    assert exchange.message.text == "at last"


@pytest.mark.usefixtures("mini_bot")
async def test_files_arrive_and_can_be_fetched(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    exchange = discord_server.person("reader").begin("upload")
    await exchange.until(lambda it: len(it.messages) == 2)
    card, text = exchange.messages
    assert card.files == {"dot.png": b"dot"}
    media = card.components[0]["items"][0]["media"]
    assert media["url"] == card.payload["attachments"][0]["url"]
    assert text.files == {"words.txt": b"words"}
    assert mini_bot.errors.empty()


@pytest.mark.usefixtures("mini_bot")
async def test_messages_are_followed_changed_and_deleted(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    exchange = discord_server.person("reader").begin("follow")
    await exchange.until(lambda it: [step.what for step in it.steps].count("delete") == 2)
    assert [message.text for message in exchange.messages] == ["changed"]
    assert exchange.original is not None
    assert exchange.original.deleted
    assert mini_bot.errors.empty()


@pytest.mark.usefixtures("mini_bot")
async def test_everything_that_a_form_takes_reaches_the_bot(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    reader = discord_server.person("reader")
    channel = discord_server.guild.channels[0]
    exchange = await reader.command(
        "fill", who=reader.user, where=channel, what=Upload("a.txt", b"four"), share=0.5
    )
    assert exchange.message.text == "reader forum 4 0.5"
    peeled = await reader.command("fruit peel", fruit="banana")
    assert peeled.message.text == "peeled banana"
    assert mini_bot.errors.empty()


@pytest.mark.usefixtures("mini_bot")
async def test_a_message_has_a_menu(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    message = (await reader.command("hello")).message
    exchange = await reader.menu("What is this?", message)
    assert exchange.message.text == f"these are {len(message.text)} characters"
    assert exchange.message.payload["interaction_metadata"]["target_message_id"] == message.id


@pytest.mark.usefixtures("mini_bot")
async def test_nobody_can_do_what_the_screen_does_not_offer(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    message = (await reader.command("count")).message
    private = (await reader.command("hello", private=True)).message

    async def why(attempt: object) -> Why:
        with pytest.raises(NotOfferedError) as refused:
            await attempt  # type: ignore[misc] # each is a coroutine
        return refused.value.why

    assert await why(reader.command("bye")) is Why.UNKNOWN
    assert await why(reader.command("fruit")) is Why.GROUP
    assert await why(reader.command("fruit eat")) is Why.UNKNOWN
    assert await why(reader.command("eat")) is Why.REQUIRED
    assert await why(reader.command("eat", meal="apple")) is Why.UNKNOWN
    assert await why(reader.command("eat", fruit="x" * 6001)) is Why.VALUE
    assert await why(reader.command("eat", fruit="apple", times=4)) is Why.VALUE
    assert await why(reader.command("eat", fruit=True)) is Why.VALUE
    assert await why(reader.command("fruit peel", fruit="coal")) is Why.VALUE
    assert await why(reader.autocomplete("hello", "name", "x")) is Why.NO_SUGGESTIONS
    assert await why(reader.press(message, "Nothing")) is Why.UNKNOWN
    assert await why(reader.press(message, "count:9")) is Why.UNKNOWN
    assert await why(discord_server.writing("x").command("count")) is Why.CONTEXT
    assert await why(discord_server.elsewhere("x").command("hello")) is Why.NOT_INSTALLED
    assert await why(discord_server.writing("x").press(message, "Count 1")) is Why.ELSEWHERE
    assert await why(discord_server.person("x").press(private, "x")) is Why.NOT_YOURS
    link = [part for part in message.components[0]["components"][2]["components"] if part["style"] == 5]
    assert link
    link[0]["label"] = "Out"
    assert await why(reader.press(message, "Out")) is Why.LEADS_OUT
    message.components[0]["components"][2]["components"][0]["disabled"] = True
    assert await why(reader.press(message, "Count 1")) is Why.DISABLED


async def test_permissions_decide_what_is_offered(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    command = discord_server.commands.named("hello", 1, None)
    assert command is not None
    discord_server.commands.change(command["id"], {"default_member_permissions": str(MANAGE_GUILD)})
    with pytest.raises(NotOfferedError):
        await discord_server.person("reader").command("hello")
    for permissions in (MANAGE_GUILD, 1 << 3):
        await discord_server.person("keeper", permissions=permissions).command("hello")
    assert [interaction.permissions.value for interaction in mini_bot.seen] == [MANAGE_GUILD, 1 << 3]


async def test_a_servers_own_command_goes_first(discord_server: DiscordServer, mini_bot: MiniBot) -> None:
    guild = mini_bot.get_guild(int(discord_server.guild.id))
    assert guild is not None
    mini_bot.tree.copy_global_to(guild=guild)
    await mini_bot.tree.sync(guild=guild)
    exchange = await discord_server.command("hello")
    assert exchange.interaction["data"]["guild_id"] == discord_server.guild.id


async def test_what_is_told_of_an_interaction_is_as_described(
    discord_server: DiscordServer, mini_bot: MiniBot
) -> None:
    await mini_bot.tree.sync()
    everywhere = discord_server.world.guild("Elsewhere", locale="ja", joined=False)
    hello = discord_server.commands.named("hello", 1, None)
    assert hello is not None
    discord_server.commands.change(hello["id"], {"integration_types": [0, 1], "contexts": [0, 1, 2]})
    people = [
        discord_server.person("member", locale="ja"),
        discord_server.writing("writer", locale="zh-CN"),
        discord_server.elsewhere("friend"),
        discord_server.elsewhere("guest", guild=everywhere),
    ]
    told = [(await person.command("hello")).interaction for person in people]
    assert [payload["context"] for payload in told] == [0, 1, 2, 0]
    assert [payload["locale"] for payload in told] == ["ja", "zh-CN", "en-US", "en-US"]
    assert [payload.get("guild_locale") for payload in told] == ["en-US", None, None, "ja"]
    member, writer, friend, guest = people
    assert [payload["authorizing_integration_owners"] for payload in told] == [
        {"0": discord_server.guild.id},
        {"0": "0"},
        {"1": friend.user.id},
        {"1": guest.user.id},
    ]
    assert_as_described(told)
    seen = mini_bot.seen
    assert [str(interaction.user.id) for interaction in seen] == [
        person.user.id for person in (member, writer, friend, guest)
    ]
    assert seen[0].guild is not None
    assert seen[0].guild.name == "Forum"
    assert [interaction.context.private_channel for interaction in seen] == [False, False, True, False]


def assert_as_described(told: list[dict[str, Any]]) -> None:
    """The description knows no interactions, but the parts that they are made of."""
    description = described()
    for payload in told if description else ():
        assert description is not None
        kind = "GuildChannelResponse" if "guild_id" in payload else "PrivateChannelResponse"
        assert not description.value(kind, payload["channel"])
        person = ("PrivateGuildMemberResponse", "member") if "member" in payload else ("UserResponse", "user")
        assert not description.value(person[0], payload[person[1]])


@pytest.mark.usefixtures("mini_bot")
async def test_pings_are_counted_as_discord_counts_them(discord_server: DiscordServer) -> None:
    reader = discord_server.person("reader")
    loud: Message = (await reader.command("hello", name=f"@everyone <@{reader.user.id}> <@&5>")).message
    assert loud.payload["mention_everyone"]
    assert [user["id"] for user in loud.payload["mentions"]] == [reader.user.id]
    assert loud.payload["mention_roles"] == ["5"]
