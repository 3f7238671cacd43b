"""Full text over quotes, summaries, headings and speakers, in every language and script.

Both the texts and the query go through the same folding, so that Simplified finds Traditional and Japanese
forms; scripts without spaces are indexed character by character, so that words of one character are found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from bot.archive.fold import ascii_words, fold, letters
from bot.archive.patterns import later
from bot.records.source import Span

LONGEST: Final = 200
"""Characters of a query that are looked for."""
LONGEST_PASTED: Final = 2_000
"""Characters of a pasted text that are looked for."""
PIECES: Final = 60
"""Words or pairs of characters that are looked for where no text has what was typed."""
ENOUGH: Final = 3_000
"""Texts that are looked at for one question: words in more of them are looked for in the sample."""
MOST: Final = 500
"""Rows of the index that are handed on, the best first."""

_FIRST_WIDE: Final = "\u3000"
_UNSPACED: Final = r"\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
_STEM: Final = 2
"""Letters that two forms of a word share at least: aging is ageing."""
_UNTELLING: Final = frozenset(
    "a an the of to in on at by for from with as and or is are was were be been it its this that these those "  # noqa: SIM905 - a sentence of them
    "what who how when where which did do does about say says said".split()
)
"""English words that every text has: where others are asked for, they need not be there."""
_NUMBER: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_BRITISH: Final = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations)\b)"), "is"),
    (re.compile(r"(?<=[a-z])tre(?=s?\b)"), "ter"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?\b)"), "or"),
)
_LONGEST_WORD: Final = 8
"""Characters of the longest word that is looked for in what is written without spaces."""
_LONGEST_RUN: Final = 24
"""Characters without a space of which words are looked for; more is a sentence."""
_PHRASE: Final = re.compile(r"[\"“”„«»「」『』]([^\"“”„«»「」『』]+)[\"“”„«»「」『』]")


_unspaced = later(rf"[{_UNSPACED}]")
_token = later(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’ʼ][^\W_{_UNSPACED}]+)*")
_marked = later(r"[\x00-\x7f\xa0\xab\xbb\u2010-\u2015\u2018-\u201e\u2026]*")
"""A text in ASCII but for the marks of good typography."""


_WORD: Final = rf"[^\W_{_UNSPACED}]+"
_taken = later(rf"(?=([{_UNSPACED}][{_UNSPACED}]?|{_WORD}))(?:[{_UNSPACED}]|{_WORD})")
"""What the index takes: words, and each two neighbours of what is written without spaces."""


Term = tuple[str, ...]
"""A run of folded tokens that must stand together."""


class Found(StrEnum):
    """What a hit is."""

    QUOTE = "quote"
    THEME = "theme"
    SUMMARY = "summary"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, each of the terms."""

    terms: tuple[Term, ...]

    @property
    def characters(self) -> int:
        """Chinese characters that are looked for."""
        return sum(_is_han(part) for term in self.terms for part in term)

    def match(self, *, all_terms: bool) -> str:
        """The query in FTS5's syntax; nothing that was typed is ever syntax."""
        return (" AND " if all_terms else " OR ").join(map(phrase, self.terms))

    @property
    def lettered(self) -> bool:
        """Whether it has words that may stand in a text in another form."""
        return any(len(part) > 1 for term in self.terms for part in term)

    def rarest(self, texts: Callable[[Term], int]) -> "Query":
        """The terms that tell most: the rarest ones, while no more texts than that have them.

        Words that every text has cost the most to look for, and say the least.
        """
        telling: list[tuple[str, ...]] = []
        looked_at = 0
        for term in sorted(self.terms, key=texts):
            looked_at += texts(term)
            if looked_at > ENOUGH:
                break
            telling.append(term)
        return Query(tuple(telling))


def phrase(term: Sequence[str]) -> str:
    """A run of tokens in FTS5's syntax, as `spaced` has indexed it.

    A Chinese or Japanese character by itself is what a pair begins with; the last one of a run is all that
    is left of it only where the run is known to end there.
    """
    indexed = [*_indexed(term)]
    if not _is_unspaced(term[-1]):
        return f'"{" ".join(indexed)}"'
    if len(term) > 1 and _is_unspaced(term[-2]):
        return f'"{" ".join(indexed[:-1])}"'
    return f'"{" ".join(indexed)}" *'


def _indexed(parts: Sequence[str]) -> Iterator[str]:
    """Tokens as the index takes them: words, and each two neighbours of what is written without spaces."""
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        together = following and _is_unspaced(part) and _is_unspaced(following)
        yield part + following if together else part


def prepare() -> None:
    """Compute by what texts are taken apart, before there are copies of the process that all need it."""
    _marked()
    _taken()


def spaced(text: str) -> str:
    """A text as the index takes it."""
    if not text.isascii() and text[-1] < _FIRST_WIDE and _marked().fullmatch(text):
        # Each of them parts words, as a question mark does; but an apostrophe.
        text = text.replace("’", "'").replace("‘", "'").encode("ascii", "replace").decode()
    return ascii_words(text) if text.isascii() else " ".join(_taken().findall(letters(text)))


Known = Callable[[tuple[str, ...]], bool]
"""Whether some text holds these tokens one after another."""


def query_of(text: str, known: Known | None = None) -> Query:
    """Read what was typed: words, and phrases between quotation marks.

    What is written without spaces is one word; or, with `known`, the longest words that some text has.
    """
    text = text[:LONGEST]
    terms = [tokens(phrase) for phrase in _PHRASE.findall(text)]
    for word in _PHRASE.sub(" ", text).split():
        # A word of mixed scripts is several: `AI技术` is `AI` and `技术`.
        for run in _runs(tokens(word)):
            terms += [run] if known is None else _words_in(run, known)
    terms = [*dict.fromkeys(term for term in terms if term)]
    telling = [term for term in terms if len(term) > 1 or term[0] not in _UNTELLING]
    return Query(tuple(telling or terms))


def _words_in(run: tuple[str, ...], known: Known) -> list[tuple[str, ...]]:
    """`碳排放减少` is `碳排放` and `减少`: the longest word that is known, then the longest of the rest."""
    if len(run) > _LONGEST_RUN:
        return [run]
    words: list[tuple[str, ...]] = []
    left = run
    while left:
        longest = min(len(left), _LONGEST_WORD)
        length = next((length for length in range(longest, 1, -1) if known(left[:length])), 1)
        words.append(left[:length])
        left = left[length:]
    # Two kana are a word of nothing: フォ is in フォーラム and in プラットフォーム.
    return [word for word in words if len(word) > (1 if any(map(_is_han, word)) else 2)] or [run]


def _is_han(part: str) -> bool:
    """Whether it begins with a character that China has, too."""
    return "\u3400" <= part < "\ua000"


def respelled(text: str) -> str:
    """English as it is spelled elsewhere, and numbers apart from letters: COVID19, decarbonization."""
    text = _NUMBER.sub(" ", text)
    for pattern, otherwise in _BRITISH:
        other = pattern.sub(otherwise, text)
        if other != text:
            return other
    return text


def _runs(parts: Sequence[str]) -> Iterable[tuple[str, ...]]:
    for unspaced, run in groupby(parts, key=_is_unspaced):
        if unspaced:
            yield tuple(run)
        else:
            yield from ((part,) for part in run)


def _is_unspaced(part: str) -> bool:
    return _unspaced().fullmatch(part) is not None


def pieces_of(text: str) -> tuple[Term, ...]:
    """What a pasted text is found by: its words, and its pairs of characters where there are no spaces."""
    terms: dict[Term, None] = {}
    before = ""
    for part in spaced(text[:LONGEST_PASTED]).split():
        # The last character of a run stands there by itself too, after the pair that it ends.
        if not (len(part) == 1 and _is_unspaced(part) and before[1:] == part):
            terms[tuple(part) if _unspaced().match(part) else (part,)] = None
        before = part
    return tuple(terms)


def pairs_of(text: str) -> Query:
    """Words and pairs of characters in what was typed, for where no text has it; two kana say nothing."""
    pairs = pieces_of(text[:LONGEST])[:PIECES]
    return Query(tuple(pair for pair in pairs if not _is_unspaced(pair[0]) or any(map(_is_han, pair))))


def tokens(text: str) -> tuple[str, ...]:
    """The folded tokens of a text, in order."""
    return tuple(_token().findall(letters(text)))


def marks(text: str, query: Query, words: frozenset[str]) -> tuple[Span, ...]:
    """Where in the text, as it is shown, the words stand that matched; `words` are their forms there."""
    places = _places(text)
    found: list[Span] = []
    for number in range(len(places)):
        for term in query.terms:
            run = places[number : number + len(term)]
            if len(run) == len(term) and all(map(_same, run, term, [words] * len(term))):
                found.append(Span(run[0].start, run[-1].end))
    return tuple(_joined(found))


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    folded: str


def _places(text: str) -> list[_Place]:
    places: list[_Place] = []
    for match in _token().finditer(text):
        if match[0] == "ー" and places:
            # A long vowel belongs to the character before it: folding drops it.
            places[-1] = _Place(places[-1].start, match.end(), places[-1].folded)
        else:
            places.append(_Place(match.start(), match.end(), fold(match[0])))
    return places


def _same(place: _Place, token: str, words: frozenset[str]) -> bool:
    """Whether a word is the one looked for, in whatever form: `emissions` for `emission`."""
    if place.folded == token:
        return True
    return len(token) > 1 and place.folded in words and place.folded[:_STEM] == token[:_STEM]


def _joined(spans: Iterable[Span]) -> Iterable[Span]:
    last: Span | None = None
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
