"""What the archive hands out: a record together with what was computed for it when it was filed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.records import models
from bot.records.source import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quote:
    """An utterance and where it stands in `source.txt` (one span for each printed part)."""

    key: str
    forum: str
    record: models.Quote
    spans: tuple[Span, ...]
    line: int
    """Line of source.txt on which the first span begins, 1-based."""

    @property
    def speaker_key(self) -> str | None:
        return f"{self.forum}/{self.record.speaker}" if self.record.speaker else None

    @property
    def theme_key(self) -> str:
        return f"{self.forum}/{self.record.theme}"


@dataclass(frozen=True, slots=True)
class Speaker:
    key: str
    forum: str
    record: models.Speaker
    quote_count: int
    """Direct and reported utterances together."""
    theme_keys: tuple[str, ...]
    """Themes under which the speaker is quoted, in the order of the source."""


@dataclass(frozen=True, slots=True)
class Theme:
    key: str
    forum: str
    record: models.Theme
    quote_count: int
    speaker_keys: tuple[str, ...]
    """Speakers quoted under it, in the order of the source."""


@dataclass(frozen=True, slots=True)
class Forum:
    key: str
    record: models.Forum
    speaker_count: int
    theme_count: int
    direct_count: int
    reported_count: int
    unattributed_count: int
    source_sha256: str
    source_characters: int

    @property
    def quote_count(self) -> int:
        """What `/quote` draws from: unattributed statements are nobody's words."""
        return self.direct_count + self.reported_count


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraph(s) of the source around a quotation, verbatim."""

    text: str
    start: int
    """Offset of `text` in source.txt, code points."""
    line: int
    marks: tuple[Span, ...]
    """The quotation's spans, relative to `text`."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `number` is 0-based."""

    items: tuple[T, ...]
    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Pool:
    """What a draw may choose from: every attributable quote, or those of a speaker and/or theme (keys)."""

    speaker: str | None = None
    theme: str | None = None
    forum: str | None = None

    @property
    def name(self) -> str:
        """Stable name under which a journal keeps what was drawn."""
        return "|".join((self.forum or "", self.speaker or "", self.theme or ""))


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """The answer to a name that somebody typed.

    One match: it is meant. Several: ask which. None: `nearest` has up to three to offer.
    """

    matches: tuple[T, ...]
    nearest: tuple[T, ...] = ()

    @property
    def only(self) -> T | None:
        return self.matches[0] if len(self.matches) == 1 else None
