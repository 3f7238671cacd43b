"""Every spelling under which a record is looked for."""

import re
from collections.abc import Iterator
from typing import Final

from bot.archive.names import Weight
from bot.records.models import Forum, Organisation, Printed, Speaker, Theme

Spelling = tuple[str, Weight]

_LEGAL: Final = re.compile(
    r"^the\s+|\s*(?:co\.?,?\s*ltd\.?|corporation|corp\.?|inc\.?|株式会社)\s*|\(.*?\)", re.IGNORECASE
)
_GAP: Final = re.compile(r"[・·,\s]+")


def of_speaker(key: str, speaker: Speaker) -> Iterator[Spelling]:
    """Names in both orders, parts and initials, then organisation and role."""
    yield key, Weight.NAME
    yield speaker.id, Weight.NAME
    yield speaker.name, Weight.NAME
    yield from _latin(speaker.family, speaker.given)
    for name in speaker.names:
        yield name.text, Weight.NAME
        parts = [part for part in _GAP.split(name.text) if part]
        yield " ".join(reversed(parts)), Weight.NAME
        yield from ((part, Weight.PART) for part in parts)
        if len(parts) == 2:  # noqa: PLR2004 - family and given name, in whichever order the page has them
            yield from _latin(*parts)
    yield from _organisation(speaker.role.organisation)
    yield speaker.role.printed, Weight.ABOUT
    yield from ((text, Weight.ABOUT) for text in _printed(speaker.role.title))


def _latin(family: str, given: str) -> Iterator[Spelling]:
    yield f"{family} {given}", Weight.NAME
    yield f"{given} {family}", Weight.NAME
    yield family, Weight.PART
    yield given, Weight.PART
    if family.isascii() and given.isascii():
        for order in (
            f"{given[0]} {family}",
            f"{family} {given[0]}",
            f"{given[0]}{family[0]}",
            f"{family[0]}{given[0]}",
        ):
            yield order, Weight.PART


def _organisation(organisation: Organisation) -> Iterator[Spelling]:
    for text in (*_printed(organisation), *(name.text for name in organisation.names)):
        yield text, Weight.ABOUT
        yield _LEGAL.sub(" ", text), Weight.ABOUT
        yield from ((inner, Weight.ABOUT) for inner in re.findall(r"[((](.*?)[))]", text))


def _printed(text: Printed) -> Iterator[str]:
    yield text.printed
    yield from text.translations.values()


def of_theme(key: str, theme: Theme) -> Iterator[Spelling]:
    """Heading, labels and keywords in every language."""
    yield key, Weight.NAME
    yield theme.id, Weight.NAME
    yield from ((text, Weight.NAME) for text in _printed(theme.heading))
    yield from ((text, Weight.NAME) for text in theme.label.values())
    yield from ((word, Weight.PART) for word in theme.keywords)


def of_forum(forum: Forum) -> Iterator[Spelling]:
    """Names in every language and order, edition, year."""
    yield forum.id, Weight.NAME
    yield from ((text, Weight.NAME) for text in _printed(forum.name))
    yield from ((name.text, Weight.NAME) for name in forum.names)
    yield from ((text, Weight.PART) for text in _printed(forum.edition))
    yield str(forum.dates.first.year), Weight.PART
    yield from ((text, Weight.ABOUT) for host in forum.hosts for text in _printed(host))
