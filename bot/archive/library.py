"""Which archive answers: today's for every new question, yesterday's until its last reader has gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.archive.archive import Archive


@dataclass(slots=True)
class _Volume:
    archive: Archive
    readers: int = 0


class Library:
    """Lends the archive of the day, once for each question, so that no answer mixes two.

    Lent and replaced in one thread, the event loop's; what is lent may be read in any.
    """

    def __init__(self, archive: Archive) -> None:
        self._current: _Volume | None = _Volume(archive)
        self._told: list[Callable[[Archive], None]] = []

    def tell(self, whom: Callable[[Archive], None]) -> None:
        """Tell of the archive that is lent now, and of each that is lent from later on."""
        self._told.append(whom)
        if self._current is not None:
            whom(self._current.archive)

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive of this moment. It stays open and the same until the question is answered."""
        volume = self._current
        if volume is None:
            raise LibraryClosed
        volume.readers += 1
        try:
            yield volume.archive
        finally:
            volume.readers -= 1
            self._put_away(volume)

    def replace(self, archive: Archive) -> None:
        """Lend this archive from now on; the one before is closed once nobody reads it."""
        before, self._current = self._current, _Volume(archive)
        if before is not None:
            self._put_away(before)
        for told in self._told:
            told(archive)

    def close(self) -> None:
        """Lend nothing any more."""
        before, self._current = self._current, None
        if before is not None:
            self._put_away(before)

    def _put_away(self, volume: _Volume) -> None:
        if volume.readers == 0 and volume is not self._current:
            volume.archive.close()


class LibraryClosed(Exception):  # noqa: N818 - says how the library is
    """Somebody asks after the end."""
