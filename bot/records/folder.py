"""A forum's folder once it has been read and found right."""

from dataclasses import dataclass
from pathlib import Path

from bot.records.models import Forum, Quote, Speaker, Theme
from bot.records.source import SourceText


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that a folder holds."""

    folder: Path
    forum: Forum
    speakers: tuple[Speaker, ...]
    themes: tuple[Theme, ...]
    quotes: tuple[Quote, ...]
    source: SourceText
