"""The real bot over the real wire: every command, every button, wherever people are, whatever the wire does.

Every body that the bot sends is held against Discord's description by the stand-in; none may be refused.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import discord
import pytest

from bot import limits
from bot.archive import Archive, open_archive
from bot.client import ForumBot, use_api
from bot.i18n import Catalogues
from bot.journal import Journal
from bot.shipped import shipped
from tests.wire.conftest import RunClient
from tests.wire.discord_server import (
    Broken,
    Callback,
    DiscordServer,
    Exchange,
    Held,
    ManualClock,
    Message,
    NotOfferedError,
    Person,
    RateLimited,
)
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.components import BUTTON, interactive
from tests.wire.discord_server.world import MANAGE_GUILD, MEMBER_PERMISSIONS

CALLBACK = "POST /interactions/*/callback"
ASKED: dict[str, dict[str, object]] = {
    "quote": {},
    "quote of a speaker": {"speaker": "Shimada"},
    "quote under a theme": {"theme": "AI", "private": True},
    "speaker": {"name": "岛田太郎"},
    "theme": {"name": "AI"},
    "forum": {},
    "help": {},
    "nobody": {"name": "Zzyzx *Qwerty* @everyone <@1>"},
    "many": {"name": "vice president"},
}
COMMANDS = {"nobody": "speaker", "many": "speaker"}
HOSTILE = ("", " ", "\0", "*" * 6000, "fh:q::::nothing:0", "' OR 1=1 --", "﷽" * 500, "@everyone", "NEAR/2(")

MakeBot = Callable[[], ForumBot]
Find = Callable[[DiscordServer], Person]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with await Journal.open(tmp_path / "journal.sqlite3", secret=b"k" * 32, clock=utc_now) as opened:
        yield opened


@pytest.fixture
async def make_bot(archive: Archive, journal: Journal) -> MakeBot:
    def make() -> ForumBot:
        return ForumBot(
            archive=archive, journal=journal, catalogues=Catalogues.load(), clock=utc_now, random=Random(17)
        )

    return make


@pytest.fixture
async def forum_bot(
    discord_server: DiscordServer, run_client: RunClient, make_bot: MakeBot
) -> AsyncIterator[ForumBot]:
    """The bot, sent to the stand-in by its own setting."""
    with addressed(discord_server, use_api):
        bot = make_bot()
        await run_client(bot)
        yield bot
    assert not [request.body for request in discord_server.invalid]


def utc_now() -> datetime:
    return datetime.now(UTC)


def in_a_server(server: DiscordServer) -> Person:
    return server.person("reader", locale="zh-CN")


def with_the_bot(server: DiscordServer) -> Person:
    return server.writing("reader", locale="ja")


def with_a_friend(server: DiscordServer) -> Person:
    return server.elsewhere("reader", locale="zh-TW")


def in_a_server_without_the_bot(server: DiscordServer) -> Person:
    guild = server.world.guild("Elsewhere", locale="fr", joined=False)
    return server.elsewhere("reader", locale="fr", guild=guild)


PLACES = (in_a_server, with_the_bot, with_a_friend, in_a_server_without_the_bot)


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
    assert known == {command_of(case) for case in ASKED} | {"stats"}


async def test_statistics_are_promised_then_shown_with_their_picture(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal
) -> None:
    reader = in_a_server(discord_server)
    for _ in range(3):
        await reader.command("quote")
    await written(forum_bot, journal)
    exchange = await reader.command("stats")
    assert exchange.callback is Callback.DEFERRED_MESSAGE
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
@pytest.mark.parametrize("find", PLACES)
async def test_every_option_suggests_while_one_types(discord_server: DiscordServer, find: Find) -> None:
    reader = find(discord_server)
    options = [
        (command["name"], option["name"])
        for command in discord_server.commands.all()
        for option in command.get("options") or ()
        if option.get("autocomplete")
    ]
    assert len(options) == 5
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
