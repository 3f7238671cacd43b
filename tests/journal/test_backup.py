"""A copy made while entries are being written is whole, and is a journal by itself."""

import asyncio
import stat
from pathlib import Path

import pytest

from bot.journal.backup import NoBackup, back_up, copy_secret
from tests.support.journals import opened, rows, usage


async def test_a_copy_holds_all_that_was_written_before_it_began(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.sqlite3", tmp_path / "copy.sqlite3"
    async with await opened(path) as journal:
        for number in range(3000):
            journal.record(usage(channel_id=number))
        await journal.flush()
        copying = asyncio.create_task(asyncio.to_thread(back_up, path, copy))
        while not copying.done():
            journal.record(usage(channel_id=-1))
            await asyncio.sleep(0)
        assert await copying == copy.stat().st_size
        await journal.flush()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert len({channel for (channel,) in rows(copy, "SELECT channel_id FROM usage") if channel >= 0}) == 3000
    async with await opened(copy) as again:
        assert (await again.statistics()).total >= 3000
    assert not [*tmp_path.glob("*.unfinished")]


def test_what_cannot_be_copied_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.sqlite3", tmp_path / "copy.sqlite3"
    with pytest.raises(NoBackup, match="nothing has been logged yet"):
        back_up(path, copy)
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(NoBackup, match="not a database"):
        back_up(path, copy)
    with pytest.raises(NoBackup, match="No such file or directory"):
        back_up(path, tmp_path / "nowhere" / "copy.sqlite3")
    copy.write_text("mine", encoding="utf-8")
    with pytest.raises(NoBackup, match="exists, and is not overwritten"):
        back_up(path, copy)
    assert copy.read_text(encoding="utf-8") == "mine"
    assert {file.name for file in tmp_path.iterdir()} == {"journal.sqlite3", "copy.sqlite3"}


def test_a_key_is_copied_for_its_owner_alone_and_over_nothing(tmp_path: Path) -> None:
    secret, copy = tmp_path / "secret.key", tmp_path / "copy.key"
    with pytest.raises(NoBackup, match=r"secret\.key cannot be read: No such file"):
        copy_secret(secret, copy)
    secret.write_text("key", encoding="ascii")
    copy_secret(secret, copy)
    assert (copy.read_text(encoding="ascii"), stat.S_IMODE(copy.stat().st_mode)) == ("key", 0o600)
    secret.write_text("another", encoding="ascii")
    with pytest.raises(NoBackup, match="exists, and is not overwritten"):
        copy_secret(secret, copy)
    assert copy.read_text(encoding="ascii") == "key"
    with pytest.raises(NoBackup, match="No such file or directory"):
        copy_secret(secret, tmp_path / "nowhere" / "copy.key")
