"""What the journal writes down about an answer, and what it tells about many."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

OPTION_KEPT: Final = 300
"""Characters of an option that the journal keeps: names are short, pasted novels are not."""


class Surface(StrEnum):
    """How somebody asked."""

    COMMAND = "command"
    BUTTON = "button"
    AUTOCOMPLETE = "autocomplete"
    """An autocomplete choice that led to an answer."""


class Outcome(StrEnum):
    OK = "ok"
    NO_MATCH = "no-match"
    REFUSED = "refused"
    ERROR = "error"


class Context(StrEnum):
    """Where: Discord's interaction contexts (interactions/receiving-and-responding.mdx)."""

    GUILD = "guild"
    BOT_DM = "bot-dm"
    PRIVATE_CHANNEL = "private-channel"


@dataclass(frozen=True, slots=True)
class Served:
    """Keys (`forum/id`) of the records that an answer showed."""

    quotes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """One answered interaction. `user_id` is hashed before it is kept."""

    at: datetime
    """UTC, when the interaction reached us."""
    command: str
    surface: Surface
    options: Mapping[str, str]
    forum: str | None
    served: Served
    context: Context
    guild_id: int | None
    channel_id: int | None
    user_id: int
    language: str
    latency_ms: float
    """From the interaction's arrival to the answer's acknowledgement."""
    outcome: Outcome
    reference: str | None = None
    """Of an error: the same in the log and in the apology."""


@dataclass(frozen=True, slots=True)
class Count:
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Use of one server, or of all. Lists are sorted, most first, at most ten long."""

    total: int
    since: datetime | None
    users: int
    median_ms: float | None
    commands: tuple[Count, ...] = ()
    outcomes: tuple[Count, ...] = ()
    quotes: tuple[Count, ...] = ()
    speakers: tuple[Count, ...] = ()
    themes: tuple[Count, ...] = ()
    languages: tuple[Count, ...] = ()
    unanswered: tuple[Count, ...] = ()
    """Texts that were looked up and matched nothing."""
    days: tuple[tuple[date, int], ...] = field(default=())
    """Answers per UTC day, the last thirty days that end today, zeros included."""
