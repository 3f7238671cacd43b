"""The compiled records, read-only: look-ups by key, pages, draws and names, from 20 quotes to a million."""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final, Self, TypeVar

from bot.archive import cache
from bot.archive.connections import Connections
from bot.archive.entities import Finding, Forum, Page, Passage, Pool, Quote, Speaker, Theme
from bot.archive.fold import whole
from bot.archive.names import NameIndex, Weight
from bot.limits import AUTOCOMPLETE_CHOICES
from bot.records import models
from bot.records.source import SourceText, Span

T = TypeVar("T", Speaker, Theme, Forum)
_KEPT: Final = 4096
"""Decoded records kept in memory, of each kind."""
_SUGGESTED: Final = 1024
"""Answers to what somebody is typing that are kept in memory: many type the same first letters."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A quote, and whether its pool was used up before it and starts again."""

    quote: Quote
    restarted: bool


class Archive:
    """Answers out of one SQLite file. Safe for readers in several threads, none of whom waits for another."""

    def __init__(self, connections: Connections, content: str = "") -> None:
        self._connections = connections
        self.content = content
        """Tells these records from all others: the hash of what they were compiled from."""
        self.quote: Callable[[str], Quote | None] = lru_cache(_KEPT)(self._quote)
        self.speaker: Callable[[str], Speaker | None] = lru_cache(_KEPT)(self._speaker)
        self.theme: Callable[[str], Theme | None] = lru_cache(_KEPT)(self._theme)
        self.forum: Callable[[str], Forum | None] = lru_cache(_KEPT)(self._forum)
        self._names = {kind: self._index(kind) for kind in ("speaker", "theme", "forum")}
        self._suggested = lru_cache(_SUGGESTED)(self._suggest_keys)
        self._found = lru_cache(_SUGGESTED)(self._find_keys)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a finished archive."""
        return cls(Connections.to_file(path), path.stem.partition("-")[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def forums(self) -> tuple[Forum, ...]:
        """Every forum."""
        return self._all(self.forum, "SELECT key FROM forum ORDER BY ordinal")

    def speakers(self, forum: str | None = None) -> tuple[Speaker, ...]:
        """Every speaker, or those of a forum, as the records list them."""
        sql = "SELECT key FROM speaker WHERE forum = ?1 OR ?1 IS NULL ORDER BY forum, ordinal"
        return self._all(self.speaker, sql, forum)

    def themes(self, forum: str | None = None) -> tuple[Theme, ...]:
        """Every theme, or those of a forum, as the records list them."""
        sql = "SELECT key FROM theme WHERE forum = ?1 OR ?1 IS NULL ORDER BY forum, ordinal"
        return self._all(self.theme, sql, forum)

    def quotes(self, pool: Pool, page: int, size: int) -> Page[Quote]:
        """A page of a pool, in the order of the source; unattributed statements are in no pool."""
        number, total = self._pool(pool)
        rows = self.rows(
            "SELECT key FROM member JOIN quote ON quote.id = member.quote"
            " WHERE pool = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal",
            (number, page * size, (page + 1) * size),
        )
        items = tuple(quote for (key,) in rows if (quote := self.quote(key)) is not None)
        return Page(items, page, size, total)

    def draw(self, pool: Pool, drawn: Collection[str], random: Random) -> Draw | None:
        """A quote of `pool` that is not among the keys `drawn`; None where the pool is empty.

        Once all are drawn the pool starts again, not with the quote that was drawn last (the last of
        `drawn`). Uniform among what is left; while less than half is drawn, of constant cost.
        """
        number, total = self._pool(pool)
        if total == 0:
            return None
        taken = set(drawn)
        if len(taken) * 2 <= total:
            while True:
                quote = self._member(number, random.randrange(total))
                if quote.key not in taken:
                    return Draw(quote, restarted=False)
        keys = [key for (key,) in self.rows(_MEMBERS, (number,))]
        left = [key for key in keys if key not in taken]
        restarted = not left
        if restarted:
            last = [*drawn][-1:]
            left = [key for key in keys if key not in last] or keys
        quote_left = self.quote(random.choice(left))
        if quote_left is None:
            message = "a pool holds only quotes of its own archive"
            raise LookupError(message)
        return Draw(quote_left, restarted)

    def passage(self, quote: Quote) -> Passage:
        """The paragraph of the source in which `quote` stands."""
        ((text,),) = self.rows("SELECT source FROM forum WHERE key = ?", (quote.forum,))
        source = SourceText(text, "")
        around = source.paragraph(quote.spans[0].start, quote.spans[-1].end)
        marks = tuple(Span(span.start - around.start, span.end - around.start) for span in quote.spans)
        return Passage(text[around.start : around.end], around.start, source.line_of(around.start), marks)

    def find_speakers(self, text: str) -> Finding[Speaker]:
        """The people whom `text` can mean."""
        return self._find("speaker", self.speaker, text)

    def find_themes(self, text: str) -> Finding[Theme]:
        """The themes that `text` can mean."""
        return self._find("theme", self.theme, text)

    def find_forums(self, text: str) -> Finding[Forum]:
        """The forums that `text` can mean."""
        return self._find("forum", self.forum, text)

    def suggest_speakers(self, text: str, limit: int = AUTOCOMPLETE_CHOICES) -> tuple[Speaker, ...]:
        """People for an autocomplete list, best first."""
        return self._suggest("speaker", self.speaker, text, limit)

    def suggest_themes(self, text: str, limit: int = AUTOCOMPLETE_CHOICES) -> tuple[Theme, ...]:
        """Themes for an autocomplete list, best first."""
        return self._suggest("theme", self.theme, text, limit)

    def suggest_forums(self, text: str, limit: int = AUTOCOMPLETE_CHOICES) -> tuple[Forum, ...]:
        """Forums for an autocomplete list, best first."""
        return self._suggest("forum", self.forum, text, limit)

    def _find(self, kind: str, get: Callable[[str], T | None], text: str) -> Finding[T]:
        text = whole(text)
        if (known := get(text)) is not None:
            return Finding((known,))
        found = self._found(kind, text)
        return Finding(_present(get, found.matches), _present(get, found.nearest))

    def _find_keys(self, kind: str, text: str) -> Finding[str]:
        return self._names[kind].find(text)

    def _suggest(self, kind: str, get: Callable[[str], T | None], text: str, limit: int) -> tuple[T, ...]:
        return _present(get, self._suggested(kind, whole(text), limit))

    def _suggest_keys(self, kind: str, text: str, limit: int) -> tuple[str, ...]:
        return self._names[kind].suggest(text, limit)

    def _index(self, kind: str) -> NameIndex[str]:
        spellings: dict[str, list[tuple[str, Weight]]] = {key: [] for (key,) in self.rows(_KEYS[kind])}
        for key, text, weight in self.rows("SELECT key, text, weight FROM form WHERE kind = ?", (kind,)):
            spellings[key].append((text, Weight(weight)))
        return NameIndex(spellings.items())

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with self._connections.one() as connection:
            return connection.execute(sql, values).fetchall()

    def each_row(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Rows of a query one by one, however many there are."""
        with self._connections.one() as connection:
            yield from connection.execute(sql)

    def _all(self, get: Callable[[str], T | None], sql: str, *values: str | None) -> tuple[T, ...]:
        return _present(get, [key for (key,) in self.rows(sql, values)])

    def _pool(self, pool: Pool) -> tuple[int, int]:
        rows = self.rows("SELECT id, size FROM pool WHERE name = ?", (pool.name,))
        return rows[0] if rows else (-1, 0)

    def _member(self, pool: int, ordinal: int) -> Quote:
        ((key,),) = self.rows(f"{_MEMBERS} AND ordinal = ?", (pool, ordinal))
        quote = self.quote(key)
        assert quote is not None  # noqa: S101 - the key was read out of the same file
        return quote

    def _quote(self, key: str) -> Quote | None:
        for forum, body, computed in self.rows(
            "SELECT forum, body, computed FROM quote WHERE key = ?", (key,)
        ):
            facts = json.loads(computed)
            spans = tuple(Span(*span) for span in facts["spans"])
            return Quote(key, forum, models.Quote.model_validate_json(body), spans, facts["line"])
        return None

    def _speaker(self, key: str) -> Speaker | None:
        for forum, body, computed in self.rows(
            "SELECT forum, body, computed FROM speaker WHERE key = ?", (key,)
        ):
            facts = json.loads(computed)
            record = models.Speaker.model_validate_json(body)
            return Speaker(key, forum, record, facts["quote_count"], tuple(facts["theme_keys"]))
        return None

    def _theme(self, key: str) -> Theme | None:
        for forum, body, computed in self.rows(
            "SELECT forum, body, computed FROM theme WHERE key = ?", (key,)
        ):
            facts = json.loads(computed)
            record = models.Theme.model_validate_json(body)
            return Theme(key, forum, record, facts["quote_count"], tuple(facts["speaker_keys"]))
        return None

    def _forum(self, key: str) -> Forum | None:
        for body, computed in self.rows("SELECT body, computed FROM forum WHERE key = ?", (key,)):
            return Forum(key, models.Forum.model_validate_json(body), **json.loads(computed))
        return None


_KEYS: Final = {
    "speaker": "SELECT key FROM speaker ORDER BY forum, ordinal",
    "theme": "SELECT key FROM theme ORDER BY forum, ordinal",
    "forum": "SELECT key FROM forum ORDER BY ordinal",
}
_MEMBERS: Final = "SELECT key FROM member JOIN quote ON quote.id = member.quote WHERE pool = ?"


def _present(get: Callable[[str], T | None], keys: Collection[str]) -> tuple[T, ...]:
    return tuple(item for key in keys if (item := get(key)) is not None)


def open_archive(records: Path, cache_folder: Path) -> Archive:
    """The archive of `records`: at once when it is in the cache, else built; InvalidRecords when wrong."""
    path = cache.compiled(records, cache_folder)
    if path is not None:
        return Archive.open(path)
    return Archive(Connections.to_memory(cache.in_memory(records)), cache.content_hash(records))
