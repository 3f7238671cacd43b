"""Large records are compiled in a process of their own: a thread would share the interpreter with all else.

Reading a forum of tens of thousands of quotes holds the interpreter for a tenth of a second at a time (the
white space of a long article is folded in one step), and that long nobody would be answered.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.archive.cache import at_hand, compiled
from bot.archive.derived import Derivation
from bot.archive.derived import at_hand as derived_at_hand
from bot.archive.ledger import Ledger
from bot.archive.progress import Told
from bot.child import in_a_child, step_back
from bot.records.problems import InvalidRecords
from bot.records.state import Stamp

log = logging.getLogger(__name__)

LARGE: Final = 2_000_000
"""Bytes of folders to be read from which it is worth starting a process: it takes half a second."""


class NotCompiled(Exception):  # noqa: N818 - says how it ended
    """The process that was to compile came to an end before it had: most often it was given no memory."""


def to_be_read(before: Stamp, now: Stamp) -> int:
    """Bytes in the folders of which a file changed."""
    changed = {name.partition("/")[0] for name, *_ in before ^ now}
    return sum(size for name, _, size, _ in now if name.partition("/")[0] in changed)


def prepare(
    records: Path,
    cache: Path,
    derivation: Derivation | None = None,
    told: Told | None = None,
    deriving_told: Told | None = None,
) -> None:
    """Put the archive of these records into the cache, and then what is derived of it beside it.

    InvalidRecords and OSError as `compiled` has them. What is derived is missed by nobody.
    """
    path = compiled(records, cache, told)
    if path is None or derivation is None:
        return
    from bot.archive.deriving import derive  # noqa: PLC0415 - most starts find it done

    try:
        derive(path, derivation, deriving_told)
    except Exception:
        log.exception("nothing was derived beforehand of %s", path)


def compile_apart(records: Path, cache: Path, derivation: Derivation | None = None) -> None:
    """Prepare the archive of these records; InvalidRecords and OSError as `compiled` has them.

    NotCompiled where the process is killed: nobody should do here what it was not let do there.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most never start one
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - likewise
    from multiprocessing import get_context  # noqa: PLC0415 - likewise

    try:
        # A fork would take the event loop and its threads along. Who answers meanwhile comes first: the new
        # process may read on every core.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=step_back) as pool:
            pool.submit(prepare, records, cache, derivation).result()
    except BrokenProcessPool:
        raise NotCompiled from None


def compile_beforehand(  # noqa: PLR0913 - the list of what there is to do, and who is told
    records: Path,
    cache: Path,
    derivation: Derivation | None = None,
    *,
    told: Told | None = None,
    deriving_told: Told | None = None,
    also: Callable[[], object] | None = None,
) -> None:
    """Fill the cache in a child, where it has to be filled: what a build takes goes with that.

    `also` is done there when all this is there: it may need what was loaded for this.
    What goes wrong is told by whoever opens the archive next, who finds none and has to build it.
    """
    try:
        path = at_hand(records, cache, Ledger(cache))
        done = path is not None and (derivation is None or derived_at_hand(path, derivation) is not None)
    except (InvalidRecords, OSError):
        return

    def work() -> None:
        if not done:
            prepare(records, cache, derivation, told, deriving_told)
        if also is not None:
            also()

    if not done or also is not None:
        in_a_child(work)
