"""What lies in the folder of records, forum by forum, before anybody reads and judges it."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bot.archive.schema import VERSION
from bot.records.problems import InvalidRecords, Problem
from bot.records.state import Seen, digests

if TYPE_CHECKING:
    from bot.archive.bases import Base

T = TypeVar("T")
_TRIES: Final = 5
"""How often records are read that somebody is writing to meanwhile."""


@dataclass(frozen=True)
class Survey:
    """The state of every file."""

    parts: Mapping[Path, str]
    """Each forum's folder, and the hash of what lies in it."""
    seen: dict[str, Seen]
    """By the names of the files."""

    @property
    def content(self) -> str:
        """Tells these records from all others, and this form of archive from other ones."""
        digest = hashlib.sha256(f"archive {VERSION}\n".encode())
        for folder, part in self.parts.items():
            digest.update(os.fsencode(folder.name) + b"\n" + bytes.fromhex(part))
        return digest.hexdigest()[:32]

    @cached_property
    def names(self) -> dict[str, Path]:
        """The folders by their names."""
        return {folder.name: folder for folder in self.parts}

    @property
    def sizes(self) -> dict[Path, int]:
        """Bytes in each folder."""
        sizes = dict.fromkeys(self.parts, 0)
        for name, one in self.seen.items():
            folder = next(parent for parent in Path(name).parents if parent in sizes)
            sizes[folder] += one.size
        return sizes

    def same(self, name: str, base: "Base") -> bool:
        """Whether a folder is what `base` was built from."""
        return name in self.names and self.parts[self.names[name]] == base.contents[name]


def survey(records: Path, known: Mapping[str, Seen]) -> Survey:
    """Files in a state that is `known` are not read.

    InvalidRecords where there is no folder; OSError where a file goes away meanwhile.
    """
    seen: dict[str, Seen] = {}
    return Survey(digests(records, known, seen), seen)


def at_rest(records: Path, known: Mapping[str, Seen], attempt: Callable[[Survey], T]) -> tuple[Survey, T]:
    """What an attempt makes of records that nobody wrote to meanwhile: tried again when somebody did.

    InvalidRecords when they are wrong, or never at rest; whatever else an attempt raises is handed on.
    """
    for _ in range(_TRIES):
        wrong: InvalidRecords | None = None
        made: T | None = None
        try:
            before = survey(records, known)
        except OSError:
            # A file has gone between its name and its bytes.
            continue
        try:
            made = attempt(before)
        except InvalidRecords as invalid:
            wrong = invalid
        try:
            if survey(records, before.seen).parts != before.parts:
                continue
        except OSError:
            continue
        if wrong is not None:
            raise wrong
        return before, made  # type: ignore[return-value] # it was made where nothing was wrong
    raise InvalidRecords([Problem(records, 0, 0, "", "is being written to", "try again when it is at rest")])
