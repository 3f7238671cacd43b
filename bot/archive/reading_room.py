"""Search and identification: what somebody half remembers, found in the archive."""

from itertools import product
from typing import Any

from bot.archive.archive import Archive
from bot.archive.fold import mainland, whole
from bot.archive.hits import Hit, Hits, Identified, Scope, text_of_quote, text_of_speaker, text_of_theme
from bot.archive.identify import ALIKE, CANDIDATES, enough, likeness
from bot.archive.search import (
    LONGEST,
    LONGEST_PASTED,
    SQL,
    Found,
    Query,
    marks,
    matched_words,
    pieces_of,
    query_of,
)
from bot.languages import Language


def search(archive: Archive, text: str, scope: Scope, page: int, size: int) -> Hits:
    """Texts that hold what `text` asks for, the best first; any text at all has an answer.

    Where nothing holds all of its words, what holds some of them. May take milliseconds: call it in a
    worker thread.
    """
    text = whole(text)
    found: list[Hit] = []
    loose = False
    queries = dict.fromkeys((query_of(text), query_of(mainland(text[:LONGEST]))))
    for all_terms, query in product((True, False), queries):
        if query.terms and not found:
            rows = archive.rows(SQL, (query.match(all_terms=all_terms),))
            found, loose = _hits(archive, rows, query, scope), not all_terms
    number = min(page, max(0, -(-len(found) // size) - 1))
    items = tuple(found[number * size : (number + 1) * size])
    return Hits(items, number, size, len(found), loose=loose)


def _hits(archive: Archive, rows: list[tuple[Any, ...]], query: Query, scope: Scope) -> list[Hit]:
    hits: dict[tuple[str, str], Hit] = {}
    for kind, key, language, highlighted in rows:
        found, spoken = Found(kind), Language(language)
        place = (key, "theme" if found is Found.SUMMARY else kind)
        if scope.language not in {None, spoken} or (place in hits and spoken != scope.reader):
            continue
        text = _text(archive, found, key, spoken, scope)
        if text is not None and (place not in hits or hits[place].language != scope.reader):
            at = marks(text, query, matched_words(highlighted))
            hits[place] = Hit(found, key, spoken, text, at)
    return list(hits.values())


def _text(archive: Archive, found: Found, key: str, language: Language, scope: Scope) -> str | None:
    """The text behind a row of the index; None where it is out of the scope that was asked for."""
    if found is Found.QUOTE:
        quote = archive.quote(key)
        inside = quote is not None and scope.holds(quote.speaker_key, quote.theme_key)
        return text_of_quote(quote, language) if quote and inside else None
    if found is Found.SPEAKER:
        speaker = archive.speaker(key)
        inside = speaker is not None and scope.theme is None and scope.speaker in {None, key}
        return text_of_speaker(speaker) if speaker and inside else None
    theme = archive.theme(key)
    inside = theme is not None and scope.speaker is None and scope.theme in {None, key}
    return text_of_theme(theme, found, language) if theme and inside else None


def identify(archive: Archive, text: str) -> Identified | None:
    """The recorded text that `text` is, or was made from; None when nobody on record said it.

    May take milliseconds: call it in a worker thread.
    """
    text = whole(text)
    query = pieces_of(mainland(text[:LONGEST_PASTED]))
    if not query.terms or not enough(text):
        return None
    best: Identified | None = None
    rows = archive.rows(SQL, (query.match(all_terms=False),))
    candidates = [row for row in rows if row[0] == Found.QUOTE][:CANDIDATES]
    for _, key, language, _ in candidates:
        quote = archive.quote(key)
        recorded = text_of_quote(quote, Language(language)) if quote else None
        if quote is None or recorded is None:
            continue
        # Traditional Chinese is the same wording in other characters.
        alike = max(likeness(text, recorded), likeness(mainland(text), recorded))
        if alike.per_cent >= ALIKE and (best is None or alike > best.alike):
            best = Identified(quote, Language(language), recorded, alike)
    return best
