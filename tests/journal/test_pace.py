"""When the journal writes: together where there is time, at once where much is waiting."""

import asyncio
from pathlib import Path

from bot.journal.writer import Pace
from tests.support.journals import opened, rows, usage


async def test_whole_batches_do_not_gather(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    # Should a batch gather all the same, it would take an hour.
    async with await opened(path, Pace(linger=3600, batch=2, patience=0.1, busy=0.1)) as journal:
        for _ in range(4):
            journal.record(usage())
        async with asyncio.timeout(20):
            await journal.flush()
        assert rows(path, "SELECT count(*) FROM usage") == [(4,)]


async def test_draws_of_one_batch_leave_what_the_last_restart_left(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        for key, restarted in (("a", False), ("b", False), ("a", True), ("c", False), ("c", False)):
            journal.remember_draw("here", "pool", key, restarted=restarted)
        journal.remember_draw("there", "pool", "b", restarted=False)
        await journal.flush()
        assert rows(path, "SELECT place, key, ordinal FROM draws ORDER BY ordinal") == [
            ("here", "a", 3),
            ("here", "c", 5),
            ("there", "b", 6),
        ]
        journal.remember_draw("here", "pool", "d", restarted=True)
    assert rows(path, "SELECT place, key FROM draws ORDER BY ordinal") == [("there", "b"), ("here", "d")]
