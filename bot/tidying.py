"""The collector of rubbish, told to take small steps: left alone it goes through all that lives, ever longer.

Once thousands of records were kept in memory, that held the event loop for a twentieth of a second.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

_STEPS: Final = (500, 2, 1)
"""So many new things until they are gone through, so often until those that stayed are, and so often all."""
_OLDEST: Final = 2
_FEW: Final = 1_500
"""Things that are gone through in two milliseconds or so."""
_MANY: Final = 20_000
"""Where it is never quiet: what is in use just then will never be given back, and is little beside that."""


class Tidying:
    """Sets what stays apart, so that nobody goes through it again; at a moment when all else has gone."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        """`busy` says whether somebody is served."""
        self._busy = busy
        self._due = False

    def gone_through(self, phase: str, about: dict[str, Any]) -> None:
        """What the collector calls before and after each of its steps."""
        if phase != "stop" or about["generation"] != _OLDEST:
            return
        stay = len(gc.get_objects(_OLDEST))
        self._due = _FEW < stay <= _MANY
        if stay > _MANY:
            gc.freeze()

    def quiet(self) -> None:
        """Nobody is served."""
        if self._due:
            gc.collect()
            gc.freeze()
            self._due = False

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Meanwhile collect nothing: what is loaded stays, and is set apart as soon as nobody is served."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collecting:
                gc.enable()
            self._due = True
            if not self._busy():
                self.quiet()


@contextmanager
def in_small_steps(busy: Callable[[], bool]) -> Iterator[Tidying]:
    """Meanwhile collect so, what is here now left alone; tell what this gives whenever nobody is served.

    What is set apart goes once nothing names it any more. Only what names itself would stay for good: so
    nothing is set apart while somebody is served, for interactions do.
    """
    before, tidying = gc.get_threshold(), Tidying(busy)
    gc.freeze()
    gc.set_threshold(*_STEPS)
    gc.callbacks.append(tidying.gone_through)
    try:
        yield tidying
    finally:
        gc.callbacks.remove(tidying.gone_through)
        gc.set_threshold(*before)
