"""How far a build has come, for whoever waits for it."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO, TypeVar

T = TypeVar("T")
Told = Callable[[float], None]
"""Told of a build that goes on: the share that is done, up to 1."""

_READING: Final = 0.4
"""The share of a forum's time that reading and judging it takes."""
_EVERY: Final = 500


class Progress:
    """Counts what was read and filed, by the size of the folders."""

    def __init__(self, told: Told | None, sizes: Mapping[Path, int]) -> None:
        self._told = told
        self._sizes = sizes
        self._all = 1
        self._done = 0.0

    def begin(self, folders: Iterable[Path]) -> None:
        """These folders have to be read."""
        self._all = sum(self._sizes[folder] for folder in folders) or 1
        self._tell(0.0)

    def filing(self, folder: Path, rows: Iterable[T], count: int) -> Iterator[T]:
        """A folder's rows, while they are filed; they have been read."""
        size = self._sizes[folder]
        self._done += _READING * size
        self._tell(0.0)
        for number, row in enumerate(rows):
            yield row
            if number % _EVERY == 0 and self._told is not None:
                self._tell((1 - _READING) * size * min(1.0, number / max(1, count)))
        self._done += (1 - _READING) * size
        self._tell(0.0)

    def end(self) -> None:
        """All is done."""
        if self._told is not None:
            self._told(1.0)

    def _tell(self, more: float) -> None:
        if self._told is not None:
            self._told(min(1.0, (self._done + more) / self._all))


_WIDTH: Final = 32
_PATIENCE: Final = 0.5
"""Seconds that nobody needs to be told of."""


def on_terminal(
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
    doing: str = "Reading the records",
) -> Told | None:
    """A bar that fills while something is built; None where there is no terminal to show it on."""
    stream = stream or sys.stderr
    if not stream.isatty():
        return None
    began, last = clock(), [-1]

    def show(share: float) -> None:
        per_cent = int(share * 100)
        if per_cent == last[0] or (last[0] < 0 and clock() - began < _PATIENCE):
            return
        last[0] = per_cent
        bar = "█" * (per_cent * _WIDTH // 100)
        # What is done is wiped away: the log goes on in its place.
        line = f"{doing} {bar:░<{_WIDTH}} {per_cent} %"
        line = f"\r{line}" if share < 1 else f"\r{'':{len(line) + 1}}\r"
        stream.write(line)
        stream.flush()

    return show
