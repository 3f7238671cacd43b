"""The sections of a source: which heading a quote stands under."""

from bisect import bisect_right
from collections.abc import Iterator

from bot.records.loader import Draft, Entry
from bot.records.models import Quote, Theme
from bot.records.problems import Fault
from bot.records.source import SourceText, Span, folded


class Sections:
    """Where the headings of a folder's themes stand: those alone on a line of the source, and only once.

    A theme may also be named after words in a sentence; what is said of it stands anywhere then.
    """

    def __init__(self, draft: Draft) -> None:
        self._source = draft.source
        self._headings: list[tuple[int, str]] = []
        for theme in draft.themes:
            self._headings += _headings(draft.source, theme)
        self._headings.sort()
        self._themes = {theme for _, theme in self._headings}

    def misfiled(self, quote: Entry[Quote]) -> Iterator[Fault]:
        """The quote stands under the heading of its theme."""
        record = quote.record
        span = next(self._source.places(record.text[0]), None) if self._source else None
        if span is not None and not self.at_home(record.theme, span.start):
            theme = self._theme_at(span.start)
            wrong = f"is `{record.theme}`, but the quote stands under the heading of `{theme}`"
            yield quote.fault(("theme",), wrong, f"write `{theme}`")

    def at_home(self, theme: str, offset: int) -> bool:
        """Whether what stands there stands under the heading of that theme, or under none."""
        return theme not in self._themes or self._theme_at(offset) in {None, theme}

    def _theme_at(self, offset: int) -> str | None:
        above = bisect_right(self._headings, offset, key=lambda heading: heading[0])
        return self._headings[above - 1][1] if above else None


def _headings(source: SourceText | None, theme: Entry[Theme]) -> list[tuple[int, str]]:
    if source is None:
        return []
    words = theme.record.heading.printed
    alone = [span.start for span in source.find(words) if _alone(source, span)]
    return [(alone[0], theme.record.id)] if len(alone) == 1 else []


def _alone(source: SourceText, span: Span) -> bool:
    line = source.line(span.start, span.end)
    return folded(source.text[line.start : line.end]) == folded(source.text[span.start : span.end])
