"""Search and identification: what somebody half remembers, found in the archive."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.archive.archive import Archive
from bot.archive.candidates import Candidates
from bot.archive.fold import mainland, simplified, whole
from bot.archive.hits import Hit, Hits, Identified, Scope, text_of_quote, text_of_speaker, text_of_theme
from bot.archive.identify import Wording, compare, quoted_in
from bot.archive.index import Index, Rows
from bot.archive.places import of_row
from bot.archive.search import (
    LONGEST,
    LONGEST_PASTED,
    Found,
    Query,
    marks,
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
    text, index = whole(text), Index(archive)
    within = index.within(scope.speaker, scope.theme)
    if within is None:
        return Hits((), 0, size, 0, loose=False)
    found: list[int] = []
    loose, query, rows = False, Query(()), Rows("words", "", [])
    tried: set[str] = set()
    for all_terms, all_said, asked in _ways(index, text):
        match = asked.match(all_terms=all_terms)
        if not asked.terms or match in tried:
            continue
        tried.add(match)
        query = asked
        rows = index.rows(asked, all_terms=all_terms, within=within, language=scope.language)
        found = _once(rows.numbers, scope)
        loose = not (found and all_said)
        if found:
            break
    number = min(page, max(0, -(-len(found) // size) - 1))
    shown = found[number * size : (number + 1) * size]
    items = tuple(
        _hit(archive, row, query, index.matched(rows, row) if query.lettered else frozenset())
        for row in shown
    )
    return Hits(items, number, size, len(found), loose=loose, more=rows.more)


def _ways(index: Index, text: str) -> Iterator[tuple[bool, bool, Query]]:
    """The ways to look, the strictest first: whether for all terms, whether they say it all, and which."""
    texts = (text, mainland(text[:LONGEST]), respelled(text[:LONGEST]))

    known = cache(index.known)
    asked = [query_of(each) for each in texts]
    yield from ((True, True, query) for query in asked)
    parted = [query_of(each, known) for each in texts]
    for whole_words, words in zip(asked, parted, strict=True):
        yield True, words.characters == whole_words.characters, words
    yield from ((False, False, query) for query in (*asked, *parted))
    yield False, False, pairs_of(mainland(text[:LONGEST]))


def _once(rows: Iterable[int], scope: Scope) -> list[int]:
    """Each record once: in the reader's language where that matches."""
    places: dict[tuple[int, bool, bool], int] = {}
    for row in rows:
        record, found, language = of_row(row)
        place = (record, found is Found.QUOTE, found is Found.SPEAKER)
        if place not in places or (language == scope.reader and of_row(places[place])[2] != scope.reader):
            places[place] = row
    return [*places.values()]


def _hit(archive: Archive, row: int, query: Query, words: frozenset[str]) -> Hit:
    record, found, language = of_row(row)
    key = archive.key_of("theme" if found is Found.SUMMARY else found.value, record)
    text = _text(archive, found, key, language) or ""
    return Hit(found, key, language, text, marks(text, query, words))


def _text(archive: Archive, found: Found, key: str, language: Language) -> str | None:
    """The text behind a row of the index."""
    if found is Found.QUOTE:
        quote = archive.quote(key)
        return text_of_quote(quote, language) if quote else None
    if found is Found.SPEAKER:
        speaker = archive.speaker(key)
        return text_of_speaker(speaker) if speaker else None
    theme = archive.theme(key)
    return text_of_theme(theme, found, language) if theme else None


def identify(archive: Archive, text: str) -> Identified | None:
    """The recorded text that `text` is, or was made from; None when nobody on record said it.

    May take milliseconds: call it in a worker thread.
    """
    ways = [_Way(way) for way in quoted_in(whole(text)[:LONGEST_PASTED])]
    # What is quoted is a part of the text: the first look comes upon it, but among much else.
    for compared in (ways, ways[1:2]):
        best: Identified | None = None
        for row in _sharing(archive, compared[0].text) if compared else ():
            found = _closest(archive, compared, row)
            if found is not None and (best is None or found.alike > best.alike):
                best = found
            if best is not None and best.alike.exact:
                # Nothing is more alike than what is the same word for word.
                break
        if best is not None:
            return best
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


def _sharing(archive: Archive, text: str) -> list[int]:
    """The rows of the index, each a quote in one language, that share most with a text."""
    terms = pieces_of(mainland(text))
    return Candidates(archive).of(terms) if terms else []


def _closest(archive: Archive, ways: Sequence[_Way], row: int) -> Identified | None:
    record, _, language = of_row(row)
    quote = archive.quote(archive.key_of("quote", record))
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
