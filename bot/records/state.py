"""In what state a folder of records is: whether it changed, before anybody reads and judges it."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.records.check import forum_folders
from bot.records.problems import InvalidRecords

Stamp = frozenset[tuple[str, int, int, int]]
"""Name, time of writing, size and number of every file."""

_READ = frozenset({".yaml", ".txt"})


def stamp(records: Path) -> Stamp:
    """Differs once a file was written, added, renamed or removed. Reads no file; never an error."""
    try:
        found = [(name, path.stat()) for name, path in _files(records)]
    except (OSError, InvalidRecords):
        # In the middle of a change, or gone: a state of its own.
        return frozenset()
    return frozenset((name, about.st_mtime_ns, about.st_size, about.st_ino) for name, about in found)


def content_hash(records: Path, salt: str = "") -> str:
    """Changes with every byte of every file that is read, their names, and `salt`.

    InvalidRecords where there is no folder; OSError where a file goes away meanwhile.
    """
    digest = hashlib.sha256(salt.encode())
    for name, path in _files(records):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\n")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(records: Path) -> Iterator[tuple[str, Path]]:
    for folder in forum_folders(records):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _READ and path.is_file():
                yield f"{folder.name}/{os.fspath(path.relative_to(folder))}", path
