"""One archive for each state of the records: found by its hash, or built beside and moved into place.

A file's name holds the hash of the records that it was built from, and the hash of its own bytes: what is
damaged on the disk is seen before it is opened.
"""

import hashlib
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from bot.archive import build
from bot.records import state
from bot.records.check import load_all
from bot.records.folder import Records
from bot.records.problems import InvalidRecords, Problem

log = logging.getLogger(__name__)

KEPT: Final = 3
"""How many archives stay in the cache: today's, and what another process may still be opening."""
ABANDONED: Final = 3600.0
"""Seconds without a byte written after which an unfinished archive is what a killed process left."""
_TRIES: Final = 5
"""How often records are read that somebody is writing to meanwhile."""

Loaded = Sequence[Records]


def compiled(records: Path, cache: Path) -> Path | None:
    """The file of the archive of `records`; None where the cache cannot be written.

    InvalidRecords when it must be built and the records are wrong.
    """
    _sweep(cache)
    if (path := _whole(cache, content_hash(records))) is not None:
        return path
    content, loaded = read(records)
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=cache, prefix="building-", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        log.warning("the cache %s cannot be written (%s): the archive is kept in memory", cache, error)
        return None
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            # Nothing reads this file before it is whole, and a crash leaves only rubbish to remove.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            build.build(connection, loaded)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        path = cache / f"{content}-{seal(unfinished)}.sqlite3"
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _tidy(cache, path)
    return path


def in_memory(records: Path) -> sqlite3.Connection:
    """An archive that lives as long as its connection."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build.build(connection, read(records)[1])
    return connection


def content_hash(records: Path) -> str:
    """Changes with every byte of every file that is read, their names, and the archive's own form."""
    return state.content_hash(records, f"archive {build.VERSION}\n")


def read(records: Path, load: Callable[[Path], Loaded] = load_all) -> tuple[str, Loaded]:
    """The records and the hash of just these: read again when somebody wrote to them meanwhile.

    InvalidRecords when they are wrong, or never at rest.
    """
    for _ in range(_TRIES):
        wrong: InvalidRecords | None = None
        loaded: Loaded = ()
        try:
            before = content_hash(records)
            try:
                loaded = load(records)
            except InvalidRecords as invalid:
                wrong = invalid
            if content_hash(records) != before:
                continue
        except OSError:
            # A file has gone between its name and its bytes.
            continue
        if wrong is not None:
            raise wrong
        return before, loaded
    raise InvalidRecords([Problem(records, 0, 0, "", "is being written to", "try again when it is at rest")])


def _whole(cache: Path, content: str) -> Path | None:
    """The archive of this content, if there is one with every byte that was written."""
    for path in cache.glob(f"{content}-*.sqlite3"):
        try:
            if path.stem == f"{content}-{seal(path)}":
                return path
        except OSError as error:
            log.warning("the archive %s cannot be read (%s) and is built anew", path, error.strerror)
            continue
        log.warning("the archive %s is damaged and is built anew", path)
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return None


def seal(path: Path) -> str:
    """The hash of a file as it is."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _sweep(cache: Path) -> None:
    """Remove what killed processes left unfinished; not what another one is writing now."""
    for path in cache.glob("building-*.tmp*"):
        try:
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink(missing_ok=True)
        except OSError:
            # Finished just now, or not ours to remove.
            continue


def _tidy(cache: Path, current: Path) -> None:
    others = sorted(
        (path for path in cache.glob("*.sqlite3") if path != current), key=lambda path: -path.stat().st_mtime
    )
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)
