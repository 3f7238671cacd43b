"""What becomes of the journal's file in ways that are seldom: nothing is lost that was not lost already."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from bot.journal.preferences import Preference, Whose
from bot.journal.writer import Pace
from tests.support.journals import Heard, opened, rows, usage

QUICK = Pace(linger=0.01, patience=0.05, busy=0.05)
READER = 3


def overwrite(path: Path, begin: int, rubbish: bytes) -> None:
    """In place, as a failing disk does, and with nothing left in the write-ahead log that would mend it."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(rubbish)


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def look_into(path: Path) -> None:
    """As another process, which opens the file, reads, and leaves."""
    program = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1])\n"
        "connection.execute('SELECT * FROM usage')\n"
        "connection.close()\n"
    )
    subprocess.run([sys.executable, "-c", program, os.fspath(path)], check=True)


async def test_whoever_looks_into_the_file_and_leaves_takes_nothing_along(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for times in range(1, 4):
            journal.record(usage())
            await journal.flush()
            # The last one to leave would put the write-ahead log away: it must not think that it is.
            look_into(path)
            assert path.with_name(f"{path.name}-wal").exists()
            assert rows(path, "SELECT count(*) FROM usage") == [(times,)]


async def test_a_new_file_gets_what_is_remembered_however_often_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, QUICK) as journal:
        journal.opt_out(READER, out=True)
        await journal.flush()
        with no_file_longer_than(100):
            for file in tmp_path.iterdir():
                file.unlink()
            async with Heard("cannot be written"):
                journal.record(usage(user_id=4))
        await journal.flush()
    async with await opened(path) as journal:
        assert journal.opted_out(READER)
    assert len(rows(path)) == 1


async def test_a_choice_is_not_dropped_for_a_line_about_a_question(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, Pace(linger=0.01, patience=0.05, busy=0.05, waiting=5)) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            journal.opt_out(READER, out=True)
            journal.prefer(Whose.GUILD, 1, Preference("ja"))
            for number in range(10):
                journal.record(usage(user_id=4, channel_id=number))
            assert (journal.waiting, journal.dropped) == (5, 7)
            other.execute("ROLLBACK")
        await journal.flush()
    assert rows(path, "SELECT channel_id FROM usage") == [(7,), (8,), (9,)]
    assert caplog.text.count("from now on the oldest are dropped") == 1
    async with await opened(path) as journal:
        assert journal.opted_out(READER)
        assert journal.preference(Whose.GUILD, 1) == Preference("ja")


async def test_what_only_a_reader_finds_corrupt_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.opt_out(READER, out=True)
        for number in range(2000):
            journal.record(usage(user_id=4, channel_id=number))
        await journal.flush()
        # New uses go to other pages than these.
        overwrite(path, 20 * 4096, b"\xff" * 40 * 4096)
        with pytest.raises(DatabaseError):
            await journal.export(4)
        journal.record(usage(user_id=4, channel_id=-1))
        await journal.flush()
        assert len((await journal.export(4))["uses"]) == 1
    assert len([*tmp_path.glob("journal.sqlite3.corrupt-*Z")]) == 1
    async with await opened(path) as journal:
        assert journal.opted_out(READER)


async def test_a_file_with_corrupt_tables_at_start_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for number in range(100):
            journal.remember_draw("channel:1", "||", f"f/q{number}", restarted=False)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'draws'").fetchone()
    overwrite(path, (page - 1) * 4096, b"\xff" * 4096)
    async with await opened(path) as journal:
        assert [*journal.drawn("channel:1", "||")] == []
        journal.record(usage())
    assert len(rows(path)) == 1
    assert len([*tmp_path.glob("journal.sqlite3.corrupt-*Z")]) == 1


async def test_corrupt_twice_in_a_second_both_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for rubbish in (b"first" * 100, b"second" * 100):
            journal.record(usage())
            await journal.flush()
            overwrite(path, 0, rubbish)
        journal.record(usage())
        await journal.flush()
    kept = sorted(tmp_path.glob("journal.sqlite3.corrupt-*"))
    assert [file.read_bytes()[:5] for file in kept if not file.name.endswith(("-wal", "-shm"))] == [
        b"first",
        b"secon",
    ]


async def test_where_there_is_no_room_for_a_copy_the_corrupt_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path, QUICK) as journal:
        journal.record(usage())
        await journal.flush()
        overwrite(path, 0, b"rubbish" * 100)
        corrupt = path.read_bytes()
        with no_file_longer_than(len(corrupt) // 2):
            async with Heard("cannot be written"):
                journal.record(usage(channel_id=1))
            assert path.read_bytes() == corrupt
            assert [*tmp_path.glob("*.corrupt-*")] == []
        await journal.flush()
    assert rows(path, "SELECT channel_id FROM usage") == [(1,)]
    (aside,) = tmp_path.glob("journal.sqlite3.corrupt-*Z")
    assert aside.read_bytes() == corrupt
