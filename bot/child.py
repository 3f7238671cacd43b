"""Work in a process that ends: what it took, in memory and in imports, goes with it."""

import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def in_a_child(work: Callable[[], object]) -> None:
    """Do some work in a copy of this process, and wait for its end. Its result has to be left in a file.

    Only for a process without threads: it is forked, so that nothing has to be imported once more. What goes
    wrong is not told: whoever misses the file has to do the work, and finds out. Windows has no such copies.
    """
    if sys.platform == "win32":
        return
    if child := os.fork():
        os.waitpid(child, 0)
        return
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        logging.disable()
        work()
    finally:
        # Neither a traceback nor what this process would do at its end: it is a copy.
        os._exit(0)


def from_a_child(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work in a copy of this process; what comes back waits for its result.

    The result comes through a pipe, and stands in no file. Only for a process without threads, as above. What
    a copy did not bring to its end is done here.
    """
    if sys.platform == "win32":
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            with open(writing, "wb") as pipe:  # noqa: PTH123 - no file
                pickle.dump(work(), pipe)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)

    def result() -> T:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - no file
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        if status:
            return work()
        done: T = pickle.loads(told)  # noqa: S301 - from ourselves
        return done

    return result
