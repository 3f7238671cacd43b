"""One archive for each state of the records: found by its hash, or built beside and moved into place."""

import hashlib
import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.archive import build
from bot.records.check import forum_folders, load_all

log = logging.getLogger(__name__)

KEPT: Final = 3
"""How many archives stay in the cache: today's, and what another process may still be opening."""


def compiled(records: Path, cache: Path) -> Path | None:
    """The file of the archive of `records`; None where the cache cannot be written.

    InvalidRecords when it must be built and the records are wrong.
    """
    path = cache / f"{content_hash(records)}.sqlite3"
    if _whole(path):
        return path
    loaded = load_all(records)
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
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _tidy(cache, path)
    return path


def in_memory(records: Path) -> sqlite3.Connection:
    """An archive that lives as long as its connection."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build.build(connection, load_all(records))
    return connection


def content_hash(records: Path) -> str:
    """Changes with every byte of every file that is read, their names, and the archive's own form."""
    digest = hashlib.sha256(f"archive {build.VERSION}\n".encode())
    for folder in forum_folders(records):
        for path in _files(folder):
            digest.update(f"{folder.name}/{path.relative_to(folder)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(
        path for path in folder.rglob("*") if path.suffix in {".yaml", ".txt"} and path.is_file()
    )


def _whole(path: Path) -> bool:
    """Whether the file is an archive of this version; a damaged one is built anew, not trusted."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            (found,) = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
            pages, size = (
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
    except (sqlite3.DatabaseError, TypeError):
        log.warning("the archive %s is damaged and is built anew", path)
        return False
    return bool(found == str(build.VERSION) and pages * size == path.stat().st_size)


def _tidy(cache: Path, current: Path) -> None:
    others = sorted(
        (path for path in cache.glob("*.sqlite3") if path != current), key=lambda path: -path.stat().st_mtime
    )
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)
