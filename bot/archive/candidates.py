"""Which texts of the archive a pasted one may come from: few enough to compare with, however many there are.

A text is known by its rarest words. Where it has common ones only, it is known by those that stand together
in few texts. What is looked at is bounded, and nothing is ranked by the index: it would count every word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, combinations, zip_longest
from math import ceil, log, prod
from typing import Final

from bot.archive.archive import Archive
from bot.archive.index import Index
from bot.archive.places import FOUND, KIND_OF_ROW, LANGUAGES
from bot.archive.schema import COUNTED
from bot.archive.search import Found, Term, phrase

CANDIDATES: Final = 30
"""Texts that share most with the pasted one and are compared with it."""
TERMS: Final = 60
"""Words or pairs of characters of a pasted text that are looked for: the rarest."""
_LOOKED_AT: Final = 3_000
"""Texts with one rare word that are looked at, for all such words together."""
_ENOUGH: Final = 4
"""Rare words that one text holds: where none holds so many, common ones are looked for together too."""
_STEPS: Final = 40_000
"""Texts with a common word that are looked at for others, for all questions together."""
_COMMONEST: Final = 80_000
"""Texts with the rarest word of a text by which it may still be known."""
_TOGETHER: Final = 300
"""Texts that hold the same common words: where more would, a further word is asked for."""
_ROWS: Final = 1_000
"""Texts that one question is answered with at most."""
_FEW, _RUN = 3, 5
"""Neighbours that are looked for near each other, and where everything in a text is very common."""
_WEIGHED: Final = 100
"""Texts whose words are all weighed."""
_STEM: Final = 5
"""Letters by which two forms of a word are known for one."""
_LONG: Final = 0.75
"""How much a text's length counts against it, of 1."""

_QUOTES: Final = f"SELECT rowid FROM words WHERE words MATCH ? AND {KIND_OF_ROW} = ? LIMIT ?"  # noqa: S608 - constants

Question = tuple[Sequence[Term], str]
"""Terms that stand together, and how the index is asked for that."""


class Candidates:
    """Looks for the quotes that share most with a text."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._index = Index(archive)

    def of(self, terms: Sequence[Term], limit: int = CANDIDATES) -> list[int]:
        """Rows of the index, each a quote in one language, the one that shares most first."""
        texts = {term: self._index.texts(term) for term in terms}
        ordered = sorted(_spread(terms), key=texts.__getitem__)[:TERMS]
        ((quotes,),) = self._archive.rows("SELECT coalesce(sum(quotes), 0) FROM forum")
        every = max(int(quotes), 1) * len(LANGUAGES)
        weights = {term: log(1 + every / max(texts[term], 1)) for term in ordered}
        met: Counter[int] = Counter()
        rare = _rare(ordered, texts)
        times: Counter[int] = Counter()
        for term in rare:
            rows = self._quotes(phrase(term))
            times.update(rows)
            met.update(dict.fromkeys(rows, weights[term]))
        if max(times.values(), default=0) < _ENOUGH:
            # What is by itself begins many pairs, each of which would be gone through.
            common = [term for term in ordered[len(rare) :] if not phrase(term).endswith("*")]
            # What answers several questions holds the same words: they count once, or they outweigh the rare.
            best_of: dict[int, float] = {}
            for together, match in _questions(common, terms, texts, every):
                weight = sum(weights[term] for term in {*together})
                best_of.update((row, max(weight, best_of.get(row, 0.0))) for row in self._quotes(match))
            met.update(best_of)
        best = nlargest(_WEIGHED, met, key=lambda row: (met[row], -row))
        return self._weighed(best, weights)[:limit]

    def _quotes(self, match: str) -> list[int]:
        rows = self._archive.rows(_QUOTES, (match, FOUND.index(Found.QUOTE), _ROWS + COUNTED))
        return [number for (number,) in rows]

    def _weighed(self, rows: Sequence[int], weights: dict[Term, float]) -> list[int]:
        """The rows by all that they share with the text, in relation to how long they are."""
        worth = {_stem("".join(term)): weight for term, weight in weights.items()}
        marks = ", ".join("?" * len(rows))
        sql = f"SELECT rowid, text FROM words WHERE rowid IN ({marks})"  # noqa: S608 - marks only
        words = {row: {*map(_stem, text.split())} for row, text in self._archive.rows(sql, tuple(rows))}
        usual = sum(map(len, words.values())) / max(1, len(words))
        share = {
            row: sum(worth[word] for word in said & worth.keys())
            / (1 + 1.2 * (1 - _LONG + _LONG * len(said) / usual))
            for row, said in words.items()
        }
        return sorted(share, key=lambda row: (-share[row], row))


def _rare(ordered: Iterable[Term], texts: Mapping[Term, int]) -> list[Term]:
    """The rarest terms, so many that not too many texts have them."""
    looked_at, rare = 0, []
    for term in ordered:
        looked_at += texts[term]
        if looked_at > _LOOKED_AT:
            break
        rare.append(term)
    return rare


def _questions(
    common: Sequence[Term], terms: Iterable[Term], texts: Mapping[Term, int], every: int
) -> Iterator[Question]:
    """Common terms, the rarest first, to be looked for together: with each other, and with neighbours."""

    def least(together: Iterable[Term]) -> int:
        return min(texts[term] for term in together)

    steps, there = 0, {*common}
    stand = [term for term in terms if term in there]
    pairs = ((_enough(pair, common, texts, every), "AND") for pair in combinations(common[:_ENOUGH], 2))
    neighbours = ((run, "NEAR") for run in sorted(_runs(stand, _FEW), key=least))
    in_turn = chain.from_iterable(zip_longest(pairs, neighbours))
    for together, how in filter(None, in_turn):
        steps += least(together)
        if steps > _STEPS:
            break
        yield together, _together(together, how)
    if common and least(common[:1]) > _STEPS:
        for run in sorted(_runs(stand, _RUN), key=least)[:1]:
            if least(run) <= _COMMONEST:
                yield run, _together(run, "NEAR")


def _enough(
    pair: Sequence[Term], common: Iterable[Term], texts: Mapping[Term, int], every: int
) -> list[Term]:
    """Two terms, and as many others as it takes for few texts to hold them all."""
    together = [*pair]
    for other in common:
        if every * prod(texts[term] / every for term in together) <= _TOGETHER:
            break
        if other not in pair:
            together.append(other)
    return together


def _runs(terms: Sequence[Term], length: int) -> list[Sequence[Term]]:
    return [terms[start : start + length] for start in range(0, len(terms), length)]


def _together(terms: Iterable[Term], how: str) -> str:
    if how == "AND":
        return " AND ".join(map(phrase, terms))
    return f"NEAR({' '.join(map(phrase, terms))}, {_RUN * 2})"


def _stem(word: str) -> str:
    return word[:_STEM] if word.isascii() else word


def _spread(terms: Sequence[Term]) -> list[Term]:
    """Terms from all over a text first, then those between them."""
    step = max(1, ceil(len(terms) / TERMS))
    return [term for start in range(step) for term in terms[start::step]]
