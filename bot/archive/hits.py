"""What a search and an identification find, and the texts that they find it in."""

from dataclasses import dataclass

from bot.archive.entities import Quote, Speaker, Theme
from bot.archive.identify import Likeness
from bot.archive.search import Found
from bot.languages import Language
from bot.records import models
from bot.records.source import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a speaker and/or theme (keys), one language; and the language to show, if it matches."""

    reader: Language
    speaker: str | None = None
    theme: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that matches, with the text in which it does, and where."""

    found: Found
    key: str
    language: Language
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found; `loose` where nothing holds all the words, and these hold some.

    `more` where more texts match than the `total` that were looked at.
    """

    items: tuple[Hit, ...]
    number: int
    size: int
    total: int
    loose: bool
    more: bool = False

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Identified:
    """The record that a text comes from, and how alike they are; `pasted` is the text without whose it is."""

    quote: Quote
    language: Language
    recorded: str
    alike: Likeness
    pasted: str


def text_of_quote(quote: Quote, language: Language) -> str | None:
    """A quote in one language: as printed in English or whatever the source's is, else as translated."""
    parts = quote.record.translations.get(language)
    return " […] ".join(quote.record.text if parts is None else parts)


def text_of_speaker(speaker: Speaker) -> str:
    """What a speaker is found by."""
    return speaker_text(speaker.record)


def speaker_text(record: models.Speaker) -> str:
    """Names, role, and organisation and title in every language: all that a speaker is looked for by."""
    names = dict.fromkeys([record.name, *(name.text for name in record.names)])
    role, organisation = record.role, record.role.organisation
    known = [
        role.printed,
        *organisation.translations.values(),
        *(name.text for name in organisation.names),
        *role.title.translations.values(),
    ]
    return f"{' · '.join(names)} — {' · '.join(dict.fromkeys(known))}"


def text_of_theme(theme: Theme, found: Found, language: Language) -> str | None:
    """A theme's heading or summary in one language."""
    record = theme.record
    if found is Found.SUMMARY:
        sentences = record.summary.get(language, ())
        between = "" if language in {Language.JA, Language.ZH_HANS, Language.ZH_HANT} else " "
        return between.join(sentence.text for sentence in sentences) or None
    return theme_text(record, language)


def theme_text(record: models.Theme, language: Language) -> str:
    """Heading, label and keywords: everything that a theme is looked for by."""
    heading = record.heading.translations.get(language, record.heading.printed)
    return f"{heading} — {' · '.join(dict.fromkeys([*record.label.values(), *record.keywords]))}"
