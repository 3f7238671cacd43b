"""How a command of the program begins and ends: its settings, its exit codes, its words to the terminal."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings

EXIT_PROBLEMS: Final = 1
EXIT_USAGE: Final = 2
EXIT_SOFTWARE: Final = 70
"""EX_SOFTWARE of sysexits.h: our fault."""
EXIT_OUTPUT: Final = 74
"""EX_IOERR of sysexits.h: what was to be said cannot be written."""
EXIT_TRANSIENT: Final = 75
"""EX_TEMPFAIL of sysexits.h: a supervisor may start it again."""
EXIT_CONFIG: Final = 78
"""EX_CONFIG of sysexits.h: starting it again changes nothing."""
EXIT_INTERRUPTED: Final = 130
"""What a shell says of Ctrl-C."""


def say(text: str) -> None:
    """Tell the person at the terminal, beside whatever the command prints."""
    # A process that was started without has None: what it ends with is told all the same.
    if stream := sys.stderr:
        stream.write(f"{text}\n")
        stream.flush()


def show(*lines: str) -> None:
    """Print what a command has found."""
    if stream := sys.stdout:
        stream.writelines(f"{line}\n" for line in lines)
        # Whether that can be said is found out here, and not when the process ends.
        stream.flush()


def unheard() -> None:
    """Once nobody reads the output any more: a second error when the process ends would help nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def refuse(code: int, *lines: str) -> NoReturn:
    """End with an explanation."""
    for line in lines:
        say(line)
    sys.exit(code)


def settings_from(config: Path | None) -> "Settings":
    """Settings, or an end that names every mistake in them."""
    from bot.settings import load_settings

    return settings_or_end(lambda: load_settings(config))


def settings_or_end(load: "Callable[[], Settings]") -> "Settings":
    """What is loaded, or an end likewise."""
    from bot.settings import InvalidSettings

    try:
        return load()
    except InvalidSettings as invalid:
        refuse(EXIT_CONFIG, *invalid.problems)
