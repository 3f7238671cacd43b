"""One archive for each state of the records: found by its hash, or built beside and moved into place.

A file's name holds the hash of the records that it was built from, and a checksum of its own bytes: a file
that was written to since it was last read through is read again before it is opened. What most of the records
are in already is copied and has only those forums replaced whose folders changed.
"""

import gc
import logging
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from bot.archive.bases import Base, base_for
from bot.archive.build import Builder, Place
from bot.archive.ledger import Ledger
from bot.archive.places import numbered
from bot.archive.progress import Progress, Told
from bot.archive.survey import Survey, at_rest, survey
from bot.records.check import check
from bot.records.folder import Records
from bot.records.problems import InvalidRecords
from bot.records.state import Seen

log = logging.getLogger(__name__)

KEPT: Final = 3
"""How many archives stay in the cache: today's, and what another process may still be opening."""
ABANDONED: Final = 3600.0
"""Seconds without a byte written after which an unfinished archive is what a killed process left."""
_TICK: Final = 50_000_000
"""Nanoseconds within which a second change of a file may not show in its times."""
_LARGE: Final = 1 << 26
"""Bytes from which it is worth waiting for the clock, so that the next start need not read them all."""
_AT_ONCE: Final = 1 << 20


def compiled(records: Path, cache: Path, told: Told | None = None) -> Path | None:
    """The file of the archive of `records`; None where the cache cannot be written.

    InvalidRecords when it must be built and the records are wrong.
    """
    _sweep(cache)
    ledger = Ledger(cache)
    now = survey(records, ledger.known)
    if (path := _whole(cache, now.content, ledger)) is not None:
        ledger.write(now.seen)
        return path
    made = not cache.exists()
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=cache, prefix="building-", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        # Wrong records are told first: they are what their author can mend.
        if problems := check(records).problems:
            raise InvalidRecords(problems) from None
        log.warning("the cache %s cannot be written (%s): the archive is kept in memory", cache, error)
        return None
    unfinished = Path(name)

    def attempt(found: Survey) -> None:
        base = base_for(found, (path for path in cache.glob("*.sqlite3") if _is_base(path, ledger)))
        if base is not None and numbered(found.names, base.numbers) is None:
            base = None
        build(records, found, unfinished, base, Progress(told, found.sizes))

    try:
        with undisturbed():
            now, _ = at_rest(records, ledger.known, attempt)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        path = cache / f"{now.content}-{seal(unfinished)}.sqlite3"
        unfinished.replace(path)
    except InvalidRecords:
        unfinished.unlink(missing_ok=True)
        if made:
            with suppress(OSError):
                cache.rmdir()
        raise
    except (OSError, sqlite3.OperationalError) as error:
        log.warning("the cache %s has no room (%s): the archive is kept in memory", cache, error)
        return None
    finally:
        unfinished.unlink(missing_ok=True)
    ledger.write(now.seen | _recorded(path))
    _tidy(cache, path)
    return path


def build(records: Path, found: Survey, file: Path, base: Base | None, progress: Progress) -> None:
    """Compile what was found into `file`, on a copy of `base`; InvalidRecords when it is wrong."""
    if base is not None:
        try:
            shutil.copyfile(base.file, file)
        except FileNotFoundError:
            base = None
    if base is None:
        file.write_bytes(b"")
    with closing(sqlite3.connect(file)) as connection:
        # Nothing reads this file before it is whole, and a crash leaves only rubbish to remove.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        fill(connection, records, found, base, progress)


def fill(
    connection: sqlite3.Connection, records: Path, found: Survey, base: Base | None, progress: Progress
) -> None:
    """Compile into a database: an empty one, or a copy of `base`."""
    names = found.names
    numbers = numbered(names, base.numbers if base else {}) or {}
    builder = Builder(connection)
    kept: dict[Path, str] = {}
    if base is None:
        builder.begin()
    else:
        kept = {names[name]: key for name, key in base.keys.items() if found.same(name, base)}
        for name, number in base.numbers.items():
            if names.get(name) not in kept:
                builder.remove(number)

    def take(read: Records) -> None:
        place = Place(numbers[read.folder.name], read.folder.name, found.parts[read.folder])
        builder.add(place, read, progress)

    progress.begin([folder for folder in found.parts if folder not in kept])
    report = check(records, known=kept, take=take)
    if report.problems:
        raise InvalidRecords(report.problems)
    builder.finish()
    progress.end()


def in_memory(records: Path, told: Told | None = None) -> tuple[str, sqlite3.Connection]:
    """The hash of the records, and an archive of them that lives as long as its connection."""

    def attempt(found: Survey) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, records, found, None, Progress(told, found.sizes))
        return connection

    found, connection = at_rest(records, {}, attempt)
    return found.content, connection


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: it stops every thread, and goes through all that was just read.

    With 25,000 quotes that kept the event loop waiting for 208 ms at a time; without, for 15.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def content_hash(records: Path) -> str:
    """Changes with every byte of every file that is read, their names, and the archive's own form."""
    return survey(records, {}).content


def _whole(cache: Path, content: str, ledger: Ledger) -> Path | None:
    """The archive of this content, if there is one with every byte that was written."""
    for path in cache.glob(f"{content}-*.sqlite3"):
        try:
            if _sealed(path, ledger):
                return path
        except OSError as error:
            log.warning("the archive %s cannot be read (%s) and is built anew", path, error.strerror)
            continue
        log.warning("the archive %s is damaged and is built anew", path)
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return None


def _sealed(path: Path, ledger: Ledger) -> bool:
    """Whether a file holds what its name says: read through, unless nobody wrote to it since it last was."""
    seen = ledger.known.get(os.fspath(path))
    if seen is not None and seen == _recorded(path, at=seen.at)[os.fspath(path)]:
        about = path.stat()
        if max(about.st_mtime_ns, about.st_ctime_ns) < seen.at - _TICK:
            return True
    if path.stem.rpartition("-")[2] != seal(path):
        return False
    ledger.write(_recorded(path))
    return True


def _is_base(path: Path, ledger: Ledger) -> bool:
    """Whether a file is a whole archive; not where it cannot be read, or has just gone."""
    try:
        return _sealed(path, ledger)
    except OSError:
        return False


def _recorded(path: Path, at: int = 0) -> dict[str, Seen]:
    """The state of an archive that is whole now, as the ledger takes it."""
    about = path.stat()
    if not at and about.st_size >= _LARGE and time.time_ns() - about.st_ctime_ns < 2 * _TICK:
        time.sleep(2 * _TICK / 1e9)
    mark = f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_size} {about.st_ino}"
    return {os.fspath(path): Seen(mark, at or time.time_ns(), path.stem.rpartition("-")[2])}


def seal(path: Path) -> str:
    """The checksum of a file as it is: it is there for accidents, and a gigabyte is read in a second."""
    summed = 0
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            summed = crc32(piece, summed)
        return f"{file.tell():010x}{summed:08x}"


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
    # Another process may be tidying as well; what cannot be removed is no reason not to answer.
    others: list[tuple[float, Path]] = []
    for path in cache.glob("*.sqlite3"):
        with suppress(OSError):
            if path != current:
                others.append((-path.stat().st_mtime, path))
    for _, path in sorted(others)[KEPT - 1 :]:
        with suppress(OSError):
            path.unlink()
