"""What an archive's texts are in another script, kept in a file beside it: derived once, and looked up.

What the file has is told by the text alone, so it holds for whatever record the text stands in. It is there
to be quick: without it, and for what it does not have, every text is derived when it is shown.
"""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

from bot.archive.cache import sealed
from bot.archive.connections import Connections
from bot.archive.ledger import Ledger

log = logging.getLogger(__name__)

FORM: Final = 1
"""Raise it with every change to what is stored, and to which texts are."""
_KEPT: Final = 1_000
"""Texts kept in memory: the names of a forum and its themes stand in every card."""
SUFFIX: Final = ".zh-Hant"


@dataclass(frozen=True, slots=True)
class Derivation:
    """How Simplified Chinese becomes Traditional: another `method` writes it otherwise."""

    method: str
    convert: Callable[[Sequence[str]], list[str]]

    @property
    def mark(self) -> str:
        """What it is called in the name of a file."""
        return hashlib.sha256(f"derived {FORM}\n{self.method}".encode()).hexdigest()[:16]


class Derived:
    """The derived texts of one archive. Safe for readers in several threads."""

    def __init__(self, connections: Connections | None = None) -> None:
        """Without connections, it has none."""
        self._connections = connections
        self._kept = lru_cache(_KEPT)(self._found)

    @classmethod
    def of(cls, archive: Path, derivation: Derivation) -> Self:
        """What was derived of the archive in this file: nothing, where that is not to be had."""
        with suppress(OSError, sqlite3.Error):
            if (path := at_hand(archive, derivation)) is not None:
                return cls(Connections.to_file(path))
        return cls()

    @property
    def there(self) -> bool:
        """Whether anything was derived beforehand."""
        return self._connections is not None

    def __call__(self, text: str) -> str | None:
        """What a text becomes; None where that was not derived."""
        return self._kept(text) if self._connections is not None else None

    def _found(self, text: str) -> str | None:
        assert self._connections is not None  # noqa: S101 - or nothing is looked for
        try:
            with self._connections.one() as connection:
                sql = "SELECT derived FROM text WHERE of = ? LIMIT 1"
                found = connection.execute(sql, (key_of(text),)).fetchone()
        except sqlite3.Error:
            # Closed meanwhile, or damaged: whoever asks derives it.
            return None
        return str(found[0]) if found else None

    def close(self) -> None:
        """Let go of the file, and of all that was kept of it."""
        if self._connections is not None:
            self._connections.close()
            # Not cleared but left: a thread may be about to add to it.
            self._kept = lru_cache(0)(self._found)


NOTHING_DERIVED: Final = Derived()


def key_of(text: str) -> bytes:
    """What a text is found by: the chance that two of a million have the same is one in 10 to the 17th."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def stem_of(archive: Path, derivation: Derivation) -> str:
    """The beginning of the name of what is derived of an archive; the seal of its bytes follows."""
    return f"{archive.stem.partition('-')[0]}-{derivation.mark}"


def at_hand(archive: Path, derivation: Derivation, ledger: Ledger | None = None) -> Path | None:
    """What was derived of this archive, with every byte that was written; None where it is not there."""
    ledger = ledger or Ledger(archive.parent)
    for path in archive.parent.glob(f"{stem_of(archive, derivation)}-*{SUFFIX}"):
        with suppress(OSError):
            if sealed(path, ledger):
                return path
            log.warning("%s is damaged and is derived anew", path)
            path.unlink(missing_ok=True)
    return None
