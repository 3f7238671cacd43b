"""One archive for each state of the records: found by its hash, or built beside and moved into place.

A file's name holds the hash of the records that it was built from, and a checksum of its own bytes: a file
that was written to since it was last read through is read again before it is opened. What most of the records
are in already is copied and has only those forums replaced whose folders changed.
"""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from bot.archive.ledger import Ledger
from bot.archive.progress import Told
from bot.archive.survey import survey
from bot.records.state import Seen

log = logging.getLogger(__name__)

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
    if (path := at_hand(records, cache, ledger)) is not None:
        return path
    # What only a build needs is imported for one: most starts find their archive here.
    from bot.archive.compiling import compile_into  # noqa: PLC0415

    return compile_into(cache, records, ledger, told)


def at_hand(records: Path, cache: Path, ledger: Ledger) -> Path | None:
    """The archive of these records where it is there already; InvalidRecords where there is no folder."""
    now = survey(records, ledger.known)
    if (path := _whole(cache, now.content, ledger)) is not None:
        ledger.write(now.seen)
    else:
        # Whoever builds it need not read them all once more to tell their state.
        ledger.known |= now.seen
    return path


def content_hash(records: Path) -> str:
    """Changes with every byte of every file that is read, their names, and the archive's own form."""
    return survey(records, {}).content


def _whole(cache: Path, content: str, ledger: Ledger) -> Path | None:
    """The archive of this content, if there is one with every byte that was written."""
    for path in cache.glob(f"{content}-*.sqlite3"):
        try:
            if sealed(path, ledger):
                return path
        except OSError as error:
            log.warning("the archive %s cannot be read (%s) and is built anew", path, error.strerror)
            continue
        log.warning("the archive %s is damaged and is built anew", path)
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return None


def sealed(path: Path, ledger: Ledger) -> bool:
    """Whether a file holds what its name says: read through, unless nobody wrote to it since it last was."""
    seen = ledger.known.get(os.fspath(path))
    if seen is not None and seen == recorded(path, at=seen.at)[os.fspath(path)]:
        about = path.stat()
        if max(about.st_mtime_ns, about.st_ctime_ns) < seen.at - _TICK:
            return True
    if path.stem.rpartition("-")[2] != seal(path):
        return False
    ledger.write(recorded(path))
    return True


def recorded(path: Path, at: int = 0) -> dict[str, Seen]:
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
