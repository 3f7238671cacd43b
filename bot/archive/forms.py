"""Every spelling under which a record is looked for."""

import re
from collections.abc import Iterator
from typing import Final

from bot.archive.fold import compact, fold
from bot.archive.japanese import is_family
from bot.archive.names import Weight
from bot.archive.sounds import heard, pinyins, surnames, syllables
from bot.archive.titles import without_legal, without_trade
from bot.records.models import Forum, Organisation, Printed, Speaker, Theme

Spelling = tuple[str, Weight]

_BRACKETED: Final = re.compile(r"[(（](.*?)[)）]")
_GAP: Final = re.compile(r"[・·,\s]+")
_QUOTED: Final = re.compile(r"[“「『](.+?)[”」』]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]{2,6}")
_WORD: Final = re.compile(r"[A-Za-z]+")
_UNSAID: Final = frozenset({"the", "of", "and", "for", "in", "at", "co", "ltd", "inc", "corporation"})
_ACRONYM: Final = 3
"""Words that an organisation is called by the letters of."""


def of_speaker(key: str, speaker: Speaker) -> Iterator[Spelling]:
    """Names in both orders, parts, initials and readings, then organisation and role."""
    yield key, Weight.NAME
    yield speaker.id, Weight.NAME
    yield speaker.name, Weight.NAME
    yield from _latin(speaker.family, speaker.given)
    native = False
    for name in speaker.names:
        yield name.text, Weight.NAME
        parts = [part for part in _GAP.split(name.text) if part]
        yield " ".join(reversed(parts)), Weight.NAME
        yield from ((part, Weight.PART) for part in parts)
        if len(parts) == 2:  # noqa: PLR2004 - family and given name, in whichever order the page has them
            yield from _latin(*parts)
        if _HAN.fullmatch(folded := fold(name.text)):
            native = True
            yield from _han(folded)
    if not native:
        yield from ((character, Weight.PART) for character in surnames(speaker.family.casefold()))
    yield from ((sound, Weight.WHOLE) for sound in _heard(fold(speaker.family), fold(speaker.given)))
    yield from _organisation(speaker.role.organisation)
    yield from ((text, Weight.ABOUT) for text in _role(speaker))


def _latin(family: str, given: str) -> Iterator[Spelling]:
    yield f"{family} {given}", Weight.NAME
    yield f"{given} {family}", Weight.NAME
    yield family, Weight.PART
    yield given, Weight.PART
    if family.isascii() and given.isascii():
        parted = " ".join(part[0] for part in syllables(given.casefold()))
        for letters in dict.fromkeys([given[0], parted or given[0]]):
            for order in (
                f"{letters} {family}",
                f"{family} {letters}",
                f"{compact(letters)} {family}",
                f"{family} {compact(letters)}",
                f"{letters} {family[0]}",
                f"{family[0]} {letters}",
            ):
                yield order, Weight.WHOLE


def _heard(family: str, given: str) -> Iterator[str]:
    """A name as kana give it, whole; a given name alone where it is not Chinese: those are short and many."""
    names = [compact(family + given), compact(given + family)]
    if not syllables(given):
        names.append(given)
    yield from (sound for sound in map(heard, names) if len(sound) >= _HEARD)


_HEARD: Final = len(heard("")) + 3
"""The least that is heard and tells somebody: three letters, after the word that each begins with."""


def _han(name: str) -> Iterator[Spelling]:
    """A folded native name with its parts, in the other order, and as it reads in Chinese."""
    yield from ((reading, Weight.WHOLE) for reading in pinyins(name))
    # 許志龍 is of one character and two, 島田太郎 of two and two; 長谷川 alone may be a whole family name.
    family = 2 if len(name) > _CHINESE else 1
    parts = name[:family], name[family:]
    if is_family(name):
        return
    yield "".join(reversed(parts)), Weight.NAME
    yield from ((reading, Weight.WHOLE) for reading in pinyins("".join(reversed(parts))))
    yield from ((part, Weight.PART) for part in parts)
    yield from ((reading, Weight.WHOLE) for reading in pinyins(parts[0]))


_CHINESE: Final = 3
"""Characters of the longest usual Chinese name."""


def _organisation(organisation: Organisation) -> Iterator[Spelling]:
    for text in (*_printed(organisation), *(name.text for name in organisation.names)):
        for form in _organisations(text):
            yield form, Weight.ABOUT
            if _HAN.fullmatch(compact(form)):
                yield from ((reading, Weight.WHOLE) for reading in pinyins(compact(form)))


def _organisations(text: str) -> Iterator[str]:
    """An organisation as printed, without its legal form and its trade, and by its letters."""
    yield text
    bare = without_legal(fold(_BRACKETED.sub(" ", text)))
    yield bare
    yield without_trade(bare)
    yield from _BRACKETED.findall(text)
    words = [word for word in _WORD.findall(text) if word.casefold() not in _UNSAID]
    if len(words) >= _ACRONYM and text.isascii():
        yield "".join(word[0] for word in words)


def _role(speaker: Speaker) -> Iterator[str]:
    """A role as printed, its title, and what other pages call it, where a fact quotes them."""
    yield speaker.role.printed
    for text in _printed(speaker.role.title):
        yield text
        yield _BRACKETED.sub(" ", text)
        yield from _BRACKETED.findall(text)
    for fact in speaker.facts:
        yield from (title for text in fact.text.values() for title in _QUOTED.findall(text))


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
