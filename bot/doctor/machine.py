"""What can be found out on this machine: files, disk, fonts, versions."""

import importlib.metadata
import os
import platform
import shutil
import stat
import tempfile
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot import __version__
from bot.archive.examine import damage
from bot.doctor.findings import Finding, doubtful, well, wrong
from bot.journal.examine import Examination, examine, silence
from bot.journal.keys import DamagedKeys, load_or_create
from bot.records.check import check
from bot.records.problems import InvalidRecords
from bot.settings import Settings

_ROOM: Final = 100 * 2**20
"""Bytes that should be free where the bot writes."""
_NONE_LEFT: Final = 2**20
_LIBRARIES: Final = ("discord.py", "aiohttp", "SQLAlchemy", "pydantic", "Pillow")


def on_this_machine(settings: Settings) -> Iterator[Finding]:
    """Everything that needs no network."""
    yield _versions()
    yield _records(settings.records)
    yield _archive(settings.records, settings.cache)
    yield _journal(settings.journal_place())
    yield from _private(settings)
    yield from _disk(settings)
    yield _fonts()
    yield _zones()


def _versions() -> Finding:
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    return well("versions", f"forum-bot {__version__}, Python {platform.python_version()}, {libraries}")


def _records(records: Path) -> Finding:
    try:
        report = check(records)
    except OSError as error:
        return wrong("records", f"{records}: {error.strerror}", "Set `records` to a folder that can be read.")
    if report.problems:
        several = f"{len(report.problems)} problems, the first: " if len(report.problems) > 1 else ""
        found = f"{several}{report.problems[0]}"
        return wrong("records", found, f"See them all with: forum-bot check {records}")
    return well("records", f"{records}: nothing is wrong")


def _archive(records: Path, cache: Path) -> Finding:
    if (why := _unwritable(cache)) is not None:
        return doubtful(
            "archive",
            f"{cache} {why}: every start compiles the records anew, in memory",
            "Let the bot's user write there, or set `cache` to another folder.",
        )
    try:
        found = damage(records, cache)
    except FileNotFoundError:
        return well("archive", f"{cache} can be written; the next start compiles the records")
    except OSError as error:
        return wrong("archive", str(error), "Let the bot's user read the records.")
    except InvalidRecords:
        return well("archive", f"{cache} can be written; there are no records to compile")
    if found is not None:
        return wrong("archive", f"{cache}: {found}", "Remove the folder; the next start fills it again.")
    return well("archive", f"{cache}: whole, and can be written")


def _unwritable(folder: Path) -> str | None:
    """Why nothing can be written in `folder`, or where it would be made; None where it can."""
    there = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            return None
    except OSError as error:
        return f"cannot be written ({error.strerror})"


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def _journal(place: str | Path) -> Finding:
    if isinstance(place, str):
        if not place.startswith("sqlite") and (why := silence(place)) is not None:
            return wrong(
                "journal", f"the database cannot be reached: {why}", "See to it, or to `journal.url`."
            )
        return well("journal", "is in a database named by its URL; look at it with that database's own tools")
    if not place.exists():
        if (why := _unwritable(place.parent)) is not None:
            return wrong(
                "journal", f"{place.parent} {why}", "Let the bot's user write there: `journal.folder`."
            )
        return well("journal", f"{place} is made at the first start")
    return _judged(place, examine(place))


def _judged(place: Path, seen: Examination) -> Finding:
    restore = "Stop the bot and put the file back from a backup; or move it away, and a new one is begun."
    if seen.fault is not None or seen.damage is not None:
        return wrong("journal", f"{place} is damaged: {seen.fault or seen.damage}", restore)
    if not seen.writable:
        return wrong(
            "journal", f"{place} cannot be written", "Let the bot's user write it; end who locks it."
        )
    told = f"{place}: whole, {seen.size} bytes, tables {seen.revision}, mode {seen.mode}"
    if not seen.current:
        return doubtful(
            "journal", told, "An older one is brought up to date at the start; a newer needs a newer bot."
        )
    if seen.mode != "wal":
        return doubtful("journal", told, "The next start sets WAL; a network file system may not allow it.")
    return well("journal", told)


def _keys(file: Path) -> Iterator[Finding]:
    if not file.exists():
        return
    try:
        load_or_create(file)
    except DamagedKeys as damaged:
        restore = "Put it back from a backup; or remove it, and a new one is made."
        yield wrong("key of the hashes", f"{file} {damaged.why}", restore)


def _private(settings: Settings) -> Iterator[Finding]:
    yield from _folder(settings.journal.folder)
    yield from _keys(settings.secret_file())
    files = {"token file": settings.discord.token_file, "key of the hashes": settings.secret_file()}
    place = settings.journal_place()
    if isinstance(place, Path):
        files["journal file"] = place
    for name, file in files.items():
        if file is None or not file.is_file():
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield doubtful(name, f"{file} is open to others (mode {mode:03o})", f"chmod 600 {file}")
        else:
            yield well(name, f"{file} is its owner's alone")


def _folder(folder: Path) -> Iterator[Finding]:
    mode = stat.S_IMODE(folder.stat().st_mode) if folder.is_dir() else 0
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        found = f"{folder} can be written by others (mode {mode:03o}), who can put files of theirs in it"
        yield doubtful("journal folder", found, f"chmod 700 {folder}")


def _disk(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("cache", settings.cache), ("journal", settings.journal.folder)):
        there = _nearest(folder)
        yield room(f"disk of the {name}", shutil.disk_usage(there).free, there)


def room(about: str, free: int, there: Path) -> Finding:
    """What `free` bytes at a place are worth."""
    told = f"{free // 2**20} MiB free at {there}"
    if free >= _ROOM:
        return well(about, told)
    make = f"Make room: at least {_ROOM // 2**20} MiB."
    return doubtful(about, told, make) if free >= _NONE_LEFT else wrong(about, told, make)


def _fonts() -> Finding:
    from PIL import ImageFont, features  # noqa: PLC0415 - 60 ms that nothing else here needs

    if not features.check("freetype2"):
        return doubtful("fonts", "Pillow is without FreeType", "Install Pillow's wheel: /stats draws digits.")
    font = ImageFont.load_default(26)
    return well("fonts", f"Pillow's own ({type(font).__name__}); /stats needs no other")


def _zones() -> Finding:
    count = len(zoneinfo.available_timezones())
    if not count:
        paths = os.pathsep.join(zoneinfo.TZPATH)
        return doubtful("time zones", f"no data in {paths}", "Install the package tzdata of system or pip.")
    return well("time zones", f"{count} known")
