"""A consistent copy of a journal's file, made while the bot writes to it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_PAGES: Final = 256
"""Pages copied at a time; the bot writes in between, and what it writes is copied too."""


class NoBackup(Exception):  # noqa: N818 - says how it went
    """No copy was made: `why` says it in words."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def back_up(source: Path, target: Path) -> int:
    """Copy the journal at `source` to `target`, for its owner alone; how many bytes there are.

    The copy is checked before it gets its name. NoBackup where there is nothing to copy, where `target`
    exists, or where something went wrong; no part of a copy is left then.
    """
    if not source.is_file():
        raise NoBackup(f"{source} is not there: nothing has been logged yet")
    if target.exists():
        raise NoBackup(f"{target} exists, and is not overwritten")
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise NoBackup(f"{target} cannot be written: {error.strerror}") from error
    except sqlite3.Error as error:
        raise NoBackup(f"{source} cannot be copied to {target}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def copy_secret(secret: Path, target: Path) -> None:
    """Copy the key at `secret` to `target`, for its owner alone. NoBackup as above."""
    try:
        content = secret.read_bytes()
    except OSError as error:
        raise NoBackup(f"the key {secret} cannot be read: {error.strerror}") from error
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise NoBackup(f"{target} exists, and is not overwritten") from None
    except OSError as error:
        raise NoBackup(f"{target} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        target.unlink()
        raise NoBackup(f"{target} cannot be written: {error.strerror}") from error


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=_PAGES, sleep=0.01)
        # One file, complete by itself: a copy in WAL mode would need its companions.
        new.execute("PRAGMA journal_mode = DELETE")
        ((found,),) = new.execute("PRAGMA integrity_check(1)")
    if found != "ok":
        raise NoBackup(f"{source} is damaged: {found}")
