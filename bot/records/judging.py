"""What every rule is given: the folder as far as it could be read, and what is known from all of it."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from bot.languages import Language
from bot.records.fields import SLUG
from bot.records.loader import Draft, Entry
from bot.records.models import Forum, Quote, Speaker, Theme
from bot.records.nearest import difference, nearest_word
from bot.records.problems import Fault, Place, shown

AnyEntry: TypeAlias = Entry[Forum] | Entry[Speaker] | Entry[Theme] | Entry[Quote]

WRITTEN: Final = (Language.EN, Language.ZH_HANS, Language.JA)
"""Languages that people write; Traditional Chinese is derived from Simplified unless written too."""


def exists(entry: AnyEntry, place: Place, name: str, known: set[str], what: str) -> Iterator[Fault]:
    """`name` is the id of something."""
    if name in known:
        return
    usable = sorted(other for other in known if re.search(SLUG, other))
    near = nearest_word(name, usable)
    if near:
        instead = f"write `{near}`"
    elif usable:
        instead = f"use one of: {shown(', '.join(usable), 300)}"
    else:
        instead = f"add the {what}"
    yield entry.fault(place, f"there is no {what} `{shown(name)}`", instead)


def in_source(entry: AnyEntry, place: Place, words: str, draft: Draft) -> Iterator[Fault]:
    """The words stand in the source, not in the middle of a longer word."""
    source = draft.source
    if source is None or words in source.whole_words:
        return
    cut: str | None = None
    for span in source.places(words):
        cut = cut_word(source.text, span.start, span.end)
        if cut is None:
            source.whole_words.add(words)
            return
    if cut is not None:
        yield entry.fault(place, f"ends or begins within the word {cut!r} of source.txt", "copy whole words")
        return
    near = difference(words, source)
    instead = f"copy it from there: {near}" if near else "copy the words from there"
    yield entry.fault(place, f"{shown(words)!r} is not in source.txt", instead)


def cut_word(text: str, start: int, end: int) -> str | None:
    """The word of an alphabet that a stretch of `text` begins or ends within, if there is one."""
    for at in (start, end):
        if 0 < at < len(text) and _lettered(text[at - 1]) and _lettered(text[at]):
            first, last = at, at
            while first > 0 and _lettered(text[first - 1]):
                first -= 1
            while last < len(text) and _lettered(text[last]):
                last += 1
            return shown(text[first:last])
    return None


def _lettered(letter: str) -> bool:
    """Whether spaces part words written with it: Chinese and Japanese have none."""
    return letter.isalnum() and ord(letter) < 0x1100  # noqa: PLR2004 - Hangul, kana and ideographs follow


def translated(entry: AnyEntry, place: Place, languages: set[Language], draft: Draft) -> Iterator[Fault]:
    """Something printed has a translation into every written language but its own, and none into that."""
    own = draft.language
    if own is None:
        return
    if own in languages:
        wrong = "translates the source into its own language"
        yield entry.fault((*place, str(own)), wrong, "remove it; the printed words are shown")
    yield from _in_each(entry, place, languages | {own})


def worded(entry: AnyEntry, place: Place, languages: set[Language]) -> Iterator[Fault]:
    """Something that this project wrote is there in every written language."""
    yield from _in_each(entry, place, languages)


def _in_each(entry: AnyEntry, place: Place, languages: set[Language]) -> Iterator[Fault]:
    for language in WRITTEN:
        if language not in languages:
            yield entry.fault((*place, str(language)), "is missing", f"add `{language}:` with its text")
