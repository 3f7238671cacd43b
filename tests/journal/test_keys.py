"""The keys: made once, for their owner alone, and replaced without losing what older ones have hashed."""

import os
import stat
from pathlib import Path

import pytest

from bot.journal import Journal
from bot.journal.keys import DamagedKeys, Keys, load_or_create, rotate
from bot.journal.preferences import Preference, Whose
from tests.support.journals import now, rows, usage

SOMEBODY = 300_000_000_000_000_003


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secret.key"
    first = load_or_create(path)
    assert len(first.newest) == 32
    assert load_or_create(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*path.parent.iterdir()] == [path]


def test_keys_are_not_shown() -> None:
    assert repr(Keys(b"k" * 32, (b"o" * 32,))) == "Keys(2)"


@pytest.mark.parametrize("content", ["", "abcd", "not hexadecimal", "é", "00" * 32 + "\nabcd"])
def test_damaged_keys_are_told_not_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secret.key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedKeys) as told:
        load_or_create(path)
    assert told.value.path == path
    assert path.read_text(encoding="utf-8") == content
    assert os.fspath(path) in str(told.value)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(DamagedKeys) as told:
        load_or_create(tmp_path / "state" / "secret.key")
    assert told.value.why == "cannot be read or made: File exists"


def test_a_new_key_stands_above_the_older_ones(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    first = load_or_create(path)
    second = rotate(path)
    assert second.older == (first.newest,)
    assert second.newest != first.newest
    assert load_or_create(path) == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    third = rotate(path, drop_older=True)
    assert third.older == ()
    assert third.newest not in {first.newest, second.newest}


async def test_what_older_keys_have_hashed_is_still_somebodys(tmp_path: Path) -> None:
    path, file = tmp_path / "journal.sqlite3", tmp_path / "secret.key"
    async with await Journal.open(path, keys=load_or_create(file), clock=now) as journal:
        journal.prefer(Whose.READER, SOMEBODY, Preference("ja"))
        journal.prefer(Whose.READER, 4, Preference("en"))
        journal.record(usage(user_id=SOMEBODY))
        journal.opt_out(5, out=True)
    rotate(file)
    async with await Journal.open(path, keys=load_or_create(file), clock=now) as journal:
        assert journal.preference(Whose.READER, SOMEBODY) == Preference("ja")
        assert journal.preference(Whose.READER, SOMEBODY) == Preference("ja")
        assert journal.opted_out(5)
        journal.record(usage(user_id=SOMEBODY))
        assert len((await journal.export(SOMEBODY))["uses"]) == 2
        journal.prefer(Whose.READER, 4, None)
        assert journal.preference(Whose.READER, 4) is None
        journal.opt_out(5, out=False)
        assert not journal.opted_out(5)
    keys = load_or_create(file)
    assert rows(path, "SELECT key FROM preferences") == [(keys.code(SOMEBODY),)]
    assert rows(path, "SELECT count(DISTINCT user_hash) FROM usage") == [(2,)]
    rotate(file, drop_older=True)
    async with await Journal.open(path, keys=load_or_create(file), clock=now) as journal:
        assert journal.preference(Whose.READER, SOMEBODY) is None
        assert (await journal.export(SOMEBODY))["uses"] == []
