"""The texts of a finished archive derived, all of them at once, into a file beside it.

Where there is an older file, only the forums that changed are gone through, and only what is new is derived.
"""

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec.json import Decoder, decode

from bot.archive.cache import recorded, seal, sealed
from bot.archive.compiling import tidy
from bot.archive.derived import SUFFIX, Derivation, at_hand, key_of, stem_of
from bot.archive.hits import joined, speaker_text, summary_text, theme_text
from bot.archive.ledger import Ledger
from bot.archive.places import forum_of, records_of
from bot.archive.progress import Told
from bot.languages import Language
from bot.records import models

log = logging.getLogger(__name__)

FROM: Final = Language.ZH_HANS
_SPEAKER: Final = Decoder(models.Speaker)
_THEME: Final = Decoder(models.Theme)
_TABLES: Final = """
-- Which forums were gone through, by what their folders held.
CREATE TABLE forum (number INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE);
-- Each forum has its own, or what two have in common would go with one of them.
CREATE TABLE text (of BLOB NOT NULL, forum INTEGER NOT NULL, derived TEXT NOT NULL,
  PRIMARY KEY (of, forum)) WITHOUT ROWID;
"""
_AT_ONCE: Final = 5_000
"""Texts that are derived together."""
_SAVED: Final = 900
"""Texts that are asked for in one question: SQLite takes no more values where it is old."""


def derive(archive: Path, derivation: Derivation, told: Told | None = None) -> Path | None:
    """The file of what is derived of this archive, made where there is none; None where none can be made.

    `told` how far it has come.
    """
    cache, ledger = archive.parent, Ledger(archive.parent)
    try:
        if (path := at_hand(archive, derivation, ledger)) is not None:
            return path
        handle, name = tempfile.mkstemp(dir=cache, prefix="building-", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        log.warning("nothing can be derived beforehand: %s cannot be written (%s)", cache, error.strerror)
        return None
    unfinished = Path(name)
    try:
        _copy(_older(cache, derivation, ledger), unfinished)
        _fill(unfinished, archive, derivation, told)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        path = cache / f"{stem_of(archive, derivation)}-{seal(unfinished)}{SUFFIX}"
        unfinished.replace(path)
        ledger.write(recorded(path))
    except (OSError, sqlite3.Error) as error:
        log.warning("nothing was derived beforehand: %s", error)
        return None
    finally:
        unfinished.unlink(missing_ok=True)
    tidy(cache, path)
    return path


def _older(cache: Path, derivation: Derivation, ledger: Ledger) -> Path | None:
    """What was derived last in the same way."""
    files: list[tuple[float, Path]] = []
    for path in cache.glob(f"*-{derivation.mark}-*{SUFFIX}"):
        with suppress(OSError):
            files.append((path.stat().st_mtime, path))
    for _, path in sorted(files, reverse=True):
        with suppress(OSError):
            if sealed(path, ledger):
                return path
    return None


def _copy(older: Path | None, file: Path) -> None:
    if older is not None:
        with suppress(FileNotFoundError):
            shutil.copyfile(older, file)
            return
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_TABLES)


def _fill(file: Path, archive: Path, derivation: Derivation, told: Told | None) -> None:
    """Bring a file up to what an archive holds."""
    with (
        closing(sqlite3.connect(file)) as into,
        closing(sqlite3.connect(f"{archive.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as records,
    ):
        # Nothing reads this file before it is whole, and a crash leaves only rubbish to remove.
        into.execute("PRAGMA journal_mode = OFF")
        into.execute("PRAGMA synchronous = OFF")
        into.execute("PRAGMA cache_size = -65536")
        forums = {
            content: (forum_of(number), quotes)
            for number, content, quotes in records.execute("SELECT id, content, quotes FROM forum")
        }
        numbers = {content: number for number, content in into.execute("SELECT number, content FROM forum")}
        new = {content: forums[content] for content in forums if content not in numbers}
        progress = _Progress(told, sum(quotes for _, quotes in new.values()))
        for content, (number, _) in new.items():
            into.execute("INSERT INTO forum (content) VALUES (?)", (content,))
            ((own,),) = into.execute("SELECT number FROM forum WHERE content = ?", (content,))
            texts = progress.of(_texts(records, number))
            while some := {*islice(texts, _AT_ONCE)}:
                _file(into, own, some, derivation)
        # Last: most of what has gone is said in what has come instead.
        for content in numbers.keys() - forums.keys():
            into.execute("DELETE FROM text WHERE forum = ?", (numbers[content],))
            into.execute("DELETE FROM forum WHERE number = ?", (numbers[content],))
        into.commit()
        progress.end()


def _file(into: sqlite3.Connection, forum: int, texts: Iterable[str], derivation: Derivation) -> None:
    """Derive some texts of a forum; what another one has too is taken from there."""
    keys = {key_of(text): text for text in texts}
    derived: dict[bytes, str] = {}
    looked_for = iter(keys)
    while some := [*islice(looked_for, _SAVED)]:
        sql = f"SELECT of, derived FROM text WHERE of IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks only
        derived.update(into.execute(sql, some))
    missing = [key for key in keys if key not in derived]
    derived.update(zip(missing, derivation.convert([keys[key] for key in missing]), strict=True))
    rows = sorted((key, forum, text) for key, text in derived.items())
    into.executemany("INSERT OR IGNORE INTO text VALUES (?, ?, ?)", rows)


def _texts(records: sqlite3.Connection, number: int) -> Iterator[str]:
    """Every text of a forum that a card may show derived, or a search, or an identification."""
    among = records_of(number)
    ((body,),) = records.execute("SELECT body FROM forum WHERE id BETWEEN ? AND ?", among)
    forum = decode(body)
    yield from _wordings(forum)
    printed = forum["language"] == FROM
    for (body,) in records.execute("SELECT body FROM speaker WHERE id BETWEEN ? AND ?", among):
        yield from _wordings(decode(body))
        if printed:
            yield speaker_text(_SPEAKER.decode(body))
    for (body,) in records.execute("SELECT body FROM theme WHERE id BETWEEN ? AND ?", among):
        yield from _wordings(decode(body))
        theme = _THEME.decode(body)
        yield theme_text(theme, FROM)
        yield summary_text(theme, FROM)
    for (body,) in records.execute("SELECT body FROM quote WHERE id BETWEEN ? AND ?", among):
        quote = decode(body)
        yield from _wordings(quote)
        yield joined(quote["text"] if printed else quote["translations"].get(FROM, ()))


def _wordings(record: Any) -> Iterator[str]:
    """Whatever a record says in this language, wherever it stands: texts, their parts, cited sentences."""
    if isinstance(record, dict):
        for name, value in record.items():
            yield from _said(value) if name == FROM else _wordings(value)
    elif isinstance(record, list):
        for value in record:
            yield from _wordings(value)


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield value["text"]
    else:
        for part in value:
            yield from _said(part)


class _Progress:
    """Counts texts, of about so many as there are quotes."""

    def __init__(self, told: Told | None, quotes: int) -> None:
        self._told, self._all, self._done = told, max(1, quotes), 0

    def of(self, texts: Iterator[str]) -> Iterator[str]:
        """The texts, while they are derived."""
        for text in texts:
            self._done += 1
            if self._told is not None and self._done % _AT_ONCE == 0:
                self._told(min(0.99, self._done / (2 * self._all)))
            yield text

    def end(self) -> None:
        """All is done."""
        if self._told is not None:
            self._told(1.0)
