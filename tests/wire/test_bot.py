"""The real bot over the real wire: every command, option and button, wherever people are.

Every body that the bot sends is held against Discord's description by the stand-in; none may be refused.
"""

from typing import Any

import pytest

from bot import limits
from bot.client import ForumBot
from bot.journal import Journal
from tests.wire.discord_server import (
    Callback,
    DiscordServer,
    Exchange,
    Held,
    Message,
    NotOfferedError,
    Person,
)
from tests.wire.discord_server.components import BUTTON, interactive
from tests.wire.discord_server.world import MANAGE_GUILD, MEMBER_PERMISSIONS
from tests.wire.readers import PLACES, Find, in_a_server, with_a_friend, with_the_bot

ASKED: dict[str, dict[str, object]] = {
    "quote": {},
    "quote of a speaker": {"speaker": "Shimada"},
    "quote under a theme": {"theme": "AI", "private": True},
    "speaker": {"name": "岛田太郎"},
    "theme": {"name": "AI"},
    "forum": {},
    "help": {},
    "privacy": {},
    "language": {"language": "ja"},
    "search": {"text": "AI"},
    "identify": {"text": "AI helps develop new materials such as new catalysts"},
    "compare": {"first": "Liu", "second": "Shimada"},
    "nobody": {"name": "Zzyzx *Qwerty* @everyone <@1>"},
    "many": {"name": "vice president"},
}
CALLBACK = "POST /interactions/*/callback"
COMMANDS = {"nobody": "speaker", "many": "speaker"}
HOSTILE = ("", " ", "\0", "*" * 6000, "fh:q::::nothing:0", "' OR 1=1 --", "﷽" * 500, "@everyone", "NEAR/2(")


async def written(bot: ForumBot, journal: Journal) -> None:
    """Wait until everything that was answered is in the journal's file."""
    assert await bot.reception.idle(5)
    await journal.flush()


def command_of(case: str) -> str:
    return COMMANDS.get(case, case.split(" ", maxsplit=1)[0])


@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("find", PLACES)
@pytest.mark.parametrize("case", ASKED)
async def test_every_command_answers_everywhere(discord_server: DiscordServer, find: Find, case: str) -> None:
    exchange = await find(discord_server).command(command_of(case), **ASKED[case])
    assert exchange.callback is Callback.MESSAGE
    assert exchange.message.text
    assert not exchange.refusals
    assert not exchange.message.payload["mention_everyone"]
    assert exchange.message.payload["mentions"] == []


@pytest.mark.usefixtures("forum_bot")
async def test_every_command_has_been_asked(discord_server: DiscordServer) -> None:
    known = {command["name"] for command in discord_server.commands.all()}
    assert known == {command_of(case) for case in ASKED} | {"stats", "settings", "Who said this?"}


async def test_statistics_come_with_their_picture(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal
) -> None:
    reader = in_a_server(discord_server)
    for _ in range(3):
        await reader.command("quote")
    await written(forum_bot, journal)
    exchange = await reader.command("stats")
    assert exchange.ephemeral
    (picture,) = exchange.message.files.values()
    assert picture.startswith(b"\x89PNG")
    with pytest.raises(NotOfferedError):
        await with_the_bot(discord_server).command("stats")


async def test_whoever_manages_a_server_sees_what_was_asked_in_vain(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal
) -> None:
    keeper = discord_server.person("keeper", permissions=MEMBER_PERMISSIONS | MANAGE_GUILD)
    await keeper.command("speaker", name="Nobody at all")
    await written(forum_bot, journal)
    assert "Nobody at all" in (await keeper.command("stats")).message.text
    assert "Nobody at all" not in (await in_a_server(discord_server).command("stats")).message.text


@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("case", ["quote", "speaker", "theme", "forum", "search", "compare"])
async def test_the_locale_of_a_client_is_never_given_away(discord_server: DiscordServer, case: str) -> None:
    """What everybody sees is in English, in a server of English; what only the reader sees, in Chinese."""
    names = {"speaker": "岛田太郎", "theme": "AI"}
    options = ASKED[case] | ({"name": names[case]} if case in names else {})
    for find in (in_a_server, with_a_friend):
        reader = find(discord_server)
        public = await reader.command(case, **options)
        assert not public.ephemeral
        assert {"In my language"} <= set(labels(public.message))
        own = await reader.press(public.message, "In my language")
        assert own.ephemeral
        private = await reader.command(case, **options, private=True)
        assert private.ephemeral
        for exchange in (own, private):
            (share,) = {"分享到频道", "分享到頻道"} & set(labels(exchange.message))
            shared = await reader.press(exchange.message, share)
            assert not shared.ephemeral
            assert "In my language" in labels(shared.message)
    direct = await with_the_bot(discord_server).command(case, **options)
    assert "自分の言語で見る" in labels(direct.message)


def labels(message: Message) -> list[str]:
    return [part["label"] for part in interactive(message.components) if part["type"] == BUTTON]


@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("find", PLACES)
async def test_every_option_suggests_while_one_types(discord_server: DiscordServer, find: Find) -> None:
    reader = find(discord_server)
    options = [
        (command["name"], option["name"])
        for command in discord_server.commands.all()
        for option in command.get("options") or ()
        if option.get("autocomplete")
    ]
    assert len(options) == 10
    for command, option in options:
        for text in ("", "s", "島", "ai", "forum"):
            choices = await reader.autocomplete(command, option, text)
            assert len(choices) <= limits.AUTOCOMPLETE_CHOICES
        assert await reader.autocomplete(command, option)
        for text in HOSTILE:
            await reader.autocomplete(command, option, text)


@pytest.mark.usefixtures("forum_bot")
async def test_what_is_suggested_is_what_is_shown(discord_server: DiscordServer) -> None:
    reader = in_a_server(discord_server)
    for choice in await reader.autocomplete("speaker", "name", "shimada", private=True):
        exchange = await reader.command("speaker", name=choice["value"])
        assert "Taro Shimada" in exchange.message.text
    speaker = (await reader.autocomplete("quote", "speaker", "Shimada"))[0]["value"]
    for choice in await reader.autocomplete("quote", "theme", "", speaker=speaker):
        exchange = await reader.command("quote", speaker=speaker, theme=choice["value"])
        assert "Shimada" in exchange.message.text


@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_is_typed_is_answered(discord_server: DiscordServer, text: str) -> None:
    reader = in_a_server(discord_server)
    for command, option in (("quote", "speaker"), ("quote", "theme"), ("speaker", "name"), ("theme", "name")):
        exchange = await reader.command(command, **{option: text})
        assert not exchange.message.payload["mention_everyone"]


async def follow(reader: Person, message: Message, part: dict[str, Any]) -> list[Exchange]:
    """Press a button, or choose every option of a menu in turn."""
    if part["type"] == BUTTON:
        return [await reader.press(message, part["custom_id"])]
    values = [option["value"] for option in part["options"]]
    return [await reader.choose(message, [value], part["custom_id"]) for value in values]


def leads_on(message: Message) -> list[dict[str, Any]]:
    """What can be pressed or chosen on a card; what changes the card itself comes last."""
    parts = [
        part for part in interactive(message.components) if "custom_id" in part and not part.get("disabled")
    ]
    return sorted(parts, key=lambda part: ">" in part["custom_id"])


@pytest.mark.unmeasured
@pytest.mark.usefixtures("forum_bot")
@pytest.mark.parametrize("find", [in_a_server, with_a_friend])
async def test_every_button_of_every_card_leads_somewhere(discord_server: DiscordServer, find: Find) -> None:
    reader = find(discord_server)
    seen: set[tuple[str, str, bool]] = set()
    cards = [(await reader.command(command_of(case), **ASKED[case])).message for case in ASKED]
    while cards:
        message = cards.pop()
        for part in leads_on(message):
            what = (part["custom_id"], str(part.get("options")), message.ephemeral)
            if what in seen or part not in leads_on(message):
                continue
            seen.add(what)
            for exchange in await follow(reader, message, part):
                assert not exchange.refusals, exchange.story()
                assert exchange.message.text
                cards.append(exchange.message)
    assert len(seen) > 100


async def test_it_is_quiet_once_the_last_one_present_is_served(
    discord_server: DiscordServer, forum_bot: ForumBot
) -> None:
    held = Held(CALLBACK)
    quiet: list[bool] = []
    forum_bot.reception.when_quiet(lambda: quiet.append(slow.answered))
    discord_server.faults.add(held)
    slow = with_the_bot(discord_server).begin("quote")
    await discord_server.faults.met(held)
    assert quiet == []
    held.release()
    assert await forum_bot.reception.idle(5)
    assert quiet == [True]
