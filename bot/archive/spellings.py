"""Every spelling of many names, arranged so that no look-up goes through all of them."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

HAN: Final = re.compile(r"[\u3400-\u9fff]")
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LAST: Final = "\U0010ffff"
_PLACE: Final = 16
"""Bits for where in a spelling a word begins; the others say which spelling it is."""

WHOLE: Final = 3
"""The weight of what is said whole or not at all: nothing is its beginning, or it with a slip."""
BEGINNING: Final = 4
"""Letters that one of several words is known to begin with."""

Met = tuple[int, int]
"""The number of a record and the weight of the spelling that was met."""


class Spellings:
    """Folded spellings of numbered records, each with a weight. Immutable once built."""

    def __init__(self, rows: Iterable[tuple[int, str, int]]) -> None:
        of: dict[str, list[int]] = {}
        for number, text, weight in rows:
            of.setdefault(text, []).append(number << 2 | weight)
        self._texts = sorted(of)
        # Flat arrays: an object for each of a million spellings would take more room than the spellings.
        self._codes = array("I", chain.from_iterable(map(of.__getitem__, self._texts)))
        self._first = array("I", accumulate((len(of[text]) for text in self._texts), initial=0))
        words = (
            (place << _PLACE) + at for place, text in enumerate(self._texts) for at in _word_starts(text)
        )
        self._within = array("Q", sorted(words, key=self._rest))
        self._pairs = _pairs(self._texts)
        self._of_length: dict[int, array[int]] = {}
        for place, text in enumerate(self._texts):
            self._of_length.setdefault(len(text), array("I")).append(place)
        of_word: dict[str, set[int]] = {}
        for text, codes in of.items():
            for word in text.split():
                of_word.setdefault(word, set()).update(code >> 2 for code in codes)
        self._words = sorted(of_word)
        self._of_word = [array("I", of_word[word]) for word in self._words]

    def same(self, wanted: str) -> Iterator[Met]:
        """Records with exactly this spelling."""
        place = bisect_left(self._texts, wanted)
        return self._met((place,) if self._texts[place : place + 1] == [wanted] else ())

    def beginning(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling that begins so."""
        return self._begun(_beginning(self._texts, wanted))

    def with_word(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling of which a later word begins so."""
        first = bisect_left(self._within, wanted, key=self._rest)
        last = bisect_left(self._within, wanted + _LAST, key=self._rest)
        return self._begun(word >> _PLACE for word in self._within[first:last])

    def holding(self, wanted: str) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that holds `wanted`, of two characters or more."""
        pairs = [self._pairs.get(wanted[at : at + 2], ()) for at in range(len(wanted) - 1)]
        rarest = min(pairs, key=len, default=())
        return self._met(place for place in rarest if wanted in self._texts[place])

    def held_by(self, wanted: str, shortest: int) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that `wanted` begins with."""
        for length in range(shortest, len(wanted)):
            if CJK.search(wanted[:length]):
                yield from self.same(wanted[:length])

    def with_all_words(self, asked: Sequence[Collection[str]]) -> set[int]:
        """Numbers of the records that have a word for each of those asked for, each as it may be spelled.

        Of a spelling of some letters a word may be the beginning, a shorter one is the word itself.
        """
        found: set[int] | None = None
        for spelled in asked:
            numbers = {number for wanted in spelled for number in self._with_word(wanted)}
            found = numbers if found is None else found & numbers
            if not found:
                return set()
        return found or set()

    def with_slips(self, wanted: str, slips: int) -> Iterator[tuple[int, int]]:
        """Numbers of records with a spelling at most so many slips away, and how many."""
        lengths = range(len(wanted) - slips, len(wanted) + slips + 1)
        places = [*chain.from_iterable(self._of_length.get(length, ()) for length in lengths)]
        near = [self._texts[place] for place in places]
        found = process.extract(wanted, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for _, distance, at in found:
            met = self._met((places[at],))
            yield from ((number, int(distance)) for number, weight in met if weight != WHOLE)

    def like(self, wanted: str, least: float) -> dict[int, float]:
        """Numbers of records with a spelling at least so like `wanted`, of 100, and how like the best is."""
        best: dict[int, float] = {}
        found = process.extract(wanted, self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        for _, score, place in found:
            for number, _ in self._met((place,)):
                best[number] = max(score, best.get(number, 0.0))
        return best

    def _met(self, places: Iterable[int]) -> Iterator[Met]:
        for place in places:
            for code in self._codes[self._first[place] : self._first[place + 1]]:
                yield code >> 2, code & 3

    def _with_word(self, wanted: str) -> Iterator[int]:
        places: Iterable[int] = _beginning(self._words, wanted)
        if len(wanted) < BEGINNING:
            places = (place for place in places if self._words[place] == wanted)
        return chain.from_iterable(self._of_word[place] for place in places)

    def _begun(self, places: Iterable[int]) -> Iterator[Met]:
        return (met for met in self._met(places) if met[1] != WHOLE)

    def _rest(self, word: int) -> str:
        """A spelling from one of its words on."""
        return self._texts[word >> _PLACE][word & (1 << _PLACE) - 1 :]


def _beginning(texts: Sequence[str], wanted: str) -> range:
    """Places of the sorted texts that begin so."""
    return range(bisect_left(texts, wanted), bisect_left(texts, wanted + _LAST))


def _word_starts(text: str) -> Iterator[int]:
    at = text.find(" ")
    while at >= 0:
        yield at + 1
        at = text.find(" ", at + 1)


def _pairs(texts: Sequence[str]) -> dict[str, "array[int]"]:
    """Places of texts by each two neighbouring characters, of those with Chinese or Japanese ones only."""
    found: dict[str, array[int]] = {}
    for place, text in enumerate(texts):
        if CJK.search(text):
            for pair in {text[at : at + 2] for at in range(len(text) - 1)}:
                found.setdefault(pair, array("I")).append(place)
    return found
