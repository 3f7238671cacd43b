"""Records into one SQLite file, with everything computed that an answer needs."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.archive.forms import Spelling, of_forum, of_speaker, of_theme
from bot.archive.hits import speaker_text, theme_text
from bot.archive.names import forms
from bot.archive.search import tokens
from bot.languages import Language
from bot.records.folder import Records
from bot.records.models import Kind, Quote
from bot.records.source import Span

VERSION: Final = 6
"""Raise it with every change to what is stored: older archives are then built anew."""

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE forum (key TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, body TEXT NOT NULL,
  computed TEXT NOT NULL, source TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE speaker (key TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, forum TEXT NOT NULL, body TEXT NOT NULL,
  computed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE theme (key TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, forum TEXT NOT NULL, body TEXT NOT NULL,
  computed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE quote (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, forum TEXT NOT NULL, body TEXT NOT NULL,
  computed TEXT NOT NULL);
-- A dense number for each quote of each pool: a page and a draw cost the same at any size.
CREATE TABLE pool (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE member (pool INTEGER NOT NULL, ordinal INTEGER NOT NULL, quote INTEGER NOT NULL,
  PRIMARY KEY (pool, ordinal)) WITHOUT ROWID;
-- Folded already: to fold all of them takes longer than opening may.
CREATE TABLE form (kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, weight INTEGER NOT NULL);
-- In how many texts each word or character stands: what tells a pasted text is what is rare.
CREATE TABLE frequency (token TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
-- Words of every text in every language; what has no spaces is indexed character by character.
CREATE VIRTUAL TABLE words USING fts5 (kind UNINDEXED, key UNINDEXED, language UNINDEXED, text,
  tokenize = "porter unicode61 remove_diacritics 2");
"""


def build(connection: sqlite3.Connection, all_records: Sequence[Records]) -> None:
    """Fill an empty database."""
    connection.executescript(_SCHEMA)
    pools: dict[str, list[int]] = {"||": []}
    frequency: Counter[str] = Counter()
    quote_id = 0
    for ordinal, records in enumerate(all_records):
        forum = records.forum.id
        connection.execute(
            "INSERT INTO forum VALUES (?, ?, ?, ?, ?)",
            (forum, ordinal, records.forum.model_dump_json(), _forum_facts(records), records.source.text),
        )
        connection.executemany("INSERT INTO speaker VALUES (?, ?, ?, ?, ?)", _speakers(records))
        connection.executemany("INSERT INTO theme VALUES (?, ?, ?, ?, ?)", _themes(records))
        pools.setdefault(f"{forum}||", [])
        for quote in records.quotes:
            quote_id += 1
            connection.execute(
                "INSERT INTO quote VALUES (?, ?, ?, ?, ?)",
                (quote_id, f"{forum}/{quote.id}", forum, quote.model_dump_json(), _place(records, quote)),
            )
            if quote.kind is not Kind.UNATTRIBUTED:
                for name in _pools_of(forum, quote):
                    pools.setdefault(name, []).append(quote_id)
        connection.executemany("INSERT INTO form VALUES (?, ?, ?, ?)", _forms(records))
        connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", _counted(_words(records), frequency))
    for number, (name, members) in enumerate(pools.items()):
        connection.execute("INSERT INTO pool VALUES (?, ?, ?)", (number, name, len(members)))
        rows = ((number, place, member) for place, member in enumerate(members))
        connection.executemany("INSERT INTO member VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO frequency VALUES (?, ?)", frequency.items())
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
    connection.commit()


def _pools_of(forum: str, quote: Quote) -> Iterator[str]:
    speaker, theme = f"{forum}/{quote.speaker}", f"{forum}/{quote.theme}"
    yield "||"
    yield f"{forum}||"
    yield f"|{speaker}|"
    yield f"||{theme}"
    yield f"|{speaker}|{theme}"


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


def _speakers(records: Records) -> Iterator[tuple[str, int, str, str, str]]:
    forum = records.forum.id
    themes: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for quote in _attributed(records):
        name = str(quote.speaker)
        counts[name] = counts.get(name, 0) + 1
        themes.setdefault(name, {})[f"{forum}/{quote.theme}"] = None
    for ordinal, speaker in enumerate(records.speakers):
        computed = {"quote_count": counts.get(speaker.id, 0), "theme_keys": [*themes.get(speaker.id, ())]}
        yield f"{forum}/{speaker.id}", ordinal, forum, speaker.model_dump_json(), json.dumps(computed)


def _themes(records: Records) -> Iterator[tuple[str, int, str, str, str]]:
    forum = records.forum.id
    speakers: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for quote in _attributed(records):
        counts[quote.theme] = counts.get(quote.theme, 0) + 1
        speakers.setdefault(quote.theme, {})[f"{forum}/{quote.speaker}"] = None
    for ordinal, theme in enumerate(records.themes):
        computed = {"quote_count": counts.get(theme.id, 0), "speaker_keys": [*speakers.get(theme.id, ())]}
        yield f"{forum}/{theme.id}", ordinal, forum, theme.model_dump_json(), json.dumps(computed)


def _place(records: Records, quote: Quote) -> str:
    spans: list[Span] = [records.source.find(part)[0] for part in quote.text]
    line = records.source.line_of(spans[0].start)
    return json.dumps({"spans": [[span.start, span.end] for span in spans], "line": line})


def _forms(records: Records) -> Iterator[tuple[str, str, str, int]]:
    forum = records.forum.id

    def rows(kind: str, key: str, spellings: Iterable[Spelling]) -> Iterator[tuple[str, str, str, int]]:
        return ((kind, key, text, int(weight)) for text, weight in forms(spellings).items())

    yield from rows("forum", forum, of_forum(records.forum))
    for speaker in records.speakers:
        key = f"{forum}/{speaker.id}"
        yield from rows("speaker", key, of_speaker(key, speaker))
    for theme in records.themes:
        key = f"{forum}/{theme.id}"
        yield from rows("theme", key, of_theme(key, theme))


def _words(records: Records) -> Iterator[tuple[str, str, str, str]]:
    forum, printed = records.forum.id, records.forum.language
    for quote in records.quotes:
        key = f"{forum}/{quote.id}"
        yield "quote", key, printed, spaced(" ".join(quote.text))
        for language, parts in quote.translations.items():
            yield "quote", key, language, spaced(" ".join(parts))
    for speaker in records.speakers:
        yield "speaker", f"{forum}/{speaker.id}", printed, spaced(speaker_text(speaker))
    for theme in records.themes:
        key = f"{forum}/{theme.id}"
        for language in theme.label:
            yield "theme", key, language, spaced(theme_text(theme, language))
        for spoken, sentences in theme.summary.items():
            yield "summary", key, Language(spoken), spaced(" ".join(sentence.text for sentence in sentences))


def _counted(
    rows: Iterable[tuple[str, str, str, str]], frequency: Counter[str]
) -> Iterator[tuple[str, str, str, str]]:
    for row in rows:
        frequency.update(set(row[3].split()))
        yield row


def spaced(text: str) -> str:
    """A text as the index takes it: folded tokens, each character of a script without spaces by itself."""
    return " ".join(tokens(text))
