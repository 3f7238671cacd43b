"""What a reader sees, and what the log and the journal keep, when something breaks."""

import logging
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from random import Random

import discord
import pytest
from discord import ui
from simcord.results import InteractionResult

from bot.archive import Archive, Library, open_archive
from bot.client import ForumBot
from bot.clock import utc_now
from bot.i18n import Catalogues
from bot.i18n.words import FOLDER
from bot.journal import Journal
from bot.journal.preferences import Preference, Whose
from bot.shipped import shipped
from bot.ui.presses import Action, Press
from tests.cogs.conftest import World
from tests.cogs.test_commands import shown
from tests.support.catalogues import shipped_catalogues
from tests.support.payload_reading import text_of


@pytest.fixture
def shipped_archive(tmp_path: Path) -> Archive:
    """An archive of its own for each test here: some of them break it."""
    return open_archive(shipped("data"), tmp_path / "cache")


@pytest.fixture
async def quiet(caplog: pytest.LogCaptureFixture) -> AsyncIterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO):
        yield caplog


async def test_an_unexpected_error_has_one_reference_everywhere(
    world: World, quiet: pytest.LogCaptureFixture
) -> None:
    world.archive.close()
    result = await world.member.slash(world.channel, "quote")
    assert result.ephemeral
    (row,) = await world.logged("outcome, reference")
    assert row["outcome"] == "error"
    reference = str(row["reference"])
    assert re.fullmatch(r"[0-9a-f]{8}", reference)
    assert reference in text_of(shown(result))
    assert any(reference in record.getMessage() and record.exc_info for record in quiet.records)


async def test_an_interaction_that_discord_gave_up_is_one_line(
    world: World, quiet: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, message="Unknown interaction")
    await world.member.slash(world.channel, "quote")
    (row,) = await world.logged("outcome")
    assert row == {"outcome": "error"}
    lost = [record for record in quiet.records if "10062" in record.getMessage()]
    assert len(lost) == 1
    assert lost[0].exc_info is None


async def test_where_not_even_an_apology_arrives_the_log_says_so(
    world: World, quiet: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*", status=500, code=0, message="Server error", times=None)
    await world.member.slash(world.channel, "quote")
    assert any("no apology" in record.getMessage() for record in quiet.records)


async def test_a_button_whose_record_has_gone_says_so_kindly(world: World) -> None:
    for press in (
        Press(Action.QUOTE, forum="beijing-tokyo-17", quote="u99"),
        Press(Action.SPEAKER, forum="beijing-tokyo-17", speaker="nobody"),
        Press(Action.THEME, forum="elsewhere", theme="nothing"),
        Press(Action.CONTEXT, forum="beijing-tokyo-17", quote="u99"),
        Press(Action.FORUM, forum="elsewhere"),
        Press(Action.QUOTES, forum="beijing-tokyo-17", speaker="nobody"),
        Press(Action.ANOTHER, forum="beijing-tokyo-17", speaker="nobody"),
    ):
        result = await pressed_directly(world, press.custom_id())
        assert result.ephemeral, press
    assert {row["outcome"] for row in await world.logged("outcome")} == {"no-match"}


async def pressed_directly(world: World, custom_id: str) -> InteractionResult:
    """Press a button that an older version of the bot, or of the records, left in the channel."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ui.Button(label="old", custom_id=custom_id))
    view.add_item(row)
    view.stop()
    channel = await world.bot.fetch_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=view)
    return await world.member.click(message, custom_id=custom_id)


async def test_commands_are_synced_only_when_their_definition_changed(world: World, journal: Journal) -> None:
    def puts() -> int:
        return sum(
            entry.method == "PUT" and entry.path.endswith("/commands") for entry in world.env.http_requests
        )

    assert puts() == 1
    again = ForumBot(
        library=Library(world.archive),
        journal=journal,
        catalogues=shipped_catalogues(),
        clock=utc_now,
        random=Random(2),
    )
    await world.env.restart_bot(again)
    assert puts() == 1


async def test_commands_are_synced_when_a_translation_changed(
    world: World, journal: Journal, tmp_path: Path
) -> None:
    for file in FOLDER.glob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("command-quote = 発言\n", "command-quote = 言葉\n"))
    catalogues = Catalogues.load(tmp_path)
    again = ForumBot(
        library=Library(world.archive),
        journal=journal,
        catalogues=catalogues,
        clock=utc_now,
        random=Random(2),
    )
    await world.env.restart_bot(again)
    sent = [entry.json for entry in world.env.http_requests if entry.path.endswith("/commands")]
    assert len(sent) == 2
    assert "言葉" in str(sent[-1])


async def test_a_locked_journal_keeps_nobody_waiting(world: World) -> None:
    with closing(sqlite3.connect(world.journal_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        long = await world.member.slash(world.channel, "search", text="AI " + " ".join(["AI"] * 60))
        assert "AI" in text_of(shown(long))
        assert not long.ephemeral
        await world.member.slash(world.channel, "language", language="ja")
        other.execute("ROLLBACK")
    assert [row["outcome"] for row in await world.logged("outcome")] == ["ok", "ok"]


async def test_a_language_that_is_no_longer_spoken_counts_as_none(world: World) -> None:
    world.journal.prefer(Whose.READER, world.member.id, Preference("xx"))
    world.journal.prefer(Whose.GUILD, world.guild.id, Preference("tlh"))
    await world.member.slash(world.channel, "quote")
    assert await world.logged("outcome, language") == [{"outcome": "ok", "language": "en"}]
