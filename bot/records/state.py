"""In what state a folder of records is: whether it changed, before anybody reads and judges it."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.records.forums import forum_folders
from bot.records.problems import InvalidRecords

Stamp = frozenset[tuple[str, int, int, int]]
"""Name, time of writing, size and number of every file."""

_READ = frozenset({".yaml", ".txt"})
_TICK = 2_000_000_000
"""Nanoseconds within which a second writing may not show in a file's times: two seconds on some disks."""


class Seen(NamedTuple):
    """The state of a file when it was read, when that was, and what its bytes were."""

    mark: str
    """Times of writing and of change, size and number."""
    at: int
    digest: str

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.mark.split()[2])


def stamp(records: Path) -> Stamp:
    """Differs once a file was written, added, renamed or removed. Reads no file; never an error."""
    try:
        found = [(name, path.stat()) for name, path in _files(records)]
    except (OSError, InvalidRecords):
        # In the middle of a change, or gone: a state of its own.
        return frozenset()
    return frozenset((name, about.st_mtime_ns, about.st_size, about.st_ino) for name, about in found)


def digests(records: Path, known: Mapping[str, Seen], seen: dict[str, Seen]) -> dict[Path, str]:
    """For each forum's folder what changes with every byte of every file that is read, and their names.

    A file in the state in which it is `known` is not read again; `seen` takes the state of each file.
    InvalidRecords where there is no folder; OSError where a file goes away meanwhile.
    """
    found: dict[Path, str] = {}
    for folder in forum_folders(records):
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.suffix in _READ and path.is_file():
                name = os.fspath(path)
                seen[name] = _read(path, known.get(name))
                digest.update(os.fsencode(path.relative_to(folder)) + b"\n")
                digest.update(bytes.fromhex(seen[name].digest))
        found[folder] = digest.hexdigest()
    return found


def _read(path: Path, before: Seen | None) -> Seen:
    now, about = time.time_ns(), path.stat()
    mark = f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_size} {about.st_ino}"
    if (
        before is not None
        and before.mark == mark
        and max(about.st_mtime_ns, about.st_ctime_ns) < before.at - _TICK
    ):
        return before
    with path.open("rb") as file:
        # Piece by piece: nobody has said yet that it is too large.
        return Seen(mark, now, hashlib.file_digest(file, "sha256").hexdigest())


def _files(records: Path) -> Iterator[tuple[str, Path]]:
    for folder in forum_folders(records):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _READ and path.is_file():
                yield f"{folder.name}/{os.fspath(path.relative_to(folder))}", path
