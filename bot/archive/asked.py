"""What somebody typed for a name, read every way in which it can be meant."""

import re
from dataclasses import dataclass
from typing import Final

from bot.archive.fold import compact, fold, plainest
from bot.archive.japanese import readings_of_half
from bot.archive.patterns import later
from bot.archive.sounds import sounds
from bot.archive.titles import by_any_letters, without_honorifics, without_legal

_TONE: Final = re.compile(r"(?<=[a-z])\s?[1-5](?![0-9])")
_TONED: Final = re.compile(r"(?:[a-z]+\s?[1-5]\s?)+[a-z]*|[a-z]+ (?:[a-z]+\s?[1-5]\s?)+")
_OF: Final = re.compile("^[的之の]+")
_SMALL: Final = """
    of the at from for and a an in is who by with to s
    san sama sensei kun mr mrs ms miss dr prof
"""
SMALL: Final = frozenset(_SMALL.split())
"""Words that say nothing of whom they stand beside."""
_MOST: Final = 12
"""Words that are looked at."""


_part = later(r"[a-z0-9]+|[\u3041-\u309f\u30a0-\u30ff]+|[\u3400-\u9fff]+|[^\W_]")
_joining = later(r"(?<=[\u3400-\u9fff])[的之](?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Part:
    """A word among others: each of them has to fit whoever is meant."""

    text: str
    spelled: frozenset[str]
    sounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, folded, and how else it may be spelled."""

    text: str
    spelled: frozenset[str]
    meant: frozenset[str]
    """What it says in other words, for where nothing is spelled so: `VP` is vice president."""
    sounds: frozenset[str]
    """How it reads aloud, in Latin letters: what is heard is found under its printed spelling."""
    parts: tuple[tuple[Part, ...], ...]
    """Its words, of whatever scripts, for each way to say it: `Taro 島田`, `東芝の島田さん`."""


def read(text: str) -> Asked:
    """Read a query; any text can be read."""
    typed = fold(text)
    # Both ways: San, Shi and 博 are also parts of names.
    bare = without_honorifics(typed) or typed
    spelled = _spelled({typed, bare, _toneless(bare)})
    ways = by_any_letters(bare)
    meant = _spelled({without_legal(bare), *ways}) - spelled
    parts = tuple(dict.fromkeys(_parts(way) for way in (bare, *sorted(ways - {bare}))))
    return Asked(bare, spelled, meant, frozenset(sounds(compact(bare))), parts)


def _spelled(ways: set[str]) -> frozenset[str]:
    return frozenset(form for way in ways for form in (way, compact(way), plainest(compact(way))) if form)


def _toneless(text: str) -> str:
    """Pinyin with numbers for its tones, as `xu3 zhi4long2`, without them."""
    return _TONE.sub("", text) if _TONED.fullmatch(text) else text


def _parts(text: str) -> tuple[Part, ...]:
    words: list[str] = []
    for found in _part().findall(_joining().sub(" ", text))[:_MOST]:
        word = _OF.sub("", found) if words else found
        if word:
            words.append(without_honorifics(word) or word)
    telling = [word for word in words if word not in SMALL] or words
    heard = ({*sounds(word), *readings_of_half(word)} for word in telling)
    return tuple(map(Part, telling, map(_spelled, map(_also, telling)), map(frozenset, heard)))


def _also(word: str) -> set[str]:
    """A word and what it may be a form of: `toshibas` was `Toshiba's`."""
    possessive = word.isascii() and word.endswith("s") and len(word) >= 4  # noqa: PLR2004 - letters
    return {word, word[:-1]} if possessive else {word}
