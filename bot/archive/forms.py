"""Every spelling under which a record is looked for."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.archive.fold import compact, fold
from bot.archive.japanese import is_family
from bot.archive.names import Weight
from bot.archive.sounds import heard, pinyins, surnames, syllables
from bot.archive.titles import without_legal, without_trade
from bot.records.models import Forum, Organisation, Printed, Speaker, Theme

Spelling = tuple[str, int]
"""A text, and one of the weights."""

# As numbers: until Python 3.12 the name of an Enum's member is looked up in Python, and one takes long to
# hand from process to process. There are fifty to a speaker.
_NAME, _PART, _ABOUT, _WHOLE = map(int, Weight)

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
    yield key, _NAME
    yield speaker.id, _NAME
    yield speaker.name, _NAME
    yield from _latin(speaker.family, speaker.given)
    native = False
    for name in speaker.names:
        yield name.text, _NAME
        parts = [part for part in _GAP.split(name.text) if part]
        yield " ".join(reversed(parts)), _NAME
        yield from ((part, _PART) for part in parts)
        if len(parts) == 2:  # noqa: PLR2004 - family and given name, in whichever order the page has them
            yield from _latin(*parts)
        if _HAN.fullmatch(folded := fold(name.text)):
            native = True
            yield from _han(folded)
    if not native:
        yield from ((character, _PART) for character in surnames(speaker.family.casefold()))
    yield from ((sound, _WHOLE) for sound in _heard(fold(speaker.family), fold(speaker.given)))
    yield from _organisation(speaker.role.organisation)
    yield from ((text, _ABOUT) for text in _role(speaker))


def _latin(family: str, given: str) -> Iterator[Spelling]:
    yield f"{family} {given}", _NAME
    yield f"{given} {family}", _NAME
    yield family, _PART
    yield given, _PART
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
                yield order, _WHOLE


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
    yield from ((reading, _WHOLE) for reading in pinyins(name))
    # 許志龍 is of one character and two, 島田太郎 of two and two; 長谷川 alone may be a whole family name.
    family = 2 if len(name) > _CHINESE else 1
    parts = name[:family], name[family:]
    if is_family(name):
        return
    yield "".join(reversed(parts)), _NAME
    yield from ((reading, _WHOLE) for reading in pinyins("".join(reversed(parts))))
    yield from ((part, _PART) for part in parts)
    yield from ((reading, _WHOLE) for reading in pinyins(parts[0]))


_CHINESE: Final = 3
"""Characters of the longest usual Chinese name."""


def _organisation(organisation: Organisation) -> Iterator[Spelling]:
    for text in (*_printed(organisation), *(name.text for name in organisation.names)):
        yield from _called(text)


@lru_cache(maxsize=4096)
def _called(organisation: str) -> tuple[Spelling, ...]:
    """The spellings of one that is so called; it is spelled again for everybody who is of it."""
    spelled: dict[Spelling, None] = {}
    for form in dict.fromkeys(_organisations(organisation)):
        spelled[form, _ABOUT] = None
        if _HAN.fullmatch(together := compact(form)):
            spelled.update(((reading, _WHOLE), None) for reading in pinyins(together))
    return (*spelled,)


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
    yield key, _NAME
    yield theme.id, _NAME
    yield from ((text, _NAME) for text in _printed(theme.heading))
    yield from ((text, _NAME) for text in theme.label.values())
    yield from ((word, _PART) for word in theme.keywords)


def of_forum(forum: Forum) -> Iterator[Spelling]:
    """Names in every language and order, edition, year."""
    yield forum.id, _NAME
    yield from ((text, _NAME) for text in _printed(forum.name))
    yield from ((name.text, _NAME) for name in forum.names)
    yield from ((text, _PART) for text in _printed(forum.edition))
    yield str(forum.dates.first.year), _PART
    yield from ((text, _ABOUT) for host in forum.hosts for text in _printed(host))
