"""A forum's records into the tables of an archive, with everything computed that an answer needs."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from msgspec.json import encode

from bot.archive import filing
from bot.archive.forms import of_forum, of_speaker, of_theme
from bot.archive.hits import speaker_text, theme_text
from bot.archive.names import KINDS, forms
from bot.archive.places import record, records_of, row, rows_of
from bot.archive.progress import Progress
from bot.archive.schema import CHUNK, COUNTED, SAMPLED, TABLES, VERSION
from bot.archive.search import Found, spaced
from bot.languages import Language
from bot.records.fields import Record
from bot.records.folder import Records
from bot.records.models import Kind, Quote

_UNSPACED: Final = "\u3005"
"""The first character that is written without spaces; letters come before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a forum stands in an archive, and what it was compiled from."""

    number: int
    folder: str
    content: str


class Builder:
    """Fills a database, forum by forum."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Make the tables in an empty database."""
        self._connection.executescript(TABLES)
        self._connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
        # What is collected in memory before it is written: the more, the less has to be merged.
        for table in ("words", "sample"):
            self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_MEMORY})")  # noqa: S608 - a name above

    def add(self, place: Place, records: Records, progress: Progress) -> None:
        """File a forum's records."""
        put, number, forum = self._connection, place.number, records.forum.id
        quotes = _numbered(records, number)
        attributed = sum(1 for quote in records.quotes if quote.kind is not Kind.UNATTRIBUTED)
        put.execute(
            "INSERT INTO forum VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record(number, 0),
                forum,
                place.folder,
                place.content,
                attributed,
                _body(records.forum),
                _forum_facts(records),
            ),
        )
        text = records.source.text
        put.executemany(
            "INSERT INTO source VALUES (?, ?)",
            ((record(number, at // CHUNK), text[at : at + CHUNK]) for at in range(0, len(text), CHUNK)),
        )
        put.executemany("INSERT INTO speaker VALUES (?, ?, ?, ?)", _speakers(records, number))
        put.executemany("INSERT INTO theme VALUES (?, ?, ?, ?)", _themes(records, number))
        put.executemany(
            "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?)",
            (
                (at, f"{forum}/{quote.id}", *of, _body(quote), _place(records, quote))
                for (at, quote), of in zip(quotes, _owners(records, number, quotes), strict=True)
            ),
        )
        self._pools(records, number, quotes[:attributed])
        self._names(records, number)
        sampled: list[tuple[int, str]] = []
        rows = _sampling(_words(records, number, quotes), sampled)
        rows = progress.filing(records.folder, rows, len(quotes) * 3)
        put.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        put.executemany("INSERT INTO sample (rowid, text) VALUES (?, ?)", sampled)

    def remove(self, number: int) -> None:
        """Take out everything of a forum."""
        first, last = records_of(number)
        for table in ("forum", "source", "speaker", "theme", "quote"):
            self._connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))  # noqa: S608 - a name above
        self._connection.execute("DELETE FROM run WHERE pool BETWEEN ? AND ?", (first, last))
        self._connection.execute("DELETE FROM pool WHERE id BETWEEN ? AND ?", (first, last))
        for table in ("words", "sample"):
            self._connection.execute(f"DELETE FROM {table} WHERE rowid BETWEEN ? AND ?", rows_of(number))  # noqa: S608 - a name above
        for kind in range(len(KINDS)):
            filing.strike(self._connection, kind, first, last)

    def finish(self) -> None:
        """Count words, and make the index quick to read, where so much is new that it is worth the time."""
        if self._much_is_new():
            for table in ("words", "sample"):
                self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - a name above
            self._connection.execute("DELETE FROM frequency")
            self._connection.execute(
                "INSERT INTO frequency SELECT term, doc FROM vocabulary WHERE doc >= ?", (COUNTED,)
            )
            # A character by itself is looked for as what pairs begin with.
            self._connection.execute(
                "INSERT INTO frequency SELECT substr(term, 1, 1) || '*', sum(texts) FROM frequency"
                " WHERE term >= ? GROUP BY 1",
                (_UNSPACED,),
            )
        self._connection.commit()

    def _much_is_new(self) -> bool:
        """Whether quotes are half as many again as when words were counted, or fewer by a third."""
        ((quotes,),) = self._connection.execute("SELECT coalesce(sum(quotes), 0) FROM forum")
        ((counted,),) = self._connection.execute(
            "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE name = 'counted'"
        )
        if quotes * 2 <= counted * 3 and counted * 2 <= quotes * 3:
            return False
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('counted', ?)", (str(quotes),))
        return True

    def _pools(self, records: Records, number: int, quotes: Iterable[tuple[int, Quote]]) -> None:
        pools: dict[str, list[int]] = {}
        forum = records.forum.id
        for at, quote in quotes:
            speaker, theme = f"{forum}/{quote.speaker}", f"{forum}/{quote.theme}"
            for name in (f"|{speaker}|", f"||{theme}", f"|{speaker}|{theme}"):
                pools.setdefault(name, []).append(at)
        placed = [(record(number, place), name, pools[name]) for place, name in enumerate(pools)]
        sizes = ((pool, name, len(members)) for pool, name, members in placed)
        self._connection.executemany("INSERT INTO pool VALUES (?, ?, ?)", sizes)
        runs = (run for pool, _, members in placed for run in _runs(pool, members))
        self._connection.executemany("INSERT INTO run VALUES (?, ?, ?, ?)", runs)

    def _names(self, records: Records, number: int) -> None:
        forum = records.forum.id
        named = {
            "speaker": [of_speaker(f"{forum}/{one.id}", one) for one in records.speakers],
            "theme": [of_theme(f"{forum}/{one.id}", one) for one in records.themes],
            "forum": [of_forum(records.forum)],
        }
        for kind, name in enumerate(KINDS):
            folded = (
                (record(number, place), {text: int(weight) for text, weight in forms(one).items()})
                for place, one in enumerate(named[name])
            )
            filing.file(self._connection, kind, folded)


def _body(record: Record) -> str:
    return encode(record).decode()


_MEMORY: Final = 1 << 26
"""Bytes of the word index that are collected before they are written."""


def _numbered(records: Records, number: int) -> list[tuple[int, Quote]]:
    """Quotes with their numbers: in the order of the records, those that nobody is named for at the end."""
    ordered = sorted(records.quotes, key=lambda quote: quote.kind is Kind.UNATTRIBUTED)
    return [(record(number, place), quote) for place, quote in enumerate(ordered)]


def _runs(pool: int, members: list[int]) -> Iterator[tuple[int, int, int, int]]:
    start = 0
    for at in range(1, len(members) + 1):
        if at == len(members) or members[at] != members[at - 1] + 1:
            yield pool, start, members[start], at - start
            start = at


def _attributed(records: Records) -> Iterator[Quote]:
    return (quote for quote in records.quotes if quote.kind is not Kind.UNATTRIBUTED)


def _forum_facts(records: Records) -> str:
    kinds = [quote.kind for quote in records.quotes]
    return json.dumps(
        {
            "speaker_count": len(records.speakers),
            "theme_count": len(records.themes),
            "direct_count": kinds.count(Kind.DIRECT),
            "reported_count": kinds.count(Kind.REPORTED),
            "unattributed_count": kinds.count(Kind.UNATTRIBUTED),
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


Word = tuple[int, int, str]
"""The numbers of a record and of its row, and its text as the index takes it."""


def _sampling(rows: Iterable[Word], sampled: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The rows as they are written; those of one record in so many are kept for the sample."""
    for at, number, text in rows:
        if at % SAMPLED == 0:
            sampled.append((number, text))
        yield number, text


def _words(records: Records, number: int, quotes: Iterable[tuple[int, Quote]]) -> Iterator[Word]:
    """Rows of the word index, in the order of their numbers."""
    printed = records.forum.language
    for at, quote in quotes:
        for language in _ORDER:
            parts = quote.text if language is printed else quote.translations.get(language)
            if parts:
                yield at, row(at, Found.QUOTE, language), spaced(" ".join(parts))
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
