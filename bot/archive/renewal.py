"""Records that are edited while the bot runs: read, judged and compiled aside, then lent at once.

Wrong records change nothing but the log: the archive that is being lent goes on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bot.archive.apart import LARGE, NotCompiled, compile_apart, to_be_read
from bot.archive.archive import Archive, open_archive
from bot.archive.changes import Change, changes
from bot.archive.derived import Derivation
from bot.archive.library import Library
from bot.archive.progress import Told
from bot.records.problems import InvalidRecords, Problem
from bot.records.state import Stamp, stamp

log = logging.getLogger(__name__)

Pause = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of reading the records anew: what changed, or why nothing did."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether the records are what is being lent now."""
        return not self.problems

    def lines(self) -> list[str]:
        """For a person at a terminal, or in a log."""
        if self.problems:
            return [
                *map(str, self.problems),
                f"{_count(len(self.problems), 'problem')}: nothing was changed.",
            ]
        return [_told(change) for change in self.changes] or ["The records are as they were."]


class Renewal:
    """Renews a library from its folder of records: when asked, and when files change."""

    def __init__(  # noqa: PLR0913 - the list of what it needs
        self,
        library: Library,
        *,
        records: Path,
        cache: Path,
        known: Stamp,
        large: int = LARGE,
        derivation: Derivation | None = None,
    ) -> None:
        """`large` bytes of records are compiled in a process of their own, and their texts derived there."""
        self.library: Final = library
        self._derivation: Final = derivation
        self._large: Final = large
        self._records: Final = records
        self._cache: Final = cache
        self._known = known
        """The state of the files when they were last read."""
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    def open(
        cls,
        records: Path,
        cache: Path,
        told: Told | None = None,
        *,
        large: int = LARGE,
        derivation: Derivation | None = None,
    ) -> Self:
        """A library of these records; InvalidRecords when they are wrong. `told` of the build."""
        known = stamp(records)
        library = Library(open_archive(records, cache, told, derivation))
        return cls(library, records=records, cache=cache, known=known, large=large, derivation=derivation)

    async def renew(self) -> Renewed:
        """Read the records and lend what they say. Never raises for what is in them; holds up no answer."""
        async with self._one_at_a_time:
            with self.library.reading() as before:
                archive, renewed = await asyncio.to_thread(self._read, before)
            if archive is not None:
                self.library.replace(archive)
        for line in renewed.lines():
            (log.info if renewed.fine else log.error)("records: %s", line)
        return renewed

    def _read(self, before: Archive) -> tuple[Archive | None, Renewed]:
        known, self._known = self._known, stamp(self._records)
        try:
            if to_be_read(known, self._known) >= self._large:
                compile_apart(self._records, self._cache, self._derivation)
            archive = open_archive(self._records, self._cache, derivation=self._derivation)
        except InvalidRecords as invalid:
            return None, Renewed(problems=invalid.problems)
        except NotCompiled:
            wrong = "was not compiled: the process that was to do it was ended from outside"
            instead = "see whether it had too little memory, then run `forum-bot reload`"
            return None, Renewed(problems=(Problem(self._records, 0, 0, "", wrong, instead),))
        except OSError as error:
            wrong = f"cannot be read ({error.strerror or error})"
            place = Path(error.filename) if error.filename else self._records
            return None, Renewed(problems=(Problem(place, 0, 0, "", wrong, "try again"),))
        return archive, Renewed(changes(before, archive))

    async def watch(self, seconds: float, pause: Pause = asyncio.sleep) -> None:
        """Renew whenever files have changed and then been left alone for `seconds`. Ends when cancelled."""
        seen = self._known
        while True:
            await pause(seconds)
            now = await asyncio.to_thread(stamp, self._records)
            quiet, seen = now == seen, now
            # While it is not quiet, somebody is in the middle of saving.
            if now != self._known and quiet:
                await self._renew_by_itself()

    async def _renew_by_itself(self) -> None:
        try:
            await self.renew()
        except Exception:
            log.exception("the records could not be read anew")


def _told(change: Change) -> str:
    did = [
        f"{number} {what}"
        for what, number in (
            ("added", change.added),
            ("changed", change.changed),
            ("removed", change.removed),
        )
        if number
    ]
    return f"{change.kind}s: {', '.join(did)}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number != 1 else ''}"
