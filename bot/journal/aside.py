"""A corrupt file put out of the way: copied under another name, then removed, by one process at a time."""

import contextlib
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

HEADER: Final = b"SQLite format 3\0"
"""What every SQLite file begins with (sqlite.org/fileformat.html, "Magic Header String")."""
CORRUPT: Final = frozenset({11, 26})
"""SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html); the low byte of longer codes."""
_COMPANIONS: Final = ("", "-wal", "-shm")


def put_aside(file: Path, at: datetime) -> Path | None:
    """Where the corrupt `file` lies now; None where it is sound, as after another process has done this.

    Connections that are open may be closed afterwards: of a file that is not in its place any more SQLite
    writes nothing back. OSError where it cannot be copied or looked at; it is left where it is then.
    """
    with _alone(file.parent):
        if not _damaged(file):
            return None
        aside = _free(file.with_name(f"{file.name}.corrupt-{at:%Y%m%dT%H%M%SZ}"))
        try:
            for suffix in _COMPANIONS:
                with contextlib.suppress(FileNotFoundError):
                    shutil.copy2(f"{file}{suffix}", f"{aside}{suffix}")
        except OSError:
            # Half a copy is none, and on a full disk each try would leave one more.
            _remove(aside)
            raise
        _remove(file)
    return aside


def _damaged(file: Path) -> bool:
    with file.open("rb") as opened:
        if opened.read(len(HEADER)) != HEADER:
            return True
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        if (error.sqlite_errorcode or 0) & 0xFF in CORRUPT:
            return True
        raise OSError(str(error)) from error
    return bool(found != "ok")


def _free(wanted: Path) -> Path:
    """The name, or the next one like it that nothing has yet."""
    number, name = 1, wanted
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    return name


def _remove(file: Path) -> None:
    for suffix in _COMPANIONS:
        Path(f"{file}{suffix}").unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
