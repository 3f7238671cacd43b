"""Every spelling of many names, arranged so that no look-up goes through all of them."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LAST: Final = "\U0010ffff"

Met = tuple[int, int]
"""The number of a record and the weight of the spelling that was met."""


class Spellings:
    """Folded spellings of numbered records, each with a weight. Immutable once built."""

    def __init__(self, rows: Iterable[tuple[int, str, int]]) -> None:
        of: dict[str, list[int]] = {}
        for number, text, weight in rows:
            of.setdefault(text, []).append(number << 2 | weight)
        self._texts = sorted(of)
        self._of = {text: array("L", of[text]) for text in self._texts}
        within = sorted((text[place:], text) for text in self._texts for place in _word_starts(text))
        self._within = [rest for rest, _ in within]
        self._whole = [text for _, text in within]
        words: dict[str, set[int]] = {}
        for text, met in self._of.items():
            for word in text.split():
                words.setdefault(word, set()).update(code >> 2 for code in met)
        self._words = sorted(words)
        self._of_word = words
        self._pairs = _pairs(self._texts)

    def same(self, wanted: str) -> Iterator[Met]:
        """Records with exactly this spelling."""
        return self._met((wanted,))

    def beginning(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling that begins so."""
        return self._met(_range(self._texts, self._texts, wanted))

    def with_word(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling of which a later word begins so."""
        return self._met(_range(self._within, self._whole, wanted))

    def holding(self, wanted: str) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that holds `wanted`, of two characters or more."""
        pairs = [self._pairs.get(wanted[at : at + 2], ()) for at in range(len(wanted) - 1)]
        return self._met(text for text in min(pairs, key=len) if wanted in text) if pairs else iter(())

    def held_by(self, wanted: str, shortest: int) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that `wanted` begins with."""
        beginnings = (wanted[:length] for length in range(shortest, len(wanted)))
        return self._met(text for text in beginnings if CJK.search(text))

    def with_all_words(self, asked: Sequence[str]) -> set[int]:
        """Numbers of the records that have a word beginning with each of those asked for."""
        found: set[int] | None = None
        for words in sorted((_range(self._words, self._words, word) for word in asked), key=len):
            numbers = set[int]().union(*(self._of_word[word] for word in words))
            found = numbers if found is None else found & numbers
            if not found:
                return set()
        return found or set()

    def with_slips(self, wanted: str, slips: int) -> Iterator[tuple[int, int]]:
        """Numbers of records with a spelling at most so many slips away, and how many."""
        near = (text for text in self._texts if abs(len(text) - len(wanted)) <= slips)
        found = process.extract(wanted, [*near], scorer=OSA.distance, score_cutoff=slips, limit=None)
        for text, distance, _ in found:
            yield from ((number, int(distance)) for number, _ in self._met((text,)))

    def like(self, wanted: str, least: float) -> dict[int, float]:
        """Numbers of records with a spelling at least so like `wanted`, of 100, and how like the best is."""
        best: dict[int, float] = {}
        for text, score, _ in process.extract(
            wanted, self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            for number, _ in self._met((text,)):
                best[number] = max(score, best.get(number, 0.0))
        return best

    def _met(self, texts: Iterable[str]) -> Iterator[Met]:
        for text in texts:
            for code in self._of.get(text, ()):
                yield code >> 2, code & 3


def _range(keys: Sequence[str], values: Sequence[str], wanted: str) -> Sequence[str]:
    return values[bisect_left(keys, wanted) : bisect_left(keys, wanted + _LAST)]


def _word_starts(text: str) -> Iterator[int]:
    at = text.find(" ")
    while at >= 0:
        yield at + 1
        at = text.find(" ", at + 1)


def _pairs(texts: Iterable[str]) -> dict[str, list[str]]:
    """Texts by each two neighbouring characters, those with Chinese or Japanese ones only."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if CJK.search(text):
            for pair in {text[at : at + 2] for at in range(len(text) - 1)}:
                found.setdefault(pair, []).append(text)
    return found
