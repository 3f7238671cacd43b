"""An archive of records as they are now, built beside those that there are and moved into place."""

import gc
import logging
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from bot.archive.bases import Base, base_for
from bot.archive.build import Builder
from bot.archive.cache import recorded, seal, sealed
from bot.archive.ledger import Ledger
from bot.archive.places import numbered
from bot.archive.progress import Progress, Told
from bot.archive.rows import Place, Rows, laid_out
from bot.archive.survey import Survey, at_rest
from bot.child import each_in_children
from bot.records.check import Each, check, check_each, examine
from bot.records.folder import Records
from bot.records.problems import InvalidRecords

log = logging.getLogger(__name__)

KEPT: Final = 3
"""How many archives stay in the cache: today's, and what another process may still be opening."""


def compile_into(cache: Path, records: Path, ledger: Ledger, told: Told | None) -> Path | None:
    """The file of a new archive; None where the cache cannot be written. InvalidRecords: they are wrong."""
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
    ledger.write(now.seen | recorded(path))
    tidy(cache, path)
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
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
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

    def file(rows: Rows | None) -> None:
        # A folder that has come since is in the next attempt: what is here is not what was found.
        if rows is not None:
            builder.add(rows, progress)

    def lay_out(read: Records) -> Rows | None:
        content, name = found.parts.get(read.folder), read.folder.name
        return laid_out(Place(numbers[name], name, content), read) if content is not None else None

    def lay_out_and_make(read: Records) -> Rows | None:
        rows = lay_out(read)
        return rows.made() if rows is not None else None

    new = {folder: size for folder, size in found.sizes.items() if folder not in kept}
    progress.begin(new)
    if count := _copies(new):
        each: Each = partial(each_in_children, count=count)
        examined = partial(examine, make=lay_out_and_make)
    else:
        each, examined = map, partial(examine, make=lay_out)
    if problems := check_each(records, examined, file, known=kept, each=each):
        raise InvalidRecords(problems)
    builder.finish()
    progress.end()


def _copies(sizes: Mapping[Path, int]) -> int:
    """In how many copies of this process folders of these sizes are read beside it; 0 for none."""
    if sys.platform != "linux" or threading.active_count() > 1 or sum(sizes.values()) < _WORTH:
        return 0
    cores = len(os.sched_getaffinity(0))
    return max(0, min(cores, len(sizes), _MOST, _TOGETHER // max(sizes.values())) - 1)


_WORTH: Final = 400_000
"""Bytes of records from which it is worth making copies of a process: it takes some milliseconds each."""
_MOST: Final = 4
"""Processes at once: more would wait for the one that writes."""
_TOGETHER: Final = 40_000_000
"""Bytes of records that are read at once at most: each takes ten to twenty in memory, wherever it is read."""


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


def _is_base(path: Path, ledger: Ledger) -> bool:
    """Whether a file is a whole archive; not where it cannot be read, or has just gone."""
    try:
        return sealed(path, ledger)
    except OSError:
        return False


def tidy(cache: Path, current: Path) -> None:
    """Remove all files of a kind but the current one and the last before it."""
    # Another process may be tidying as well; what cannot be removed is no reason not to answer.
    others: list[tuple[float, Path]] = []
    for path in cache.glob(f"*{current.suffix}"):
        with suppress(OSError):
            if path != current:
                others.append((-path.stat().st_mtime, path))
    for _, path in sorted(others)[KEPT - 1 :]:
        with suppress(OSError):
            path.unlink()
