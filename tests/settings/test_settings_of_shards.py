"""Which shards a process is told to serve, and what it cannot be told."""

from pathlib import Path

import pytest

from bot.settings import InvalidSettings, load_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bot.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [
        ("", None),
        ("shard_count: 4", None),
        ("shard_count: 4\n  shard_ids: 0-1", (0, 1)),
        ("shard_count: 4\n  shard_ids: 3", (3,)),
        ("shard_count: 9\n  shard_ids: 7-8, 0-2,8", (0, 1, 2, 7, 8)),
        ("shard_count: 4\n  shard_ids: [1, 2-3]", (1, 2, 3)),
    ],
)
def test_the_shards_of_a_process(tmp_path: Path, written_as: str, expected: tuple[int, ...] | None) -> None:
    path = written(tmp_path, f"discord:\n  {written_as}\n")
    assert load_settings(path).discord.shards() == expected


@pytest.mark.parametrize(
    ("written_as", "told"),
    [
        ("shard_ids: 0-1", "needs shard_count"),
        ("shard_count: 4\n  shard_ids: 0-4", "3:.*the last one is 3"),
        ("shard_count: 4\n  shard_ids: 2-1", "write them as in 0-15"),
        ("shard_count: 4\n  shard_ids: -1", "write them as in 0-15"),
        ("shard_count: 4\n  shard_ids: all", "write them as in 0-15"),
        ("shard_count: 0", "0 is not a whole number from 1 to 10000"),
        ("shard_count: 100000000", "100000000 is not a whole number from 1 to 10000"),
    ],
)
def test_shards_that_there_cannot_be(tmp_path: Path, written_as: str, told: str) -> None:
    path = written(tmp_path, f"discord:\n  {written_as}\n")
    with pytest.raises(InvalidSettings, match=told):
        load_settings(path)
