"""Files into text: of bounded size, in UTF-8, and never waiting for one that is no file."""

import re
import stat
from pathlib import Path
from typing import Final

from bot.records.problems import Problem

LARGEST: Final = 16_000_000
"""Bytes in one file of records. More quotes than fit go into several files under `quotes/`."""

SEVERAL: Final = "quotes"
"""A folder of further files of quotes, beside or instead of quotes.yaml."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS: Final = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


_ADD: Final = {
    ".yaml": "add it; `forum-bot schema` says what goes into it",
    ".txt": "add the article as it was printed",
}


class Unreadable(Exception):  # noqa: N818 - says what the file is
    """A file that cannot be taken as text."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_text(file: Path, *, largest: int = LARGEST) -> str:
    """The text of a regular file of at most `largest` bytes; Unreadable for anything else."""
    return decoded(file, read_bytes(file, largest=largest))


def read_bytes(file: Path, *, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file; Unreadable for anything else, or anything too large.

    Nor is a link followed out of the forum's folder: what lies elsewhere is nothing to quote, least of all in
    a complaint about it.
    """
    try:
        status = file.stat()
        home = file.parent.parent if file.parent.name == SEVERAL else file.parent
        if not file.resolve().is_relative_to(home.resolve()):
            raise _unreadable(file, "is a link out of the forum's folder", "put the file itself here")
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for whoever writes into it.
            raise _unreadable(file, f"is {_sort(status.st_mode)}", "put a text file of this name here")
        if status.st_size > largest:
            wrong = f"has {status.st_size / 1_000_000:.1f} MB; at most {largest / 1_000_000:g} MB are read"
            raise _unreadable(file, wrong, "divide it into several files")
        with file.open("rb") as opened:
            return opened.read(status.st_size)  # No more, if it should grow meanwhile.
    except FileNotFoundError:
        if file.is_symlink():
            raise _unreadable(file, "is a link to nothing", "put the file itself here") from None
        raise _unreadable(file, "is missing", _ADD.get(file.suffix, "add it")) from None
    except OSError as error:
        raise _unreadable(file, f"cannot be read ({error.strerror or error})", "allow reading it") from None


def _unreadable(file: Path, wrong: str, instead: str, line: int = 0) -> Unreadable:
    return Unreadable(Problem(file, line, 1 if line else 0, "", wrong, instead))


def _sort(mode: int) -> str:
    return "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "not a file"


def decoded(file: Path, data: bytes) -> str:
    """UTF-8, with or without a byte order mark; Unreadable says what it is instead."""
    instead = "save it as UTF-8"
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            raise _unreadable(file, f"is {name} text", instead, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"is not UTF-8 text (byte {data[error.start]:#04x} at {error.start})"
        raise _unreadable(file, wrong, instead, line) from None
    if "\0" in text:
        if max(data[0::2].count(0), data[1::2].count(0)) * 4 > len(data):
            raise _unreadable(file, "is UTF-16 text", instead, 1)
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _unreadable(file, "holds the character U+0000", "remove it", line)
    return text


def listed(folder: Path) -> list[Path]:
    """What a folder holds, by name; nothing where it is none or may not be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def is_folder(path: Path) -> bool:
    """Whether there is a folder; not where one may not even ask."""
    try:
        return path.is_dir()
    except OSError:
        return False


def control(text: str) -> re.Match[str] | None:
    """The first character of `text` that is no part of any writing."""
    return _CONTROL.search(text)
