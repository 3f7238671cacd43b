"""A journal on a real file, what to put into it, and how to look into the file behind its back."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import utc_now
from bot.journal import Journal
from bot.journal.events import Context, Outcome, Served, Surface, Usage
from bot.journal.keys import Keys
from bot.journal.writer import AT_EASE, Pace

SECRET = b"s" * 32
KEYS = Keys(SECRET)
NOW = datetime(2026, 5, 17, 12, tzinfo=UTC)


def now() -> datetime:
    return NOW


def usage(**changed: Any) -> Usage:
    values: dict[str, Any] = {
        "at": NOW,
        "command": "quote",
        "surface": Surface.COMMAND,
        "options": {},
        "forum": "f",
        "served": Served(quotes=("f/q1",), speakers=("f/s1",), themes=("f/t1",)),
        "context": Context.GUILD,
        "guild_id": 1,
        "channel_id": 2,
        "user_id": 300_000_000_000_000_003,
        "language": "en",
        "latency_ms": 1.5,
        "outcome": Outcome.OK,
    }
    return Usage(**values | changed)


def rows(path: Path, sql: str = "SELECT * FROM usage ORDER BY id") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


async def opened(path: Path, pace: Pace = AT_EASE) -> Journal:
    return await Journal.open(path, keys=KEYS, clock=now, pace=pace)


_MADE: list[bytes] = []
"""A journal's file with its tables and nothing in them, once one was made."""


async def for_a_bot(path: Path) -> Journal:
    """Opened as the bot does that is tried. The tables are made once, for hundreds of bots."""

    async def open_it() -> Journal:
        return await Journal.open(path, keys=Keys(b"k" * 32), clock=utc_now)

    if not _MADE:
        async with await open_it():
            pass
        _MADE.append(path.read_bytes())
    else:
        path.touch(mode=0o600)
        path.write_bytes(_MADE[0])
    return await open_it()


class Heard(logging.Handler):
    """Waits for a line of the journal's log."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.event = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.event.set()

    async def __aenter__(self) -> None:
        logging.getLogger("bot.journal").addHandler(self)

    async def __aexit__(self, *error: object) -> None:
        """Leave once the line was logged; fails after ten seconds without."""
        try:
            if error[0] is None:
                async with asyncio.timeout(60):
                    await self.event.wait()
        finally:
            logging.getLogger("bot.journal").removeHandler(self)
