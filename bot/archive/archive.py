"""The compiled records, read-only: look-ups by key, pages, draws and names, from 20 quotes to a million."""

import json
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final, Self, TypeVar

from msgspec.json import Decoder

from bot.archive import cache
from bot.archive.connections import Connections
from bot.archive.derived import NOTHING_DERIVED, Derivation, Derived
from bot.archive.entities import Finding, Forum, Page, Passage, Pool, Quote, Speaker, Theme
from bot.archive.fold import LONGEST, whole
from bot.archive.names import KINDS, NameIndex
from bot.archive.places import forum_of, record
from bot.archive.pools import Pools
from bot.archive.progress import Told
from bot.archive.schema import CHUNK
from bot.limits import AUTOCOMPLETE_CHOICES
from bot.records import models
from bot.records.source import Span

T = TypeVar("T", Speaker, Theme, Forum)
_QUOTE: Final = Decoder(models.Quote)
_SPEAKER: Final = Decoder(models.Speaker)
_THEME: Final = Decoder(models.Theme)
_FORUM: Final = Decoder(models.Forum)
_KEPT: Final = 4096
"""Decoded records kept in memory, of each kind."""
_FEW: Final = 300
_SUGGESTED: Final = 1024
"""Answers to what somebody is typing that are kept in memory: many type the same first letters."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A quote, and whether its pool was used up before it and starts again."""

    quote: Quote
    restarted: bool


class Archive:
    """Answers out of one SQLite file. Safe for readers in several threads, none of whom waits for another."""

    def __init__(
        self, connections: Connections, content: str = "", derived: Derived = NOTHING_DERIVED
    ) -> None:
        self._connections = connections
        self.content = content
        """Tells these records from all others: the hash of what they were compiled from."""
        self.derived = derived
        """What its texts are in Traditional Chinese, as far as that was derived beforehand."""
        self._names = {kind: NameIndex(kind, self.rows) for kind in KINDS}
        self._pools = Pools(self.rows)
        self._keep(_KEPT, _SUGGESTED)

    def _keep(self, records: int, suggested: int) -> None:
        """Begin to keep so many records of each kind, and so many answers to what is typed."""
        self.quote = lru_cache(records)(self._quote)
        self.speaker = lru_cache(records)(self._speaker)
        self.theme = lru_cache(records)(self._theme)
        self.forum = lru_cache(records)(self._forum)
        self.key_of = lru_cache(records)(self._key_of)
        """The key of a numbered record of a kind that is a table. A draw from what is left asks for many."""
        self._suggested = lru_cache(suggested)(self._suggest_keys)
        self._found = lru_cache(suggested)(self._find_keys)

    @classmethod
    def open(cls, path: Path, derived: Derived = NOTHING_DERIVED) -> Self:
        """Open a finished archive."""
        return cls(Connections.to_file(path), path.stem.partition("-")[0], derived)

    def close(self) -> None:
        """Let go of the file, and of all that was kept of it."""
        self._connections.close()
        # A thread that still reads may add to what was kept so far: that goes with the thread's question.
        self._keep(0, 0)
        self.derived.close()

    def forums(self) -> tuple[Forum, ...]:
        """Every forum."""
        return self._all(self.forum, "SELECT key FROM forum ORDER BY id")

    def speakers(self, forum: str | None = None) -> tuple[Speaker, ...]:
        """Every speaker, or those of a forum, as the records list them."""
        return self._all(self.speaker, "SELECT key FROM speaker WHERE id BETWEEN ? AND ? ORDER BY id", forum)

    def themes(self, forum: str | None = None) -> tuple[Theme, ...]:
        """Every theme, or those of a forum, as the records list them."""
        return self._all(self.theme, "SELECT key FROM theme WHERE id BETWEEN ? AND ? ORDER BY id", forum)

    def quotes(self, pool: Pool, page: int, size: int) -> Page[Quote]:
        """A page of a pool, in the order of the source; unattributed statements are in no pool."""
        members = self._pools.of(pool)
        found = members.numbers(page * size, (page + 1) * size)
        items = tuple(map(self._numbered, found))
        return Page(items, page, size, members.total)

    def draw(self, pool: Pool, drawn: Collection[str], random: Random) -> Draw | None:
        """A quote of `pool` that is not among the keys `drawn`; None where the pool is empty.

        Once all are drawn the pool starts again, not with the quote that was drawn last (the last of
        `drawn`). Uniform among what is left; while less than half is drawn, of constant cost.
        """
        members = self._pools.of(pool)
        if members.total == 0:
            return None
        taken = drawn if isinstance(drawn, AbstractSet) else frozenset(drawn)
        if len(taken) * 2 <= members.total:
            while True:
                quote = self._numbered(members.number(random.randrange(members.total)))
                if quote.key not in taken:
                    return Draw(quote, restarted=False)
        keys = [self.key_of("quote", number) for number in members.numbers(0, members.total)]
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
        ((number, computed),) = self.rows("SELECT id, computed FROM quote WHERE key = ?", (quote.key,))
        start, end, line = json.loads(computed)["around"]
        first = record(forum_of(number), start // CHUNK)
        last = record(forum_of(number), end // CHUNK)
        chunks = self.rows("SELECT text FROM source WHERE id BETWEEN ? AND ? ORDER BY id", (first, last))
        begun = start // CHUNK * CHUNK
        text = "".join(chunk for (chunk,) in chunks)[start - begun : end - begun]
        marks = tuple(Span(span.start - start, span.end - start) for span in quote.spans)
        return Passage(text, start, line, marks)

    def _key_of(self, kind: str, number: int) -> str:
        ((key,),) = self.rows(f"SELECT key FROM {kind} WHERE id = ?", (number,))  # noqa: S608 - a table's name
        return str(key)

    @cached_property
    def names_are_few(self) -> bool:
        """Whether a name is looked up so soon that nobody need wait elsewhere for it.

        Up to so many speakers and themes it takes some milliseconds at most; among 20,000, as many as ten.
        """
        sql = "SELECT count(*) FROM (SELECT 1 FROM speaker UNION ALL SELECT 1 FROM theme LIMIT ?)"
        return bool(self.rows(sql, (_FEW + 1,))[0][0] <= _FEW)

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
        # No name is longer; what is kept of what was typed shall take no room.
        text = whole(text[:LONGEST])
        if (known := get(text)) is not None:
            return Finding((known,))
        found = self._found(kind, text)
        return Finding(_present(get, found.matches), _present(get, found.nearest))

    def _find_keys(self, kind: str, text: str) -> Finding[str]:
        return self._names[kind].find(text)

    def _suggest(self, kind: str, get: Callable[[str], T | None], text: str, limit: int) -> tuple[T, ...]:
        return _present(get, self._suggested(kind, whole(text[:LONGEST]), limit))

    def _suggest_keys(self, kind: str, text: str, limit: int) -> tuple[str, ...]:
        return self._names[kind].suggest(text, limit)

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        return self._connections.rows(sql, values)

    def each_row(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of a query one by one, however many there are."""
        with self._connections.one() as connection:
            yield from connection.execute(sql, values)

    def _all(self, get: Callable[[str], T | None], sql: str, *forum: str | None) -> tuple[T, ...]:
        among = tuple(number for key in forum for number in self._pools.range(key))
        return _present(get, [key for (key,) in self.rows(sql, among)])

    def _numbered(self, number: int) -> Quote:
        quote = self.quote(self.key_of("quote", number))
        assert quote is not None  # noqa: S101 - the key was read out of the same file
        return quote

    def _quote(self, key: str) -> Quote | None:
        for body, computed in self.rows("SELECT body, computed FROM quote WHERE key = ?", (key,)):
            facts = json.loads(computed)
            spans = tuple(Span(*span) for span in facts["spans"])
            return Quote(key, key.partition("/")[0], _QUOTE.decode(body), spans, facts["line"])
        return None

    def _speaker(self, key: str) -> Speaker | None:
        for body, computed in self.rows("SELECT body, computed FROM speaker WHERE key = ?", (key,)):
            facts = json.loads(computed)
            person = _SPEAKER.decode(body)
            return Speaker(
                key, key.partition("/")[0], person, facts["quote_count"], tuple(facts["theme_keys"])
            )
        return None

    def _theme(self, key: str) -> Theme | None:
        for body, computed in self.rows("SELECT body, computed FROM theme WHERE key = ?", (key,)):
            facts = json.loads(computed)
            subject = _THEME.decode(body)
            return Theme(
                key, key.partition("/")[0], subject, facts["quote_count"], tuple(facts["speaker_keys"])
            )
        return None

    def _forum(self, key: str) -> Forum | None:
        for body, computed in self.rows("SELECT body, computed FROM forum WHERE key = ?", (key,)):
            return Forum(key, _FORUM.decode(body), **json.loads(computed))
        return None


def _present(get: Callable[[str], T | None], keys: Collection[str]) -> tuple[T, ...]:
    return tuple(item for key in keys if (item := get(key)) is not None)


def open_archive(
    records: Path, cache_folder: Path, told: Told | None = None, derivation: Derivation | None = None
) -> Archive:
    """The archive of `records`: at once when it is in the cache, else built; InvalidRecords when wrong.

    With what was derived in this way, where that is in the cache.
    """
    path = cache.compiled(records, cache_folder, told)
    if path is not None:
        return Archive.open(path, Derived.of(path, derivation) if derivation else NOTHING_DERIVED)
    from bot.archive.compiling import in_memory  # noqa: PLC0415 - only where nothing can be kept

    content, connection = in_memory(records, told)
    return Archive(Connections.to_memory(connection), content)
