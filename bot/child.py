"""Work in a process that ends: what it took, in memory and in imports, goes with it."""

import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO, Final, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def step_back() -> None:
    """Let whatever else the machine has to do come before this process, and before copies of it.

    Where that is not allowed, as by the systemd unit, it stays where it is.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(10)


_NONE: Final = -1


def _copied() -> int:
    """The number of a copy of this process, 0 in the copy itself; _NONE where the machine allows no more."""
    try:
        return os.fork()
    except OSError:
        return _NONE


def in_a_child(work: Callable[[], object]) -> None:
    """Do some work in a copy of this process, and wait for its end. Its result has to be left in a file.

    Only for a process without threads: it is forked, so that nothing has to be imported once more. What goes
    wrong is not told: whoever misses the file has to do the work, and finds out. Windows has no such copies.
    """
    if sys.platform == "win32":
        return
    if child := _copied():
        if child != _NONE:
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
    child = _copied()
    if child == _NONE:
        os.close(reading)
        os.close(writing)
        return work
    if not child:
        code = 1
        try:
            # Who reads is gone when this process is: then a copy fails to write, and ends too.
            os.close(reading)
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


def each_in_children(work: Callable[[T], R], items: Iterable[T], count: int) -> Iterator[R]:
    """What `work` makes of each item, in their order, done here and in so many copies of this process.

    The first item is done here, where there is nothing else to do yet. Each copy takes every so-manieth of
    the others, and waits with a result until it is asked for: no more than one of each is held in memory.
    Only for a process without threads, as above. What a copy did not bring to its end, for whatever reason,
    is done here, and fails here. The copies end with this iterator.
    """
    listed, pipes, children = [*items], list[BinaryIO](), list[int]()
    try:
        for first in range(count):
            reading, writing = os.pipe()
            if (child := _copied()) == _NONE:
                os.close(reading)
                os.close(writing)
                pipes.append(BytesIO())
                continue
            if not child:
                # As above.
                os.close(reading)
                for pipe in pipes:
                    pipe.close()
                _hand_over(work, listed[1 + first :: count], writing)
            children.append(child)
            os.close(writing)
            pipes.append(open(reading, "rb"))  # noqa: PTH123, SIM115 - no file; closed below
        for item in listed[:1]:
            yield work(item)
        for place, item in enumerate(listed[1:]):
            try:
                yield pickle.load(pipes[place % count])  # noqa: S301 - from ourselves
            except (EOFError, pickle.UnpicklingError):
                yield work(item)
    finally:
        for pipe in pipes:
            pipe.close()
        for child in children:
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)


def _hand_over(work: Callable[[T], R], items: Iterable[T], writing: int) -> NoReturn:
    try:
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, signal.SIG_DFL)
        logging.disable()
        with open(writing, "wb") as pipe:
            for item in items:
                pickler = pickle.Pickler(pipe, pickle.HIGHEST_PROTOCOL)
                # Rows have no part twice that is worth remembering.
                pickler.fast = True
                pickler.dump(work(item))
                pipe.flush()
    finally:
        os._exit(0)
