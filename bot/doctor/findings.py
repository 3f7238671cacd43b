"""What the doctor says of one thing."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, and, where that is not well, what to do."""

    about: str
    level: Level
    found: str
    instead: str | None = None

    def line(self) -> str:
        """For people."""
        told = f"{self.level:<8} {self.about}: {self.found}"
        return told + (f"\n         -> {self.instead}" if self.instead else "")

    def told(self) -> dict[str, str | None]:
        """For programs."""
        return asdict(self)


def well(about: str, found: str) -> Finding:
    """Nothing to do."""
    return Finding(about, Level.OK, found)


def doubtful(about: str, found: str, instead: str) -> Finding:
    """It works, and could be better."""
    return Finding(about, Level.WARNING, found, instead)


def wrong(about: str, found: str, instead: str) -> Finding:
    """The bot cannot work like this."""
    return Finding(about, Level.PROBLEM, found, instead)
