"""What is wrong with a folder of records, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Place = tuple[str | int, ...]
"""Where a value stands within a file: the keys and 0-based indices that lead to it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` and `column` are 1-based; 0 where the whole file is meant."""

    file: Path
    line: int
    column: int
    field: str
    wrong: str
    instead: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        field = f" {self.field}:" if self.field else ""
        return visible(f"{place}:{field} {self.wrong}; {self.instead}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem whose place in the file is known as a path; `positions` finds the line when all are known."""

    file: Path
    root: str
    """What the file holds a list of, such as `quotes`; empty where it holds one record."""
    path: Place
    wrong: str
    instead: str

    @property
    def field(self) -> str:
        """The path as people write it."""
        return named((self.root, *self.path) if self.root else self.path)


class InvalidRecords(Exception):  # noqa: N818 - the records are invalid; nothing went wrong with the program
    """Raised with every problem that was found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        # From one process to another.
        return InvalidRecords, (self.problems,)


def named(path: Place) -> str:
    """`("quotes", 3, "text")` as `quotes[3].text`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{shown(step)}" if text else shown(step)
    return shown(text, 100)


def shown(text: str, longest: int = 60) -> str:
    """The beginning of a text, for a line of a message."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def visible(text: str) -> str:
    """`text` on one line, with every character that cannot be seen, such as a no-break space, as its code."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in text
    )
