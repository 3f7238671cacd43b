"""What is kept about a person, a server, or for too long: told, deleted, and not begun again."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.journal import Journal
from bot.journal.events import OPTION_KEPT, Context, Served
from bot.journal.preferences import Preference, Whose
from bot.journal.writer import Pace
from tests.support.journals import KEYS, NOW, now, opened, rows, usage

MINE, THEIRS = 3, 4


async def test_a_person_is_told_everything_and_nothing_of_others(tmp_path: Path) -> None:
    async with await opened(tmp_path / "journal.sqlite3") as journal:
        journal.record(usage(user_id=MINE, options={"speaker": "島田"}))
        journal.record(usage(user_id=THEIRS, options={"speaker": "secret"}))
        journal.prefer(Whose.READER, MINE, Preference("ja", in_public=False))
        kept = await journal.export(MINE)
    assert kept["language"] == {"language": "ja", "in_public": False}
    assert kept["logged"] is True
    (use,) = kept["uses"]
    assert use["options"] == {"speaker": "島田"}
    assert use["served"] == ["quote f/q1", "speaker f/s1", "theme f/t1"]
    assert set(use) == {
        *("at", "command", "surface", "options", "forum", "context", "guild_id", "channel_id"),
        *("language", "latency_ms", "outcome", "reference", "served"),
    }
    assert "secret" not in json.dumps(kept, default=str)


async def test_what_waits_for_a_locked_database_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, Pace(busy=0.05)) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            journal.record(usage(user_id=MINE, served=Served(quotes=("f/q9",))))
            (use,) = (await journal.export(MINE))["uses"]
            assert use["served"] == ["quote f/q9"]
            with pytest.raises(SQLAlchemyError):
                await journal.forget(MINE)
            other.execute("ROLLBACK")
        assert await journal.forget(MINE) == 1
        await journal.flush()
    assert rows(path) == []


async def test_a_person_is_forgotten_and_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for user in (MINE, THEIRS, MINE):
            journal.record(usage(user_id=user))
        journal.prefer(Whose.READER, MINE, Preference("ja"))
        journal.prefer(Whose.READER, THEIRS, Preference("en"))
        await journal.flush()
        journal.record(usage(user_id=MINE))
        assert await journal.forget(MINE) == 4
        assert journal.preference(Whose.READER, MINE) is None
        assert journal.preference(Whose.READER, THEIRS) == Preference("en")
        assert await journal.export(MINE) == {"logged": True, "language": None, "uses": [], "drawn": []}
        assert await journal.forget(MINE) == 0
    assert rows(path, "SELECT user_hash FROM usage") == [(KEYS.code(THEIRS),)]
    assert rows(path, "SELECT count(*) FROM served") == [(3,)]
    assert rows(path, "SELECT key FROM preferences") == [(KEYS.code(THEIRS),)]


async def test_who_opted_out_leaves_no_trace_until_they_opt_in(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.opt_out(MINE, out=True)
        journal.record(usage(user_id=MINE))
        journal.record(usage(user_id=THEIRS))
        await journal.forget(MINE)
    async with await opened(path) as journal:
        assert journal.opted_out(MINE)
        assert not journal.opted_out(THEIRS)
        journal.record(usage(user_id=MINE))
        journal.opt_out(MINE, out=False)
        journal.record(usage(user_id=MINE))
    assert rows(path, "SELECT count(*) FROM usage WHERE user_hash = 'x'") == [(0,)]
    assert [code for (code,) in rows(path, "SELECT user_hash FROM usage ORDER BY id")] == [
        KEYS.code(THEIRS),
        KEYS.code(MINE),
    ]


async def test_a_server_is_forgotten_with_its_channels(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for guild, channel in ((1, 10), (1, 11), (2, 20)):
            journal.record(usage(guild_id=guild, channel_id=channel))
            journal.remember_draw(f"channel:{channel}", "||", "f/q1", restarted=False)
            journal.prefer(Whose.CHANNEL, channel, Preference("ja"))
            journal.prefer(Whose.GUILD, guild, Preference("ja"))
        journal.prefer(Whose.CHANNEL, 12, Preference("ja"))
        await journal.flush()
        journal.record(usage(guild_id=1, channel_id=10))
        assert await journal.forget_guild(1, [12]) == 3
        assert journal.preference(Whose.GUILD, 1) is None
        assert [*journal.drawn("channel:10", "||")] == []
    assert rows(path, "SELECT DISTINCT guild_id FROM usage") == [(2,)]
    assert rows(path, "SELECT place FROM draws") == [("channel:20",)]
    assert rows(path, "SELECT whose, key FROM preferences ORDER BY whose") == [
        ("channel", "20"),
        ("guild", "2"),
    ]


async def test_what_is_too_old_is_deleted_at_start(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for days in [401] * 1200 + [399, 1]:
            journal.record(usage(at=NOW - timedelta(days=days)))
        journal.set_state("search:new", "a text")
        journal.set_state("commands:1", "kept")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO state VALUES ('search:old', 'x', '2024-01-01 00:00:00')")
        connection.commit()
    async with await Journal.open(path, keys=KEYS, clock=now) as journal:
        assert await journal.purge(400) == 1200
        assert journal.state("search:old") is None
        assert journal.state("search:new") == "a text"
    assert rows(path, "SELECT count(*) FROM usage") == [(2,)]
    assert rows(path, "SELECT count(*) FROM served") == [(6,)]
    assert rows(path, "SELECT name FROM state ORDER BY name") == [("commands:1",), ("search:new",)]


async def test_retention_works_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage(at=NOW - timedelta(days=3)))
        journal.record(usage())
    async with await Journal.open(path, keys=KEYS, clock=now, pace=Pace(rest=0), retention_days=2) as journal:
        while (await journal.statistics()).total == 2:
            pass
    assert len(rows(path)) == 1


async def test_whoever_waited_for_the_start_comes_before_what_is_too_old(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage(at=NOW - timedelta(days=3)))
    pace = Pace(rest=3600)
    async with await Journal.open(path, keys=KEYS, clock=now, pace=pace, retention_days=2) as journal:
        # In turns: had a deletion begun with the start, the second of these would come after it.
        assert [await journal.forget(MINE) for _ in range(2)] == [0, 0]
        assert len(rows(path)) == 1


async def test_what_somebody_drew_alone_with_the_bot_is_theirs(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for user, channel, context in ((MINE, 10, Context.BOT_DM), (MINE, 11, Context.GUILD)):
            journal.record(usage(user_id=user, channel_id=channel, context=context))
        for channel in (10, 11, 12):
            journal.remember_draw(f"channel:{channel}", "||", f"f/q{channel}", restarted=False)
        assert (await journal.export(MINE))["drawn"] == ["f/q10"]
        assert (await journal.export(MINE, alone_in=12))["drawn"] == ["f/q10", "f/q12"]
        await journal.flush()
        # Not written yet when all is deleted, and not afterwards.
        journal.remember_draw("channel:12", "||", "f/q99", restarted=False)
        await journal.forget(MINE, alone_in=12)
        assert [*journal.drawn("channel:10", "||"), *journal.drawn("channel:12", "||")] == []
        assert [*journal.drawn("channel:11", "||")] == ["f/q11"]
    assert rows(path, "SELECT place FROM draws") == [("channel:11",)]


@pytest.mark.parametrize("of_guild", [False, True])
async def test_long_searches_are_deleted_with_whoever_searched(tmp_path: Path, *, of_guild: bool) -> None:
    path, long = tmp_path / "journal.sqlite3", "x" * 400
    async with await opened(path) as journal:
        for name, text, kept in (
            ("a", "mine", "mine"),
            ("b", long, long[:OPTION_KEPT]),
            ("c", "turned", "c"),
        ):
            journal.set_state(f"search:{name}", text)
            journal.record(usage(user_id=MINE, command="search", options={"text": kept}))
        await journal.flush()
        journal.set_state("search:d", "theirs")
        journal.set_state("search:e", "waiting")
        journal.record(usage(user_id=THEIRS, guild_id=2, command="search", options={"text": "theirs"}))
        journal.record(usage(user_id=MINE, command="search", options={"text": "waiting"}))
        await (journal.forget_guild(1) if of_guild else journal.forget(MINE))
        assert journal.names("search:") == ["search:d"]
    assert rows(path, "SELECT name FROM state") == [("search:d",)]


async def test_what_a_server_drew_and_chose_a_moment_ago_is_not_written_after_it_left(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage(guild_id=1, channel_id=10))
        journal.remember_draw("channel:10", "||", "f/q1", restarted=False)
        journal.prefer(Whose.CHANNEL, 10, Preference("ja"))
        journal.prefer(Whose.GUILD, 1, Preference("ja"))
        journal.remember_draw("channel:20", "||", "f/q1", restarted=False)
        assert await journal.forget_guild(1) == 1
    assert rows(path) == []
    assert rows(path, "SELECT * FROM preferences") == []
    assert rows(path, "SELECT place FROM draws") == [("channel:20",)]


async def test_where_nobody_has_been_for_so_long_what_was_drawn_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for channel, days in ((10, 401), (11, 1)):
            journal.record(usage(channel_id=channel, at=NOW - timedelta(days=days)))
            journal.remember_draw(f"channel:{channel}", "||", "f/q1", restarted=False)
        await journal.flush()
        journal.record(usage(channel_id=12))
        journal.remember_draw("channel:12", "||", "f/q1", restarted=False)
        assert await journal.purge(400) == 1
        assert [*journal.drawn("channel:10", "||")] == []
    assert rows(path, "SELECT place FROM draws ORDER BY place") == [("channel:11",), ("channel:12",)]
