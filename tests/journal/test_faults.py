"""Whatever happens to the file, replies go on, entries wait, and writing resumes without a restart."""

import asyncio
import logging
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.journal import Journal, JournalClosed
from bot.journal.database import Database
from bot.journal.preferences import Preference, Whose
from bot.journal.writer import Pace
from tests.support.journals import KEYS, Heard, now, opened, rows, usage

ROOT = Path(__file__).parent.parent.parent
QUICK = Pace(linger=0.01, patience=0.05, busy=0.05)


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """No file of this process may grow: SQLite is told so as it is told of a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(file.stat().st_size for file in path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process's transaction that does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def folder_gone(path: Path) -> Iterator[None]:
    """The folder is a file for a while."""
    aside = path.parent.with_name("aside")
    path.parent.rename(aside)
    path.parent.touch()
    yield
    path.parent.unlink()
    aside.rename(path.parent)


@pytest.mark.parametrize("fault", [full_disk, locked, folder_gone])
async def test_entries_wait_for_the_fault_to_pass(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: Callable[[Path], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "state" / "journal.sqlite3"
    caplog.set_level(logging.INFO)
    async with await opened(path, QUICK) as journal:
        journal.record(usage(channel_id=0))
        await journal.flush()
        assert await journal.writable()
        with fault(path):
            async with Heard("cannot be written"):
                for number in range(1, 3000):
                    journal.record(usage(channel_id=number))
            assert journal.failing
            assert journal.waiting == 2999
            journal.prefer(Whose.GUILD, 1, Preference("ja"))
            assert journal.preference(Whose.GUILD, 1) == Preference("ja")
        await journal.flush()
        assert await journal.writable()
        assert (journal.waiting, journal.lag, journal.dropped, journal.failing) == (0, 0.0, 0, False)
    assert rows(path, "SELECT count(*), count(DISTINCT channel_id) FROM usage") == [(3000, 3000)]
    assert caplog.text.count("cannot be written") == 1
    assert caplog.text.count("is written again; 0 entries were dropped meanwhile") == 1


async def test_what_is_dropped_past_the_bound_is_counted_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.sqlite3"
    caplog.set_level(logging.INFO)
    async with await opened(path, Pace(linger=0.01, patience=0.05, busy=0.05, waiting=100)) as journal:
        with locked(path):
            async with Heard("cannot be written"):
                journal.record(usage(channel_id=0))
            for number in range(1, 150):
                journal.record(usage(channel_id=number))
            assert (journal.waiting, journal.dropped) == (100, 50)
        await journal.flush()
    assert [channel for (channel,) in rows(path, "SELECT channel_id FROM usage")] == [*range(50, 150)]
    assert caplog.text.count("is written again; 50 entries were dropped meanwhile") == 1


async def filled(path: Path) -> Journal:
    journal = await opened(path, QUICK)
    journal.record(usage(channel_id=1))
    journal.remember_draw("channel:1", "||", "f/q1", restarted=False)
    journal.remember_draw("channel:1", "||", "f/q2", restarted=False)
    journal.prefer(Whose.READER, 3, Preference("ja"))
    journal.set_state("commands:1", "digest")
    journal.opt_out(9, out=True)
    await journal.flush()
    return journal


async def remembered(path: Path) -> None:
    """What was in memory is in the new file, and uses are written again."""
    async with await opened(path) as journal:
        assert [*journal.drawn("channel:1", "||")] == ["f/q1", "f/q2"]
        assert journal.preference(Whose.READER, 3) == Preference("ja")
        assert journal.state("commands:1") == "digest"
        assert journal.opted_out(9)


async def test_a_file_deleted_while_running_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await filled(path) as journal:
        for file in tmp_path.iterdir():
            file.unlink()
        journal.record(usage(channel_id=2))
        await journal.flush()
        assert rows(path, "SELECT channel_id FROM usage") == [(2,)]
    await remembered(path)


@pytest.mark.parametrize("rubbish", [b"", b"no database" * 1000, b"SQLite format 3\0" + b"\xff" * 40_000])
async def test_a_file_corrupted_while_running_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, rubbish: bytes
) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await filled(path) as journal:
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # In place, as a failing disk or a stray program does: the file stays the one that is open.
        with path.open("r+b") as file:
            file.truncate()
            file.write(rubbish)
        journal.record(usage(channel_id=2))
        await journal.flush()
        assert rows(path, "SELECT channel_id FROM usage") == [(2,)]
    (aside,) = tmp_path.glob("journal.sqlite3.corrupt-*Z")
    assert aside.read_bytes() == rubbish
    assert caplog.text.count("is corrupt: it is now") == 1
    await remembered(path)


async def test_a_file_that_is_no_database_at_start_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"these are somebody's notes" * 100)
    with pytest.raises(JournalClosed, match="not a database"):
        await Journal.open(path, keys=KEYS, clock=now, mend=False)
    async with await opened(path) as journal:
        journal.record(usage())
    assert len(rows(path)) == 1
    (aside,) = tmp_path.glob("journal.sqlite3.corrupt-*Z")
    assert aside.read_bytes().startswith(b"these are somebody's notes")


async def test_a_backup_that_is_put_back_is_taken_as_it_is(tmp_path: Path) -> None:
    path, backup = tmp_path / "journal.sqlite3", tmp_path / "backup.sqlite3"
    async with await opened(backup) as journal:
        journal.record(usage(channel_id=7))
    async with await filled(path) as journal:
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink()
        backup.replace(path)
        journal.record(usage(channel_id=8))
        await journal.flush()
    assert [*rows(path, "SELECT channel_id FROM usage")] == [(7,), (8,)]
    assert [*tmp_path.glob("*.corrupt-*")] == []


async def test_into_a_backup_of_a_newer_version_nothing_is_written(tmp_path: Path) -> None:
    path, backup = tmp_path / "journal.sqlite3", tmp_path / "backup.sqlite3"
    async with await opened(backup):
        pass
    with closing(sqlite3.connect(backup)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    async with await opened(path, Pace(linger=0.01, patience=0.05, busy=0.05)) as journal:
        copy = path.read_bytes()
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink()
        backup.replace(path)
        async with Heard("entries wait: a newer version of this program wrote it (revision 9999)"):
            journal.record(usage(channel_id=8))
        assert (journal.waiting, journal.dropped) == (1, 0)
        assert rows(path) == []
        # The right one is put back.
        (tmp_path / "right.sqlite3").write_bytes(copy)
        (tmp_path / "right.sqlite3").replace(path)
        await journal.flush()
    assert rows(path, "SELECT channel_id FROM usage") == [(8,)]


READ_ONLY = """
import asyncio, os, pathlib, sys
from tests.support.journals import Heard, opened, rows, usage
from bot.journal.writer import Pace

async def main(path: pathlib.Path) -> None:
    async with await opened(path, Pace(linger=0.01, patience=0.05, busy=0.05)) as journal:
        journal.record(usage())
        await journal.flush()
        files = [*path.parent.iterdir()]
        if os.geteuid() == 0:
            # The administrator may write what is read-only: go on as nobody.
            for file in (*files, path.parent, path.parent.parent):
                os.chown(file, 65534, 65534)
            os.seteuid(65534)
        for file in (*files, path.parent):
            file.chmod(0o555 if file.is_dir() else 0o444)
        # As after a while of failing: the connections are opened anew.
        await journal._database.let_go()
        async with Heard("cannot be written"):
            journal.record(usage())
        for file in (path.parent, *files):
            file.chmod(0o755 if file.is_dir() else 0o644)
        await journal.flush()
    print(len(rows(path)))

asyncio.run(main(pathlib.Path(sys.argv[1])))
"""


def test_a_read_only_file_is_written_again_once_it_may_be() -> None:
    folder = Path(tempfile.mkdtemp(prefix="journal-"))
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder / "state" / "journal.sqlite3")],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        shutil.rmtree(folder)
    assert (done.stdout, done.returncode) == ("2\n", 0), done.stderr


async def test_two_processes_write_to_one_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    program = (
        "import asyncio, pathlib, sys\n"
        "from tests.support.journals import opened, usage\n"
        "async def main():\n"
        "    async with await opened(pathlib.Path(sys.argv[1])) as journal:\n"
        "        for number in range(2000):\n"
        "            journal.record(usage(channel_id=number, guild_id=int(sys.argv[2])))\n"
        "            await asyncio.sleep(0)\n"
        "asyncio.run(main())\n"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program, str(path), str(number)),
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for number in range(2)
    ]
    async with asyncio.timeout(60):
        assert [await process.wait() for process in processes] == [0, 0]
    assert rows(path, "SELECT guild_id, count(DISTINCT channel_id) FROM usage GROUP BY guild_id") == [
        (0, 2000),
        (1, 2000),
    ]


async def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalClosed, match=r"File exists|Not a directory"):
        await opened(tmp_path / "file" / "journal.sqlite3")
    with pytest.raises(JournalClosed, match=r"its URL cannot be read .*port"):
        await Journal.open("sqlite+aiosqlite://host:port/file", keys=KEYS, clock=now)
    with pytest.raises(JournalClosed, match="asyncpg, which is not installed"):
        await Journal.open("postgresql+asyncpg://nobody@nowhere/x", keys=KEYS, clock=now)


async def test_a_connection_in_use_while_all_are_closed_is_closed_afterwards(tmp_path: Path) -> None:
    database = Database(tmp_path / "journal.sqlite3", busy=1, clock=now)
    await database.open()
    async with database.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        await database.let_go()
        await connection.execute(text("SELECT 1"))
    assert driver is not None
    with pytest.raises(ValueError, match="no active connection"):
        await driver.execute("SELECT 1")
    await database.close()
