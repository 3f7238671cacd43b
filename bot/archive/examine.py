"""The cache of archives looked at from outside: nothing is built."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.archive.cache import content_hash


def damage(records: Path, cache: Path) -> str | None:
    """What is wrong with the archive that these records would be served from; None where it is whole.

    FileNotFoundError where none is built yet.
    """
    path = cache / f"{content_hash(records)}.sqlite3"
    if not path.is_file():
        raise FileNotFoundError(path)
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            (checked,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return None if checked == "ok" else str(checked)
