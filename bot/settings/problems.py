"""What is wrong with settings, and the names that they have in the environment."""

from collections.abc import Iterable
from typing import Final

PREFIX: Final = "FORUM_BOT_"
CONFIG: Final = f"{PREFIX}CONFIG"
"""Names the file."""
DEBUG: Final = f"{PREFIX}DEBUG"
"""Asks for tracebacks."""


def variable(place: Iterable[str]) -> str:
    """The name in the environment of a setting, or of a section."""
    return f"{PREFIX}{'__'.join(place)}".upper()


class InvalidSettings(Exception):  # noqa: N818 - the settings are invalid, not the program
    """Raised with one line for every mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))
