"""The doctor, faced with a real file, or a real Discord, for each fault."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.archive import open_archive
from bot.clock import utc_now
from bot.doctor.discord_side import _application, _clock, _shards, _starts, at_discord
from bot.doctor.findings import Finding, Level
from bot.doctor.machine import on_this_machine, room
from bot.journal import Journal
from bot.journal.keys import load_or_create
from bot.settings import Discord, JournalSettings, Secret, Settings
from tests.wire.discord_server import DiscordServer
from tests.wire.discord_server.faults import Broken

ROOT = Path(__file__).parent.parent.parent
SOUND: dict[str, Any] = {
    "id": "1",
    "bot_public": True,
    "flags": 0,
    "integration_types_config": {"0": {}, "1": {}},
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", journal=JournalSettings(folder=tmp_path / "state"))


@pytest.fixture
async def lived_in(settings: Settings) -> Settings:
    """A place where the bot has run."""
    open_archive(settings.records, settings.cache).close()
    keys = load_or_create(settings.secret_file())
    async with await Journal.open(settings.journal_place(), keys=keys, clock=utc_now):
        pass
    return settings


def level(findings: list[Finding], about: str) -> tuple[Level, str]:
    (finding,) = (each for each in findings if each.about == about)
    assert (finding.instead is None) == (finding.level is Level.OK)
    return finding.level, finding.found


def test_a_new_installation_is_well(settings: Settings) -> None:
    assert {each.level for each in on_this_machine(settings)} == {Level.OK}


async def test_a_place_that_was_lived_in_is_well(lived_in: Settings) -> None:
    findings = list(on_this_machine(lived_in))
    assert {each.level for each in findings} == {Level.OK}, findings
    assert "mode wal" in level(findings, "journal")[1]
    assert "whole" in level(findings, "archive")[1]


async def test_files_that_others_may_read(lived_in: Settings) -> None:
    lived_in.secret_file().chmod(0o644)
    findings = list(on_this_machine(lived_in))
    assert level(findings, "key of the hashes")[0] is Level.WARNING
    assert level(findings, "journal file")[0] is Level.OK
    assert stat.S_IMODE(lived_in.secret_file().stat().st_mode) == 0o644


async def test_a_damaged_journal(lived_in: Settings) -> None:
    place = Path(lived_in.journal_place())
    place.write_bytes(b"rubbish" * 2000)
    assert level(list(on_this_machine(lived_in)), "journal")[0] is Level.PROBLEM


async def test_a_locked_journal(lived_in: Settings) -> None:
    with closing(sqlite3.connect(lived_in.journal_place(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = level(list(on_this_machine(lived_in)), "journal")
    assert told[0] is Level.PROBLEM
    assert "cannot be written" in told[1]


async def test_a_journal_of_another_version(lived_in: Settings) -> None:
    with closing(sqlite3.connect(lived_in.journal_place())) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '0001'")
    assert level(list(on_this_machine(lived_in)), "journal")[0] is Level.WARNING


async def test_a_damaged_archive(lived_in: Settings) -> None:
    (file,) = lived_in.cache.glob("*.sqlite3")
    file.write_bytes(b"rubbish" * 2000)
    assert level(list(on_this_machine(lived_in)), "archive")[0] is Level.PROBLEM


def test_wrong_records(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "forum").mkdir()
    (tmp_path / "forum" / "forum.yaml").write_text("title: [", encoding="utf-8")
    given = replace(settings, records=tmp_path / "forum")
    assert level(list(on_this_machine(given)), "records")[0] is Level.PROBLEM


def test_records_that_are_not_there(settings: Settings, tmp_path: Path) -> None:
    given = replace(settings, records=tmp_path / "nowhere")
    findings = list(on_this_machine(given))
    assert level(findings, "records") == (
        Level.PROBLEM,
        f"{tmp_path / 'nowhere'}: does not exist; name a folder of records",
    )
    assert {each.level for each in findings if each.about != "records"} == {Level.OK}


@pytest.mark.parametrize("content", ["", "rubbish\n", "00ff\n"])
def test_a_damaged_key(settings: Settings, content: str) -> None:
    load_or_create(settings.secret_file())
    settings.secret_file().write_text(content, encoding="ascii")
    wrong = [each for each in on_this_machine(settings) if each.level is Level.PROBLEM]
    assert [each.about for each in wrong] == ["key of the hashes"]
    assert settings.secret_file().read_text(encoding="ascii") == content


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense://u:hidden@host/x", "nonsense"),
        ("mysql+nothing://u:hidden@host/x", "nothing"),
        ("postgresql+pg8000://u:hidden@host/x", "needs pg8000"),
    ],
)
def test_a_database_that_cannot_be_reached(settings: Settings, url: str, told: str) -> None:
    given = replace(settings, journal=JournalSettings(url=Secret(url)))
    findings = list(on_this_machine(given))
    wanted, found = level(findings, "journal")
    assert (wanted, told in found) == (Level.PROBLEM, True)
    assert "hidden" not in repr(findings)


async def test_a_folder_that_others_may_write_into(lived_in: Settings) -> None:
    lived_in.journal.folder.chmod(0o770)
    assert level(list(on_this_machine(lived_in)), "journal folder")[0] is Level.WARNING


@pytest.mark.parametrize(
    ("free", "wanted"), [(0, "problem"), (2**20 - 1, "problem"), (2**20, "warning"), (100 * 2**20, "ok")]
)
def test_how_full_a_disk_may_be(free: int, wanted: str) -> None:
    assert room("disk", free, Path("/")).level == wanted


def test_a_cache_that_cannot_be_written(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    given = replace(settings, cache=tmp_path / "file" / "cache")
    assert level(list(on_this_machine(given)), "archive")[0] is Level.WARNING


async def asked(server: DiscordServer, token: str, clock: Callable[[], datetime] = utc_now) -> list[Finding]:
    given = Settings(
        discord=Discord(token=Secret(token), api_base=server.api_base, gateway=server.gateway_url)
    )
    findings = [finding async for finding in at_discord(given, clock)]
    assert token not in repr(findings) or not token
    return findings


async def test_discord_finds_everything_well() -> None:
    async with DiscordServer() as server:
        findings = await asked(server, server.token)
    assert {each.level for each in findings} == {Level.OK}, findings
    assert {each.about for each in findings} == {
        "token", "application", "permissions", "shards", "session starts", "gateway", "clock",
    }  # fmt: skip


@pytest.mark.parametrize("token", ["wrong-token", "", "two words"])
async def test_a_token_that_is_none(token: str) -> None:
    async with DiscordServer() as server:
        assert level(await asked(server, token), "token")[0] is Level.PROBLEM


async def test_a_discord_that_is_broken() -> None:
    async with DiscordServer() as server:
        server.faults.add(Broken(503, "GET /users/@me"))
        assert level(await asked(server, server.token), "token")[0] is Level.WARNING


async def test_a_gateway_that_does_not_let_us_in() -> None:
    async with DiscordServer() as server:
        server.faults.add(Broken(503, "GET /"))
        assert level(await asked(server, server.token), "Discord")[0] is Level.WARNING


async def test_a_clock_that_is_off() -> None:
    async with DiscordServer() as server:
        findings = await asked(server, server.token, lambda: utc_now() + timedelta(minutes=5))
    assert level(findings, "clock")[0] is Level.WARNING


@pytest.mark.parametrize(
    ("ahead", "wanted"), [(0.9, "ok"), (-2, "ok"), (2.9, "ok"), (3.1, "warning"), (-2.1, "warning")]
)
def test_how_far_off_a_clock_may_be(ahead: float, wanted: str) -> None:
    assert _clock(ahead).level == wanted


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, "ok"),
        ({"bot_public": False}, "warning"),
        ({"flags": 1 << 19}, "warning"),
        ({"integration_types_config": {"0": {}}}, "warning"),
        ({"interactions_endpoint_url": "https://example.org"}, "problem"),
    ],
)
def test_an_application_that_is_set_up_otherwise(change: dict[str, Any], wanted: str) -> None:
    assert _application(SOUND | change)[0].level == wanted


@pytest.mark.parametrize(
    ("left", "shards", "wanted"),
    [(1000, 1, "ok"), (49, 1, "warning"), (0, 1, "problem"), (499, 100, "warning"), (99, 100, "problem")],
)
def test_session_starts(left: int, shards: int, wanted: str) -> None:
    assert _starts({"remaining": left, "total": 1000, "reset_after": 1}, shards).level == wanted


@pytest.mark.parametrize(
    ("count", "ids", "recommended", "servers", "wanted", "ours"),
    [
        (None, None, 3, 7000, "ok", 3),
        (4, "0-1", 3, 7000, "ok", 2),
        (2, None, 3, 4900, "warning", 2),
        (2, "0", 3, 5001, "problem", 1),
        (None, None, 1, None, "ok", 1),
    ],
)
def test_shards(
    count: int | None, ids: str | None, recommended: int, servers: int | None, wanted: str, ours: int
) -> None:
    shards, finding = _shards(Discord(shard_count=count, shard_ids=ids), recommended, servers)
    assert (shards, finding.level) == (ours, wanted)


def test_the_program_works_without_network_and_keeps_the_token(tmp_path: Path) -> None:
    token = "a" * 24 + "." + "b" * 6 + "." + "c" * 38
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    file.chmod(0o644)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "FORUM_BOT_DISCORD__API_BASE": "http://127.0.0.1:1/api/v10",
        "FORUM_BOT_DISCORD__TOKEN_FILE": str(file),
        "FORUM_BOT_CACHE": str(tmp_path / "cache"),
        "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path / "state"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", "--json"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = {each["about"]: each for each in json.loads(done.stdout)}
    assert "cannot be reached" in told["Discord"]["found"]
    assert told["token file"]["level"] == "warning"
    assert token not in done.stdout + done.stderr
