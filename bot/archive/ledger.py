"""What was read before, and in what state it was: so that a start need not read a gigabyte to know it again.

The ledger lies in the cache. Without it, or where a file is not in the state that it names, the file is read;
so it can be lost, and be old, but a file that was written to is always seen.
"""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot.records.state import Seen

_NAME: Final = "ledger.json"


class Ledger:
    """The states of files, as last written down."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / _NAME
        self.known = _read(self._file)

    def write(self, seen: dict[str, Seen]) -> None:
        """Remember these states, and those of other files that are there; a full disk is no error."""
        now = {name: entry for name, entry in self.known.items() if os.path.exists(name)} | seen  # noqa: PTH110 - as text
        if now == self.known:
            return
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix="building-", suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
                json.dump(now, file, ensure_ascii=False)
            Path(name).replace(self._file)
        self.known = now


def _read(file: Path) -> dict[str, Seen]:
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as opened:
            return {name: _entry(*entry) for name, entry in json.load(opened).items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        # Gone, cut short, or not ours: then everything is read again.
        return {}


def _entry(mark: str, at: int, digest: str) -> Seen:
    bytes.fromhex(digest)
    return Seen(str(mark), int(at), digest)
