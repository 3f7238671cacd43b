"""The cache of archives looked at from outside: nothing is built."""

from pathlib import Path

from bot.archive.cache import content_hash, seal


def damage(records: Path, cache: Path) -> str | None:
    """What is wrong with the archive that these records would be served from; None where it is whole.

    FileNotFoundError where none is built yet; OSError where it cannot be read.
    """
    content = content_hash(records)
    paths = [*cache.glob(f"{content}-*.sqlite3")]
    if not paths:
        raise FileNotFoundError(cache)
    if any(path.stem == f"{content}-{seal(path)}" for path in paths):
        return None
    return f"{paths[0].name} has changed since it was built"
