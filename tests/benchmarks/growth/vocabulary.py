"""Words that mean nothing, as common and as rare as words are, in the three languages that people write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from random import Random
from typing import Final

_FIRST: Final = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "ha",
    "he",
    "hu",
    "ka",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "no",
    "pa",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
]
_MIDDLE: Final = [
    "bri",
    "cha",
    "den",
    "fer",
    "gan",
    "lis",
    "mor",
    "nel",
    "pas",
    "quin",
    "ros",
    "ster",
    "tan",
    "ver",
    "win",
    "zel",
]
_LAST: Final = ["den", "er", "ing", "ion", "ity", "ment", "ness", "ous", "ter", "tion"]
_SIZE: Final = 3000
_CHARACTERS: Final = 1200
RARE: Final = 20
"""Words at the end of each list of which a sentence hardly ever has one."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the most common first, and how a language makes a sentence of them."""

    words: Sequence[str]
    sentence: Callable[[Sequence[str], str], str]
    """Takes words and a number that no other sentence has."""
    quoted: str
    """Opening and closing mark."""
    length: int

    def phrase(self, random: Random, number: str) -> str:
        """A sentence that stands nowhere else."""
        return self.sentence(random.choices(self.words, cum_weights=_WEIGHTS, k=self.length), number)


_WEIGHTS: Final = [*accumulate(1 / (rank + 3) for rank in range(_SIZE))]


def _latin() -> list[str]:
    return ["".join(parts) for parts in product(_FIRST, _MIDDLE, _LAST)]


def _pairs(encoding: str, rows: range) -> list[str]:
    """Words of two of the everyday characters, which both national standards keep in a block of rows."""
    cells = [bytes((row + 0xA0, cell + 0xA0)) for row in rows for cell in range(1, 90)]
    random = Random(17)
    characters = random.sample("".join(cell.decode(encoding) for cell in cells), _CHARACTERS)
    # Not all pairs: a million of them would count as memory of what is measured.
    return ["".join(random.choices(characters, k=2)) for _ in range(_SIZE * 2)]


def _some(words: Sequence[str]) -> list[str]:
    return Random(17).sample(sorted(set(words)), _SIZE)


def _chinese(words: Sequence[str], number: str) -> str:
    return f"第{number}项，{''.join(words[:3])}的{''.join(words[3:6])}，应当{''.join(words[6:])}。"


def _japanese(words: Sequence[str], number: str) -> str:
    return f"第{number}号、{words[0]}の{words[1]}は、{'と'.join(words[2:5])}を{'の'.join(words[5:])}にする。"


def _english(words: Sequence[str], number: str) -> str:
    return (
        f"Item {number}: the {' '.join(words[:5])} of the {' '.join(words[5:9])} shall {' '.join(words[9:])}."
    )


VOCABULARIES: Final = {
    "en": Vocabulary(_some(_latin()), _english, "“”", 12),
    "zh-Hans": Vocabulary(_some(_pairs("gb2312", range(16, 55))), _chinese, "“”", 10),
    "ja": Vocabulary(_some(_pairs("euc_jp", range(16, 47))), _japanese, "「」", 8),
}
