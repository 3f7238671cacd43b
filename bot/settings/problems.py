"""What is wrong with settings, and the names that they have in the environment."""

from typing import Final

PREFIX: Final = "FORUM_BOT_"
CONFIG: Final = f"{PREFIX}CONFIG"
"""Names the file."""
DEBUG: Final = f"{PREFIX}DEBUG"
"""Asks for tracebacks."""


class InvalidSettings(Exception):  # noqa: N818 - the settings are invalid, not the program
    """Raised with one line for every mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))
