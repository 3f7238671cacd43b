"""Work in a process that ends: what it took, in memory and in imports, goes with it."""

import logging
import os
import signal
import sys
from collections.abc import Callable


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
