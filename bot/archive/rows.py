"""A forum's records as rows of the tables of an archive, with everything computed that an answer needs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from msgspec.json import encode

from bot.archive.filing import Arranged, arranged
from bot.archive.forms import of_forum, of_speaker, of_theme
from bot.archive.hits import speaker_text, theme_text
from bot.archive.names import KINDS, forms
from bot.archive.places import record, row
from bot.archive.schema import CHUNK
from bot.archive.search import Found, prepare, spaced
from bot.languages import Language
from bot.records.fields import Record
from bot.records.folder import Records
from bot.records.models import Kind, Quote

prepare()

# Until Python 3.12, to name a member of an Enum takes as long as to compare with it ten times.
_UNATTRIBUTED, _QUOTE = Kind.UNATTRIBUTED, Found.QUOTE

Word = tuple[int, int, str]
"""The numbers of a record and of its row, and its text as the index takes it."""
Table = tuple[str, int, Iterable[tuple[Any, ...]]]
"""Its name, how many columns it has, and rows of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a forum stands in an archive, and what it was compiled from."""

    number: int
    folder: str
    content: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What is written of a forum. Rows are made when they are asked for, and once."""

    folder: Path
    texts: int
    """How many there are in `words`, roughly."""
    tables: Sequence[Table]
    names: Iterable[Arranged]
    """For each of KINDS."""
    words: Iterable[Word]

    def made(self) -> "Rows":
        """The same, with every row made."""
        return replace(
            self,
            tables=[(name, columns, [*rows]) for name, columns, rows in self.tables],
            names=[*self.names],
            words=[*self.words],
        )


def laid_out(place: Place, records: Records) -> Rows:
    """The rows of a forum's records."""
    number, forum = place.number, records.forum.id
    quotes = _numbered(records, number)
    attributed = sum(1 for quote in records.quotes if quote.kind is not _UNATTRIBUTED)
    at = record(number, 0), forum, place.folder, place.content, attributed
    text = records.source.text
    chunks = range(0, len(text), CHUNK)
    sizes, runs = _pools(records, number, quotes[:attributed])
    return Rows(
        records.folder,
        len(quotes) * 3,
        (
            ("forum", 7, [(*at, _body(records.forum), _forum_facts(records))]),
            ("source", 2, ((record(number, at // CHUNK), text[at : at + CHUNK]) for at in chunks)),
            ("speaker", 4, _speakers(records, number)),
            ("theme", 4, _themes(records, number)),
            ("quote", 6, _quotes(records, number, quotes)),
            ("pool", 3, sizes),
            ("run", 4, runs),
        ),
        _names(records, number),
        _words(records, number, quotes),
    )


def _quotes(
    records: Records, number: int, quotes: Iterable[tuple[int, Quote]]
) -> Iterator[tuple[int, str, int | None, int, str, str]]:
    forum = records.forum.id
    for (at, quote), of in zip(quotes, _owners(records, number, quotes), strict=True):
        yield at, f"{forum}/{quote.id}", *of, _body(quote), _place(records, quote)


Pooled = tuple[Iterable[tuple[int, str, int]], Iterable[tuple[int, int, int, int]]]
"""Pools with their sizes, and the runs of numbers that they are of."""


def _pools(records: Records, number: int, quotes: Iterable[tuple[int, Quote]]) -> Pooled:
    pools: dict[str, list[int]] = {}
    pooled: dict[tuple[str | None, str], list[list[int]]] = {}
    """Those that quotes of a speaker on a theme are in."""
    forum = records.forum.id
    for at, quote in quotes:
        pair = quote.speaker, quote.theme
        if pair not in pooled:
            speaker, theme = f"{forum}/{quote.speaker}", f"{forum}/{quote.theme}"
            names = f"|{speaker}|", f"||{theme}", f"|{speaker}|{theme}"
            pooled[pair] = [pools.setdefault(name, []) for name in names]
        for members in pooled[pair]:
            members.append(at)
    placed = [(record(number, place), name, pools[name]) for place, name in enumerate(pools)]
    return (
        ((pool, name, len(members)) for pool, name, members in placed),
        (run for pool, _, members in placed for run in _runs(pool, members)),
    )


def _names(records: Records, number: int) -> Iterator[Arranged]:
    forum = records.forum.id
    named = {
        "speaker": (of_speaker(f"{forum}/{one.id}", one) for one in records.speakers),
        "theme": (of_theme(f"{forum}/{one.id}", one) for one in records.themes),
        "forum": (of_forum(one) for one in [records.forum]),
    }
    for kind, name in enumerate(KINDS):
        spelled = ((record(number, place), forms(one)) for place, one in enumerate(named[name]))
        yield arranged(kind, spelled)


def _body(record: Record) -> str:
    return encode(record).decode()


def _numbered(records: Records, number: int) -> list[tuple[int, Quote]]:
    """Quotes with their numbers: in the order of the records, those that nobody is named for at the end."""
    ordered = sorted(records.quotes, key=lambda quote: quote.kind is _UNATTRIBUTED)
    return [(record(number, place), quote) for place, quote in enumerate(ordered)]


def _runs(pool: int, members: list[int]) -> Iterator[tuple[int, int, int, int]]:
    start = 0
    for at in range(1, len(members) + 1):
        if at == len(members) or members[at] != members[at - 1] + 1:
            yield pool, start, members[start], at - start
            start = at


def _attributed(records: Records) -> Iterator[Quote]:
    return (quote for quote in records.quotes if quote.kind is not _UNATTRIBUTED)


def _forum_facts(records: Records) -> str:
    kinds = [quote.kind for quote in records.quotes]
    return json.dumps(
        {
            "speaker_count": len(records.speakers),
            "theme_count": len(records.themes),
            "direct_count": kinds.count(Kind.DIRECT),
            "reported_count": kinds.count(Kind.REPORTED),
            "unattributed_count": kinds.count(_UNATTRIBUTED),
            "source_sha256": records.source.sha256,
            "source_characters": len(records.source.text),
        }
    )


def _speakers(records: Records, number: int) -> Iterator[tuple[int, str, str, str]]:
    forum = records.forum.id
    themes: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for quote in _attributed(records):
        name = str(quote.speaker)
        counts[name] = counts.get(name, 0) + 1
        themes.setdefault(name, {})[f"{forum}/{quote.theme}"] = None
    for place, speaker in enumerate(records.speakers):
        computed = {"quote_count": counts.get(speaker.id, 0), "theme_keys": [*themes.get(speaker.id, ())]}
        yield record(number, place), f"{forum}/{speaker.id}", _body(speaker), json.dumps(computed)


def _themes(records: Records, number: int) -> Iterator[tuple[int, str, str, str]]:
    forum = records.forum.id
    speakers: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for quote in _attributed(records):
        counts[quote.theme] = counts.get(quote.theme, 0) + 1
        speakers.setdefault(quote.theme, {})[f"{forum}/{quote.speaker}"] = None
    for place, theme in enumerate(records.themes):
        computed = {"quote_count": counts.get(theme.id, 0), "speaker_keys": [*speakers.get(theme.id, ())]}
        yield record(number, place), f"{forum}/{theme.id}", _body(theme), json.dumps(computed)


def _place(records: Records, quote: Quote) -> str:
    """Where a quote stands, and the paragraph around it: neither is looked for again."""
    source = records.source
    stretch = source.stretch(quote.text)
    assert stretch is not None  # noqa: S101 - no rule has found anything wrong with it
    around, line = stretch.around, source.line_of(stretch.spans[0].start)
    spans = ", ".join(f"[{start}, {end}]" for start, end in stretch.spans)
    # As `json.dumps` writes it, which takes five times as long.
    begun = source.line_of(around.start)
    return f'{{"spans": [{spans}], "line": {line}, "around": [{around.start}, {around.end}, {begun}]}}'


def _owners(
    records: Records, number: int, quotes: Iterable[tuple[int, Quote]]
) -> Iterator[tuple[int | None, int]]:
    """The numbers of the speaker, if there is one, and of the theme of each quote."""
    speakers = {one.id: record(number, place) for place, one in enumerate(records.speakers)}
    themes = {one.id: record(number, place) for place, one in enumerate(records.themes)}
    return ((speakers[quote.speaker] if quote.speaker else None, themes[quote.theme]) for _, quote in quotes)


def _words(records: Records, number: int, quotes: Iterable[tuple[int, Quote]]) -> Iterator[Word]:
    """Rows of the word index, in the order of their numbers."""
    printed = records.forum.language
    for at, quote in quotes:
        first = row(at, _QUOTE, _ORDER[0])
        for place, language in enumerate(_ORDER):
            parts = quote.text if language is printed else quote.translations.get(language)
            if parts:
                yield at, first + place, spaced(parts[0] if len(parts) == 1 else " ".join(parts))
    themes = [(record(number, place), theme) for place, theme in enumerate(records.themes)]
    for at, theme in themes:
        for label in sorted(map(Language, theme.label), key=_ORDER.index):
            yield at, row(at, Found.THEME, label), spaced(theme_text(theme, label))
    for at, theme in themes:
        for language, sentences in sorted(theme.summary.items(), key=_by_language):
            text = " ".join(sentence.text for sentence in sentences)
            yield at, row(at, Found.SUMMARY, language), spaced(text)
    for place, speaker in enumerate(records.speakers):
        at = record(number, place)
        yield at, row(at, Found.SPEAKER, printed), spaced(speaker_text(speaker))


_ORDER: Final = tuple(Language)


def _by_language(item: tuple[Language, object]) -> int:
    return _ORDER.index(item[0])
