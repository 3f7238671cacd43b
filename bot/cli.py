"""The program's entry: which command it is, and what it says when something goes wrong."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from bot.commands.ending import (
    EXIT_CONFIG,
    EXIT_INTERRUPTED,
    EXIT_OUTPUT,
    EXIT_PROBLEMS,
    EXIT_SOFTWARE,
    say,
    unheard,
)


def main() -> None:
    """Entry point. Nothing that goes wrong ends in a traceback, unless FORUM_BOT_DEBUG asks for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows only ASCII gets every other character by its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        _begin(sys.argv[1:])
    except BrokenPipeError:
        # Whoever read our output has had enough.
        unheard()
        sys.exit(0)
    except Exception as error:
        if os.environ.get("FORUM_BOT_DEBUG"):
            raise
        code, told = explained(error)
        for line in told:
            say(line)
        sys.exit(code)


def _begin(arguments: list[str]) -> None:
    """Begin the command. Two are begun without typer as they are mostly typed.

    A bot that serves would keep for good what typer loads, and `check` takes little longer than that.
    """
    match arguments:
        case ["run"]:
            _serve(None)
        case ["run", "--config", file] if file and not file.startswith("-"):
            _serve(Path(file))
        case ["check"]:
            _check(None)
        case ["check", folder] if not folder.startswith("-"):
            _check(Path(folder))
        case _:
            from bot.commands.program import app

            app()


def _serve(config: Path | None) -> None:
    from bot.commands.running import serve

    with _interrupted():
        serve(config)


def _check(folder: Path | None) -> None:
    from bot.commands.checking import check_records

    with _interrupted():
        check_records(folder)


@contextmanager
def _interrupted() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


_OUTPUT: Final = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF})


def explained(error: Exception) -> tuple[int, list[str]]:
    """The exit code for what went wrong, and what to tell the person at the terminal."""
    from bot.journal import JournalClosed
    from bot.journal.keys import DamagedKeys
    from bot.records.problems import InvalidRecords

    if isinstance(error, InvalidRecords):
        return EXIT_PROBLEMS, ["The records are not right:", *map(str, error.problems)]
    if isinstance(error, DamagedKeys):
        advice = "Name a folder that can be written as `journal.folder` in the settings."
        if os.path.lexists(error.path):
            advice = "Put it back from a backup; or remove it, and a new one is made."
        return EXIT_CONFIG, [f"{error.path} {error.why}.", advice]
    if isinstance(error, JournalClosed):
        return EXIT_CONFIG, [f"The journal cannot be opened: {error.why}. See `journal` in the settings."]
    if isinstance(error, OSError) and error.errno in _OUTPUT and error.filename is None:
        return EXIT_OUTPUT, [f"What there is to say cannot be written: {error.strerror}."]
    reference = "Set FORUM_BOT_DEBUG=1 to see where, and please report it."
    return EXIT_SOFTWARE, [f"Something went wrong: {type(error).__name__}: {error}", reference]
