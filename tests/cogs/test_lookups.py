"""Where names are looked up: in the loop's own thread among few, in another among many."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.archive import Archive, open_archive
from bot.cogs.lookups import looked_up
from bot.shipped import shipped


def of(cache: Path, more: int, kind: str) -> Archive:
    """The shipped records, with so many people or themes more of whom nothing is known but a key."""
    open_archive(shipped("data"), cache).close()
    (file,) = cache.glob("*.sqlite3")
    connection = sqlite3.connect(file)
    connection.executemany(
        f"INSERT INTO {kind} SELECT ?, ?, body, computed FROM {kind} LIMIT 1",  # noqa: S608 - names below
        ((number, f"others/{number}") for number in range(1, more + 1)),
    )
    connection.commit()
    connection.close()
    return Archive.open(file)


@pytest.mark.parametrize(("more", "here"), [(0, True), (301, False)])
@pytest.mark.parametrize("kind", ["speaker", "theme"])
async def test_among_many_a_worker_looks_the_name_up(
    tmp_path: Path, kind: str, more: int, *, here: bool
) -> None:
    archive = of(tmp_path, more, kind)
    threads: list[int] = []

    def look(text: str) -> list[str]:
        threads.append(threading.get_ident())
        return [speaker.key for speaker in archive.find_speakers(text).matches]

    assert await looked_up(archive, look, "島田太郎") == ["beijing-tokyo-17/taro-shimada"]
    assert [thread == threading.get_ident() for thread in threads] == [here]
