"""The journal on a real SQLite file: what is taken is written, and nobody waits for it."""

import asyncio
import json
import logging
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.journal import Journal
from bot.journal.events import Count, Outcome, Served, Surface
from bot.journal.keys import hashed
from bot.journal.preferences import Preference, Whose
from bot.journal.writer import Pace
from tests.support.journals import KEYS, NOW, SECRET, Heard, now, opened, rows, usage


async def test_an_entry_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage(options={"speaker": "島田"}, outcome=Outcome.ERROR, reference="abcd1234"))
        await journal.flush()
    sql = (
        "SELECT at, command, surface, options, forum, context, guild_id, channel_id, language,"
        " latency_ms, outcome, reference FROM usage"
    )
    (row,) = rows(path, sql)
    assert json.loads(row[3]) == {"speaker": "島田"}
    assert row[:3] == ("2026-05-17 12:00:00.000000", "quote", "command")
    assert row[4:] == ("f", "guild", 1, 2, "en", 1.5, "error", "abcd1234")
    assert rows(path, "SELECT kind, key FROM served ORDER BY kind") == [
        ("quote", "f/q1"),
        ("speaker", "f/s1"),
        ("theme", "f/t1"),
    ]


async def test_nobody_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage())
        journal.record(usage(user_id=4))
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"300000000000000003" not in everything
    (first,), (second,) = rows(path, "SELECT user_hash FROM usage ORDER BY id")
    assert first == hashed(300_000_000_000_000_003, SECRET) != second
    assert hashed(4, SECRET) != hashed(4, b"t" * 32)


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    async with await opened(tmp_path / "state" / "journal.sqlite3"):
        pass
    assert stat.S_IMODE((tmp_path / "state" / "journal.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


async def test_an_answer_is_on_disk_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage())
        async with asyncio.timeout(1):
            await journal.flush()
        assert len(rows(path)) == 1


async def test_draws_survive_and_restart(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for key in ("a", "b", "c"):
            journal.remember_draw("channel:1", "||", key, restarted=False)
        journal.remember_draw("channel:2", "||", "z", restarted=False)
        assert [*journal.drawn("channel:1", "||")] == ["a", "b", "c"]
        assert [*journal.drawn("channel:1", "|x|")] == []
    async with await opened(path) as journal:
        assert [*journal.drawn("channel:1", "||")] == ["a", "b", "c"]
        journal.remember_draw("channel:1", "||", "b", restarted=True)
        journal.remember_draw("channel:1", "||", "a", restarted=False)
    async with await opened(path) as journal:
        assert [*journal.drawn("channel:1", "||")] == ["b", "a"]
        assert [*journal.drawn("channel:2", "||")] == ["z"]


async def test_state(tmp_path: Path) -> None:
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        assert journal.state("commands") is None
        journal.set_state("commands", "one")
        journal.set_state("commands", "two")
        journal.set_state("search:a", "x")
        journal.set_state("search:b", "y")
        journal.set_state("search:a", None)
        assert journal.state("commands") == "two"
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        assert journal.state("commands") == "two"
        assert journal.names("search:") == ["search:b"]


async def test_statistics_of_a_server_and_of_all(tmp_path: Path) -> None:
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        journal.record(usage(latency_ms=5.0, at=NOW - timedelta(days=1)))
        journal.record(usage(latency_ms=1.0, user_id=4))
        journal.record(
            usage(latency_ms=2.0, command="speaker", served=Served(speakers=("f/s2",)), language="ja")
        )
        journal.record(
            usage(command="speaker", options={"name": "nobody"}, outcome=Outcome.NO_MATCH, served=Served())
        )
        journal.record(
            usage(
                options={"speaker": "Liu", "theme": "carbon"},
                outcome=Outcome.NO_MATCH,
                served=Served(),
                guild_id=9,
            )
        )
        journal.record(
            usage(
                surface=Surface.BUTTON, options={"press": "fh:x"}, outcome=Outcome.NO_MATCH, served=Served()
            )
        )
        journal.record(usage(guild_id=9, at=NOW - timedelta(days=40)))
        await journal.flush()
        here, everywhere = await journal.statistics(1), await journal.statistics()
    assert here.total == 5
    assert everywhere.total == 7
    assert here.users == 2
    assert here.since == NOW - timedelta(days=1)
    assert here.median_ms == 1.5
    assert here.commands == (Count("quote", 3), Count("speaker", 2))
    assert here.outcomes == (Count("ok", 3), Count("no-match", 2))
    assert here.quotes == (Count("f/q1", 2),)
    assert here.speakers == (Count("f/s1", 2), Count("f/s2", 1))
    assert here.themes == (Count("f/t1", 2),)
    assert here.languages == (Count("en", 4), Count("ja", 1))
    assert here.unanswered == (Count("nobody", 1),)
    assert set(everywhere.unanswered) == {Count("nobody", 1), Count("Liu + carbon", 1)}
    assert len(here.days) == 30
    assert here.days[-2:] == ((date(2026, 5, 16), 1), (date(2026, 5, 17), 4))
    assert sum(times for _, times in everywhere.days) == 6


async def test_statistics_of_nothing(tmp_path: Path) -> None:
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        nothing = await journal.statistics(1)
    assert (nothing.total, nothing.users, nothing.since, nothing.median_ms) == (0, 0, None, None)


async def test_while_another_process_holds_the_file_entries_wait(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pace = Pace(busy=0.05)
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, pace) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as other, caplog.at_level(logging.INFO):
            other.execute("BEGIN EXCLUSIVE")
            async with Heard("cannot be written"):
                for _ in range(3):
                    journal.record(usage())
            other.execute("ROLLBACK")
            await journal.flush()
    assert len(rows(path)) == 3
    assert caplog.text.count("cannot be written") == 1
    assert "is written again" in caplog.text


async def test_what_waits_is_bounded_and_what_is_dropped_is_counted(tmp_path: Path) -> None:
    pace = Pace(waiting=10)
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, pace) as journal:
        for number in range(15):
            journal.record(usage(channel_id=number))
        await journal.flush()
        assert journal.dropped == 5
    assert [channel for (channel,) in rows(path, "SELECT channel_id FROM usage ORDER BY id")] == [
        *range(5, 15)
    ]


async def test_a_broken_database_never_reaches_whoever_records(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pace = Pace(patience=0.1)
    path = tmp_path / "journal.sqlite3"
    journal = await opened(path, pace)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE served")
        other.execute("DROP TABLE usage")
    async with Heard("cannot be written"):
        journal.record(usage())
        journal.remember_draw("channel:1", "||", "a", restarted=False)
        assert [*journal.drawn("channel:1", "||")] == ["a"]
    await journal.close()
    assert "2 journal entries could not be written" in caplog.text


async def test_an_entry_that_cannot_be_taken_is_logged_not_raised(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        journal.record(usage(served=None))
        assert "could not be taken" in caplog.text


async def test_closing_writes_what_was_taken_last(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    journal = await opened(path)
    for _ in range(2500):
        journal.record(usage())
    await journal.close()
    assert len(rows(path)) == 2500


async def test_two_journals_on_one_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as one, await opened(path) as two:
        for _ in range(50):
            one.record(usage())
            two.record(usage())
        await one.flush()
        await two.flush()
    assert len(rows(path)) == 100


async def test_an_url_is_a_place_too(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'by-url.sqlite3'}"
    async with await Journal.open(url, keys=KEYS, clock=now) as journal:
        journal.record(usage())
    assert len(rows(tmp_path / "by-url.sqlite3")) == 1


async def test_choices_of_language_are_kept_without_naming_anybody(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.prefer(Whose.READER, 300_000_000_000_000_003, Preference("ja", in_public=False))
        journal.prefer(Whose.GUILD, 3, Preference("zh-Hans"))
        journal.prefer(Whose.CHANNEL, 3, Preference("en"))
        journal.prefer(Whose.CHANNEL, 3, None)
        assert journal.preference(Whose.GUILD, 3) == Preference("zh-Hans")
    assert b"300000000000000003" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    async with await opened(path) as journal:
        assert journal.preference(Whose.READER, 300_000_000_000_000_003) == Preference("ja", in_public=False)
        assert journal.preference(Whose.GUILD, 3) == Preference("zh-Hans")
        assert journal.preference(Whose.CHANNEL, 3) is None
        assert journal.preference(Whose.GUILD, None) is None


async def test_an_entry_that_fits_no_column_does_not_hold_up_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for guild in (1, object(), 2**80, 2):
            journal.record(usage(guild_id=guild))
        await journal.flush()
        assert journal.dropped == 2
    assert rows(path, "SELECT guild_id FROM usage ORDER BY id") == [(1,), (2,)]
    assert caplog.text.count("an entry could not be written and is dropped") == 2
