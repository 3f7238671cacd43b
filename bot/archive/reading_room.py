"""Search and identification: what somebody half remembers, found in the archive."""

from collections.abc import Iterator, Sequence
from functools import cache

from bot.archive.archive import Archive
from bot.archive.fold import mainland, simplified, whole
from bot.archive.hits import Hit, Hits, Identified, Scope, text_of_quote, text_of_speaker, text_of_theme
from bot.archive.identify import CANDIDATES, Wording, compare, quoted_in
from bot.archive.search import (
    HIGHLIGHTED,
    LONGEST,
    LONGEST_PASTED,
    SQL,
    Found,
    Query,
    Row,
    marks,
    matched_words,
    pairs_of,
    pieces_of,
    query_of,
    respelled,
)
from bot.languages import Language


def search(archive: Archive, text: str, scope: Scope, page: int, size: int) -> Hits:
    """Texts that hold what `text` asks for, the best first; any text at all has an answer.

    Where nothing holds all of its words, what holds some of them. May take milliseconds: call it in a
    worker thread.
    """
    text = whole(text)
    found: list[Row] = []
    loose, query, match = False, Query(()), ""
    tried: set[str] = set()
    for all_terms, all_said, asked in _ways(archive, text):
        match = asked.match(all_terms=all_terms)
        if not asked.terms or match in tried:
            continue
        tried.add(match)
        query, found = asked, _found(archive, match, scope)
        loose = not (found and all_said)
        if found:
            break
    number = min(page, max(0, -(-len(found) // size) - 1))
    shown = found[number * size : (number + 1) * size]
    items = tuple(_hit(archive, row, query, match) for row in shown)
    return Hits(items, number, size, len(found), loose=loose)


def _ways(archive: Archive, text: str) -> Iterator[tuple[bool, bool, Query]]:
    """The ways to look, the strictest first: whether for all terms, whether they say it all, and which."""
    texts = (text, mainland(text[:LONGEST]), respelled(text[:LONGEST]))

    @cache
    def known(run: tuple[str, ...]) -> bool:
        sql = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
        return bool(archive.rows(sql, (Query((run,)).match(all_terms=True),)))

    asked = [query_of(each) for each in texts]
    yield from ((True, True, query) for query in asked)
    parted = [query_of(each, known) for each in texts]
    for whole_words, words in zip(asked, parted, strict=True):
        yield True, words.characters == whole_words.characters, words
    yield from ((False, False, query) for query in (*asked, *parted))
    yield False, False, pairs_of(mainland(text[:LONGEST]))


def _found(archive: Archive, match: str, scope: Scope) -> list[Row]:
    """Within the scope, each record once: in the reader's language where that matches."""
    rows: dict[tuple[str, str], Row] = {}
    for number, kind, key, language in archive.rows(SQL, (match,)):
        row = Row(number, Found(kind), key, Language(language))
        place = (key, "theme" if row.found is Found.SUMMARY else kind)
        if scope.language not in {None, row.language} or (place in rows and row.language != scope.reader):
            continue
        if (place not in rows or rows[place].language != scope.reader) and _inside(archive, row, scope):
            rows[place] = row
    return list(rows.values())


def _inside(archive: Archive, row: Row, scope: Scope) -> bool:
    """Whether a row is within the scope; no record is read where the scope is everything."""
    if scope.speaker is None and scope.theme is None:
        return True
    if row.found is Found.QUOTE:
        quote = archive.quote(row.key)
        return quote is not None and scope.holds(quote.speaker_key, quote.theme_key)
    if row.found is Found.SPEAKER:
        return scope.theme is None and scope.speaker == row.key
    return scope.speaker is None and scope.theme == row.key


def _hit(archive: Archive, row: Row, query: Query, match: str) -> Hit:
    ((highlighted,),) = archive.rows(HIGHLIGHTED, (match, row.number))
    text = _text(archive, row) or ""
    return Hit(row.found, row.key, row.language, text, marks(text, query, matched_words(highlighted)))


def _text(archive: Archive, row: Row) -> str | None:
    """The text behind a row of the index."""
    if row.found is Found.QUOTE:
        quote = archive.quote(row.key)
        return text_of_quote(quote, row.language) if quote else None
    if row.found is Found.SPEAKER:
        speaker = archive.speaker(row.key)
        return text_of_speaker(speaker) if speaker else None
    theme = archive.theme(row.key)
    return text_of_theme(theme, row.found, row.language) if theme else None


def identify(archive: Archive, text: str) -> Identified | None:
    """The recorded text that `text` is, or was made from; None when nobody on record said it.

    May take milliseconds: call it in a worker thread.
    """
    ways = [_Way(way) for way in quoted_in(whole(text)[:LONGEST_PASTED])]
    # What is quoted is a part of the text: the first look comes upon it, but among much else.
    for compared in (ways, ways[1:2]):
        found = [
            found
            for key, language in (_sharing(archive, compared[0].text) if compared else ())
            if (found := _closest(archive, compared, key, language)) is not None
        ]
        if found:
            return max(found, key=lambda each: each.alike)
    return None


class _Way:
    """A text that may be a record, read once for every record that it is compared with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._as_pasted = (Wording(text),)
        # Traditional Chinese is the same wording in other characters.
        others = dict.fromkeys((simplified(text), mainland(text)))
        self._in_chinese = (*self._as_pasted, *(Wording(other) for other in others if other != text))

    def wordings(self, language: Language) -> tuple[Wording, ...]:
        return self._in_chinese if language is Language.ZH_HANS else self._as_pasted


def _sharing(archive: Archive, text: str) -> list[tuple[str, Language]]:
    """The quotes, each in one language, that share most with a text."""
    query = pieces_of(mainland(text))
    query = query.rarest(_frequencies(archive, query))
    rows = archive.rows(SQL, (query.match(all_terms=False),)) if query.terms else []
    quotes = [(key, Language(language)) for _, kind, key, language in rows if kind == Found.QUOTE]
    return quotes[:CANDIDATES]


def _closest(archive: Archive, ways: Sequence[_Way], key: str, language: Language) -> Identified | None:
    quote = archive.quote(key)
    recorded = text_of_quote(quote, language) if quote else None
    if quote is None or recorded is None:
        return None
    known = Wording(recorded)
    best: Identified | None = None
    for way in ways:
        for wording in way.wordings(language):
            alike = compare(wording, known)
            if alike is not None and (best is None or alike > best.alike):
                best = Identified(quote, language, recorded, alike, way.text)
    return best


def _frequencies(archive: Archive, query: Query) -> dict[str, int]:
    """In how many texts each token of a query stands."""
    parts = {part for term in query.terms for part in term}
    sql = "SELECT texts FROM frequency WHERE token = ?"
    return {part: int(rows[0][0]) for part in parts if (rows := archive.rows(sql, (part,)))}
