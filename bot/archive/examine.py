"""The cache of archives looked at from outside: nothing is built."""

from pathlib import Path

from bot.archive.cache import content_hash, seal
from bot.archive.derived import SUFFIX


def damage(records: Path, cache: Path) -> str | None:
    """What is wrong with the archive that these records would be served from, or with what is derived of it.

    None where nothing is. FileNotFoundError where none is built yet; OSError where it cannot be read.
    """
    content = content_hash(records)
    paths = [*cache.glob(f"{content}-*.sqlite3")]
    if not paths:
        raise FileNotFoundError(cache)
    if not any(_whole(path) for path in paths):
        return f"{paths[0].name} has changed since it was built"
    for path in cache.glob(f"{content}-*{SUFFIX}"):
        if not _whole(path):
            return f"{path.name} has changed since it was derived"
    return None


def _whole(path: Path) -> bool:
    return path.stem.rpartition("-")[2] == seal(path)
