"""Findings that many rules share: words not in the source, references to nothing, what is too long."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from bot import limits
from bot.languages import Language
from bot.records.loader import Draft, Entry
from bot.records.models import Forum, Name, Printed, Quote, Speaker, Theme
from bot.records.problems import Problem
from bot.records.source import SourceText, folded

Place = tuple[str | int, ...]
AnyEntry = Entry[Forum] | Entry[Speaker] | Entry[Theme] | Entry[Quote]

WRITTEN: Final = (Language.EN, Language.ZH_HANS, Language.JA)
"""Languages that people write; Traditional Chinese is derived from Simplified unless written too."""
LONGEST_NAME: Final = 80
"""Characters of a printed name or label: it must fit a button."""


def in_source(
    entry: AnyEntry,
    place: Place,
    words: str,
    source: SourceText | None,
) -> Iterator[Problem]:
    """A text that is not in the source, with the place that is most like it."""
    if source is None or source.find(words):
        return
    near = nearest(words, source.text)
    instead = f"copy it from there; the nearest is {near!r}" if near else "copy it from there"
    yield entry.problem(place, f"{shown(words)} is not in source.txt", instead)


def nearest(words: str, text: str) -> str:
    """The stretch of `text` that is most like `words`, from where the two begin to agree."""
    plain, wanted = folded(text), folded(words)
    match = SequenceMatcher(None, plain, wanted[:400], autojunk=False).find_longest_match()
    if match.size < max(3, min(8, len(wanted) // 2)):
        return ""
    start = max(0, match.a - match.b)
    found = plain[start : start + min(len(wanted), 80)]
    return f"{found}…" if len(wanted) > 80 else found  # noqa: PLR2004 - a line's worth


def printed(entry: AnyEntry, place: Place, text: Printed, draft: Draft) -> Iterator[Problem]:
    """Printed words that are not in the source, or lack a translation."""
    yield from in_source(entry, (*place, "printed"), text.printed, draft.source)
    written = draft.forum.record.language if draft.forum else Language.EN
    yield from translated(entry, (*place, "translations"), text.translations, written)


def translated(
    entry: AnyEntry,
    place: Place,
    wording: dict[Language, str],
    written: Language | str,
) -> Iterator[Problem]:
    """Languages in which nothing is written."""
    for language in WRITTEN:
        if language not in wording and language != written:
            yield entry.problem(place, f"has no `{language}`", f"add `{language}:`")


def names(entry: AnyEntry, place: Place, names: Iterable[Name], draft: Draft) -> Iterator[Problem]:
    """Names without a known source, or too long for a button."""
    for number, name in enumerate(names):
        yield from known_source(entry, (*place, number, "source"), name.source, draft)
        yield from short(entry, (*place, number, "text"), name.text)


def short(entry: AnyEntry, place: Place, text: str) -> Iterator[Problem]:
    """A text that no button can hold."""
    longest = min(LONGEST_NAME, limits.BUTTON_LABEL)
    if len(text) > longest:
        yield entry.problem(place, f"is {len(text)} characters long; a button holds {longest}", "shorten it")


def known_source(entry: AnyEntry, place: Place, name: str, draft: Draft) -> Iterator[Problem]:
    """A source that forum.yaml does not list."""
    if draft.forum is not None:
        yield from exists(entry, place, name, draft.forum.record.sources, "source in forum.yaml")


def exists(
    entry: AnyEntry,
    place: Place,
    name: str,
    known: Iterable[str],
    what: str,
) -> Iterator[Problem]:
    """A reference to nothing, with the nearest thing that exists."""
    names = list(known)
    if name in names:
        return
    near = get_close_matches(name, names, 1, 0.4)
    instead = (
        f"write `{near[0]}`"
        if near
        else f"use one of: {', '.join(sorted(names)[:20])}"
        if names
        else f"add that {what}"
    )
    yield entry.problem(place, f"there is no {what} `{name}`", instead)


def shown(words: str) -> str:
    text = repr(folded(words))
    return text if len(text) <= 60 else f"{text[:57]}…{text[-1]}"  # noqa: PLR2004 - a line's worth
