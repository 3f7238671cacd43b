"""An older archive that has most of what a newer one needs."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.archive.places import forum_of
from bot.archive.schema import VERSION
from bot.archive.survey import Survey


@dataclass(frozen=True, slots=True)
class Base:
    """What an archive was built from; each by the name of a forum's folder."""

    file: Path
    numbers: dict[str, int]
    contents: dict[str, str]
    keys: dict[str, str]
    quotes: dict[str, int]


def base_for(found: Survey, files: Iterable[Path]) -> Base | None:
    """The archive that has most of what was found, and less that would have to be taken out; None without."""
    best: tuple[int, Base] | None = None
    for file in files:
        base = _read(file)
        if base is None:
            continue
        same = sum(count for name, count in base.quotes.items() if found.same(name, base))
        if same * 2 >= sum(base.quotes.values()) and same and (best is None or same > best[0]):
            best = same, base
    return best[1] if best else None


def _read(file: Path) -> Base | None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            ((version,),) = opened.execute("SELECT value FROM meta WHERE name = 'version'")
            if version != str(VERSION):
                return None
            rows = opened.execute("SELECT folder, id, content, key, quotes FROM forum").fetchall()
    except (sqlite3.Error, ValueError):
        return None
    return Base(
        file,
        {folder: forum_of(number) for folder, number, *_ in rows},
        {folder: content for folder, _, content, *_ in rows},
        {folder: key for folder, _, _, key, _ in rows},
        {folder: quotes for folder, *_, quotes in rows},
    )
