"""What a theme's summary must be true to: every sentence rests on quotes, the same in every language."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.records.judging import WRITTEN, exists
from bot.records.loader import Draft, Entry
from bot.records.models import Quote, Theme
from bot.records.problems import Fault, Place, shown

SENTENCES: Final = range(3, 5)
"""How many sentences a summary has."""

Cited = Iterator[tuple[Place, tuple[str, ...]]]
"""The place of each sentence's citations, and the ids that stand there."""


def judge_summary(entry: Entry[Theme], draft: Draft, quotes: Mapping[str, Quote]) -> Iterator[Fault]:
    """Everything that a summary can be wrong in; `quotes` holds the folder's quotes by id."""
    summary = entry.record.summary
    for language in WRITTEN:
        if language not in summary:
            instead = f"add `{language}:` with three or four sentences"
            yield entry.fault(("summary", str(language)), "is missing", instead)
    for language, sentences in summary.items():
        if len(sentences) not in SENTENCES:
            count = f"{len(sentences)} sentence{'' if len(sentences) == 1 else 's'}"
            instead = "write three or four, each with its quotes"
            yield entry.fault(("summary", str(language)), f"has {count}", instead)
    for place, names in _cited(entry.record):
        for index, name in enumerate(names):
            if "quotes" not in draft.partial:
                yield from exists(entry, (*place, index), name, draft.ids.get("quotes", set()), "quote")
            if name in names[:index]:
                yield entry.fault((*place, index), f"cites `{shown(name)}` again", "cite each quote once")
    if {name for _, names in _cited(entry.record) for name in names} <= set(quotes):
        yield from _at_home(entry, draft, quotes)
        yield from _alike(entry)


def _cited(theme: Theme) -> Cited:
    for language, sentences in theme.summary.items():
        for number, sentence in enumerate(sentences):
            yield ("summary", str(language), number, "quotes"), sentence.quotes


def _at_home(entry: Entry[Theme], draft: Draft, quotes: Mapping[str, Quote]) -> Iterator[Fault]:
    """The quotes are this theme's; what is cited again and again is told once."""
    told: set[str] = set()
    for place, names in _cited(entry.record):
        for index, name in enumerate(names):
            theme = quotes[name].theme
            if theme != entry.record.id and theme in draft.ids.get("themes", ()) and name not in told:
                told.add(name)
                wrong = f"cites `{shown(name)}`, a quote of the theme `{shown(theme)}`"
                yield entry.fault((*place, index), wrong, "cite quotes of this theme only")


def _alike(entry: Entry[Theme]) -> Iterator[Fault]:
    """Sentence by sentence, every language rests on the same quotes as the first one does."""
    items = [*entry.record.summary.items()]
    for language, sentences in items[1:]:
        first = items[0]
        for number, (one, other) in enumerate(zip(first[1], sentences, strict=False)):
            if set(one.quotes) != set(other.quotes):
                wrong = f"cites {_listed(other.quotes)}, but `{first[0]}` cites {_listed(one.quotes)} there"
                place = ("summary", str(language), number, "quotes")
                yield entry.fault(place, wrong, "cite the same quotes in each language")


def _listed(names: tuple[str, ...]) -> str:
    return shown(", ".join(names), 100)
