"""Records edited under the running bot: what old messages lead to, what an answer in flight is made of."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.archive import Renewal
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.journal import Journal
from bot.ui.presses import PICKER, Action, parse
from tests.support.catalogues import shipped_catalogues
from tests.support.forums import FORUM, QUOTES, THEMES, sailing, write_forum
from tests.wire.discord_server import DiscordServer, Exchange, Held, Message, Person
from tests.wire.discord_server.client import addressed, running
from tests.wire.discord_server.components import BUTTON, interactive
from tests.wire.test_run import ended, started

PATIENCE = 60.0
GONE = "This is no longer here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small forum, with quotes enough for pages and names enough for pickers."""
    return write_forum(tmp_path / "data" / "minato", quotes=many())


def many(name: str = "q", count: int = 9) -> list[dict[str, Any]]:
    return [*QUOTES, *(sailing(f"{name}{number + 3}", number) for number in range(count))]


def theme(name: str, *, citing: str) -> list[dict[str, Any]]:
    sentences = [{"text": "It was said.", "quotes": [citing]}] * 3
    return [{**THEMES[0], "id": name, "summary": dict.fromkeys(THEMES[0]["summary"], sentences)}]


@pytest.fixture
async def renewal(folder: Path, tmp_path: Path) -> AsyncIterator[Renewal]:
    opened = Renewal.open(folder.parent, tmp_path / "cache")
    yield opened
    opened.library.close()


@pytest.fixture
async def bot(renewal: Renewal, journal: Journal, discord_server: DiscordServer) -> AsyncIterator[ForumBot]:
    with addressed(discord_server, use_api):
        made = ForumBot(
            library=renewal.library,
            journal=journal,
            catalogues=shipped_catalogues(),
            clock=utc_now,
            random=Random(17),
            patience=0.0,
        )
        async with running(made, discord_server):
            yield made
    assert not [request.body for request in discord_server.invalid]


ASKED: tuple[tuple[str, dict[str, object]], ...] = (
    ("quote", {}),
    ("quote", {"speaker": "佐藤", "private": True}),
    ("quote", {"theme": "sea"}),
    ("speaker", {"name": "佐藤"}),
    ("theme", {"name": "sea"}),
    ("forum", {}),
    ("search", {"text": "便"}),
    ("search", {"text": "便 " * 90}),
    ("speaker", {"name": "Zzyzx"}),
    ("compare", {"first": "佐藤", "second": "鈴木"}),
    ("identify", {"text": "「港は人を結ぶ。」「港は人を結ぶ。」"}),
)


KINDS = {"picker", "search", *Action}
"""Everything that a message leads on by."""


def kind(exchange: Exchange) -> str:
    """What was pressed."""
    data = exchange.interaction["data"]
    if data["custom_id"] == PICKER:
        return "picker"
    press = parse(data["custom_id"])
    return press.action if press else "search"


async def all_cards(reader: Person) -> list[Message]:
    """Every kind of card, and what its private ways lead to."""
    cards = [(await reader.command(name, **options)).message for name, options in ASKED]
    ways = [(message, part["custom_id"]) for message in cards for part in parts_of(message)]
    led = [await reader.press(*way) for way in ways if not {">", PICKER} & {way[1][4:5], way[1]}]
    return cards + [exchange.message for exchange in led]


def parts_of(message: Message) -> list[dict[str, Any]]:
    found = [
        part for part in interactive(message.components) if "custom_id" in part and not part.get("disabled")
    ]
    # What changes the card itself comes last.
    return sorted(found, key=lambda part: ">" in part["custom_id"])


async def follow(reader: Person, message: Message) -> Sequence[Exchange]:
    """Press every button and choose every entry of a card, once each."""
    done: list[Exchange] = []
    for part in parts_of(message):
        if part not in parts_of(message):
            continue
        if part["type"] == BUTTON:
            done.append(await reader.press(message, part["custom_id"]))
            continue
        values = [option["value"] for option in part["options"]]
        done += [await reader.choose(message, [value], part["custom_id"]) for value in values]
    return done


@pytest.mark.usefixtures("bot")
async def test_whatever_was_sent_before_leads_somewhere_when_all_has_gone(
    discord_server: DiscordServer, renewal: Renewal, folder: Path
) -> None:
    reader = discord_server.person("reader")
    cards = await all_cards(reader)
    write_forum(
        folder,
        forum={**FORUM, "id": "minato-4"},
        themes=theme("town", citing="x3"),
        quotes=[{**quote, "theme": "town"} for quote in many("x")[2:]],
    )
    renewed = await renewal.renew()
    assert renewed.fine, renewed.lines()
    led = [exchange for message in cards for exchange in await follow(reader, message)]
    assert {kind(exchange) for exchange in led} == KINDS
    for exchange in led:
        assert not exchange.refusals, exchange.story()
        assert "wrong" not in exchange.message.text, exchange.message.text
    gone = [exchange for exchange in led if GONE in exchange.message.text]
    assert {kind(exchange) for exchange in gone} >= KINDS - {"search"}
    assert all(exchange.ephemeral for exchange in gone)
    assert "x" in str(parts_of((await reader.command("quote")).message)), "what there is now is drawn"


@pytest.mark.usefixtures("bot")
async def test_whom_nobody_quotes_any_more_is_said_to_be_unquoted(
    discord_server: DiscordServer, renewal: Renewal, folder: Path
) -> None:
    reader = discord_server.person("reader")
    card = (await reader.command("quote", speaker="鈴木")).message
    write_forum(folder, quotes=QUOTES[:1], themes=theme("sea", citing="q1"))
    assert (await renewal.renew()).fine
    another = next(part for part in parts_of(card) if part["custom_id"].startswith("fh:a"))
    for exchange in (
        await reader.press(card, another["custom_id"]),
        await reader.command("quote", speaker="鈴木"),
    ):
        assert exchange.ephemeral
        assert "Ichiro Suzuki" in exchange.message.text or "鈴木" in exchange.message.text
        assert "/quote" in exchange.message.text
        assert GONE not in exchange.message.text


@pytest.mark.usefixtures("bot")
async def test_an_answer_in_flight_is_of_one_state_of_the_records(
    discord_server: DiscordServer, renewal: Renewal, folder: Path
) -> None:
    reader = discord_server.person("reader")
    await reader.command("quote", speaker="鈴木")
    held = Held("POST /interactions/*/callback")
    discord_server.faults.add(held)
    exchange = reader.begin("stats")
    await discord_server.faults.met(held)
    with renewal.library.reading() as before:
        write_forum(folder, forum={**FORUM, "id": "minato-4"}, quotes=many())
        assert (await renewal.renew()).fine
    assert before.forum("minato-3") is not None
    assert before.forums(), "the question that is being answered still reads it"
    held.release()
    await exchange.answer()
    assert "鈴木" in exchange.message.text or "Suzuki" in exchange.message.text, "called by name, not by key"
    with pytest.raises(Exception, match="closed"):
        before.forums()


async def reload(folder: Path) -> tuple[int, str]:
    """`forum-bot reload`, as somebody beside the running bot types it."""
    environment = os.environ | {"FORUM_BOT_JOURNAL__FOLDER": str(folder / "state")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "reload"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE):
        output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_the_running_program_is_told_to_read_anew(
    discord_server: DiscordServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = {"FORUM_BOT_RECORDS": str(folder.parent), "FORUM_BOT_RECORDS_WATCH": "0"}
    for name, value in records.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    code, told = await reload(tmp_path)
    assert (code, "No bot runs here" in told) == (1, True)
    async with started(discord_server, tmp_path, discord_server.token, **records) as process:
        async with asyncio.timeout(PATIENCE):
            await discord_server.ready()
        write_forum(folder, quotes=[*many(), sailing("q99", 20)])
        assert await reload(tmp_path) == (0, "quotes: 1 added\n")
        write_forum(folder, quotes=[*many(), {**sailing("q99", 20), "speaker": "nobody"}])
        code, told = await reload(tmp_path)
        assert code == 1
        assert f"{folder}/quotes.yaml:" in told
        assert "nothing was changed" in told
        await discord_server.command("quote")
        write_forum(folder, quotes=QUOTES)
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while b"quotes: 10 removed" not in await process.stderr.readline():
                pass
        process.send_signal(signal.SIGTERM)
        await ended(process)
    assert process.returncode == 0
    assert not (tmp_path / "state" / "control.sock").exists()
