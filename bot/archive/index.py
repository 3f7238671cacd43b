"""Questions to the word index, each at a cost that is bounded however many texts there are.

Texts that hold a rare word are all looked at and ranked. Of a word that very many texts hold, the index would
rank them all to hand on a few: what is ranked then is a sample, which holds enough of them.
"""

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

from bot.archive.archive import Archive
from bot.archive.places import KIND_OF_ROW, LANGUAGE_OF_ROW, LANGUAGES, RECORD_OF_ROW
from bot.archive.search import ENOUGH, MOST, Query, Term, phrase
from bot.languages import Language

_SATISFYING: Final = 40
"""Rows of the sample that are an answer; where it has fewer, the whole index is asked after all."""
_MUCH: Final = 4
_RANKED: Final = 600
"""Rows with all terms that are ranked, the first in the order of the records: each costs a look-up."""
_OPEN, _CLOSE = "\x02", "\x03"
_STEMS: Final = """
CREATE VIRTUAL TABLE word USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE stem USING fts5vocab (word, row);
"""


class Index:
    """The word index of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def texts(self, term: Term) -> int:
        """In how many texts a run of tokens stands at most, roughly; 0 for few."""
        wanted = phrase(term)
        parts = wanted.rstrip(" *").strip('"').split()
        counts = [self._counted(stemmed(part)) for part in parts[: -1 if wanted.endswith("*") else None]]
        if wanted.endswith("*"):
            counts.append(self._counted(f"{parts[-1]}*"))
        return min(counts)

    def known(self, run: Term) -> bool:
        """Whether some text holds these tokens one after another."""
        sql = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
        return bool(self._archive.rows(sql, (Query((run,)).match(all_terms=True),)))

    def _counted(self, word: str) -> int:
        rows = self._archive.rows("SELECT texts FROM frequency WHERE term = ?", (word,))
        return int(rows[0][0]) if rows else 0

    def rows(
        self, query: Query, *, all_terms: bool, within: "Within", language: Language | None = None
    ) -> "Rows":
        """Rows that hold all terms, or any: the best first, of a sample where very many would."""
        if all_terms:
            crowded = min(map(self.texts, query.terms)) > ENOUGH
        else:
            telling = query.rarest(self.texts)
            crowded = not telling.terms
            query = telling if telling.terms else query
        match = query.match(all_terms=all_terms)
        if crowded and not within.values:
            sampled = Rows("sample", match, self._asked("sample", match, within, language))
            if len(sampled.numbers) >= _SATISFYING or not all_terms:
                return sampled
        ranked = self._telling(query) if all_terms else query
        if ranked != query:
            within = Within(_HOLDING + within.sql, (match, *within.values))
        most = _RANKED if all_terms else -1
        numbers = self._asked("words", ranked.match(all_terms=all_terms), within, language, most)
        return Rows("words", match, numbers)

    def _telling(self, query: Query) -> Query:
        """Terms to rank by: to rank by one that is much more common than others, it would be counted."""
        texts = {term: self.texts(term) for term in query.terms}
        most = max(ENOUGH, _MUCH * min(texts.values()))
        return Query(tuple(term for term in query.terms if texts[term] <= most))

    def matched(self, rows: "Rows", number: int) -> frozenset[str]:
        """The folded words of a row that matched, in the form in which they stand there."""
        sql = _HIGHLIGHTED.format(table=rows.table)
        ((highlighted,),) = self._archive.rows(sql, (_OPEN, _CLOSE, rows.match, number))
        runs = [part.partition(_CLOSE)[0] for part in highlighted.split(_OPEN)[1:]]
        return frozenset(word for run in runs for word in run.split())

    def _asked(
        self, table: str, match: str, within: "Within", language: Language | None, most: int = -1
    ) -> list[int]:
        """The best rows, of the first so many that match; of all, where `most` is no number of rows."""
        also = "" if language is None else f" AND {LANGUAGE_OF_ROW} = {LANGUAGES.index(language)}"
        sql = _SQL.format(table=table, also=also + within.sql)
        return [number for (number,) in self._archive.rows(sql, (match, *within.values, most, MOST))]

    def within(self, speaker: str | None, theme: str | None) -> "Within | None":
        """What a speaker said, or what is of a theme, by keys; None where there is no such record."""
        numbers = {}
        for kind, key in (("speaker", speaker), ("theme", theme)):
            if key is not None:
                rows = self._archive.rows(f"SELECT id FROM {kind} WHERE key = ?", (key,))  # noqa: S608 - a table's name
                if not rows:
                    return None
                numbers[kind] = rows[0][0]
        if not numbers:
            return Within()
        of = " AND ".join(f"{kind} = ?" for kind in numbers)
        said = f"{KIND_OF_ROW} = 0 AND {RECORD_OF_ROW} IN (SELECT id FROM quote WHERE {of})"  # noqa: S608 - names above
        values = tuple(numbers.values())
        if len(values) > 1:
            return Within(f" AND {said}", values)
        itself = f"{KIND_OF_ROW} {'= 3' if speaker else 'IN (1, 2)'} AND {RECORD_OF_ROW} = ?"
        return Within(f" AND ({said} OR {itself})", values * 2)


@dataclass(frozen=True, slots=True)
class Within:
    """A limit to what is looked for, in SQL."""

    sql: str = ""
    values: tuple[int | str, ...] = ()


class Rows:
    """Numbers of rows, the best first, and how they were come upon."""

    def __init__(self, table: str, match: str, numbers: list[int]) -> None:
        self.table = table
        self.match = match
        self.numbers = numbers

    @property
    def more(self) -> bool:
        """Whether there are more than these."""
        return self.table == "sample" or len(self.numbers) >= MOST


class _Stems:
    """What FTS5 takes a word for, asked of FTS5 itself."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.executescript(_STEMS)
        self._turn = Lock()

    def of(self, word: str) -> str:
        with self._turn:
            self._connection.execute("INSERT INTO word VALUES (?)", (word,))
            rows = self._connection.execute("SELECT term FROM stem").fetchall()
            self._connection.execute("DELETE FROM word")
        return str(rows[0][0]) if len(rows) == 1 else word


@lru_cache(maxsize=1)
def _stems() -> _Stems:
    return _Stems()


@lru_cache(maxsize=4096)
def stemmed(word: str) -> str:
    """A folded word in the form in which the index counts it: `emissions` as `emiss`."""
    return _stems().of(word) if word.isascii() else word


_SQL: Final = f"""
SELECT number FROM (
  SELECT rowid AS number,
    bm25({{table}}) * CASE {KIND_OF_ROW} WHEN 0 THEN 1.5 WHEN 1 THEN 1.2 ELSE 1.0 END AS place
  FROM {{table}} WHERE {{table}} MATCH ?{{also}} LIMIT ?)
ORDER BY place LIMIT ?
"""  # noqa: S608 - constants only; what was typed is a bound value
_HOLDING: Final = " AND +rowid IN (SELECT rowid FROM words (?))"
_HIGHLIGHTED: Final = "SELECT highlight({table}, 0, ?, ?) FROM {table} WHERE {table} MATCH ? AND rowid = ?"
