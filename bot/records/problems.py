"""What is wrong with a folder of records, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


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
        return f"{place}:{field} {self.wrong}; {self.instead}"


class InvalidRecords(Exception):  # noqa: N818 - the records are invalid; nothing went wrong with the program
    """Raised with every problem that was found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problems")
