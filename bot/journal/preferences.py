"""Languages that readers, channels and servers chose: in memory at once, on disk soon."""

from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    """Who a choice of language belongs to."""

    READER = "reader"
    CHANNEL = "channel"
    GUILD = "guild"


@dataclass(frozen=True, slots=True)
class Preference:
    """A chosen language, as a BCP 47 tag; `in_public` counts for a reader's own choice only."""

    language: str
    in_public: bool = True
