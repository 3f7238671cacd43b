"""Which record a pasted text comes from, and how far the wording is the recorded one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from bot.archive.patterns import later

SHORTEST: Final = 16
"""Letters that a text needs before likeness says anything; a Chinese or Japanese character counts as two."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
_FEWEST: Final = 3
"""Telling words that an altered text has at least."""


@dataclass(frozen=True, slots=True)
class _Altered:
    """A way to be a record in other words: so many telling words, so like by the letter, so much kept.

    A sentence of the same subject has many letters in common with a record, and says something else.
    """

    said: float
    kept: float
    per_cent: float
    share: float

    def fits(self, said: float, kept: float, alike: "Likeness") -> bool:
        """Whether a text is a record in this way."""
        enough = said >= self.said and kept >= max(self.kept, self.share * said)
        return enough and alike.per_cent >= self.per_cent


_LEAST: Final = 0.5
_WAYS: Final = (
    _Altered(said=_FEWEST, kept=0, per_cent=80, share=0.75),
    _Altered(said=_FEWEST, kept=6, per_cent=80, share=0.65),
    # The longer a text, the less is alike by chance.
    _Altered(said=12, kept=6, per_cent=75, share=0.5),
    # Everything that it says is said in the record, in another order or another grammar.
    _Altered(said=_FEWEST, kept=4.5, per_cent=50, share=0.8),
)

_WIDE_RANGE: Final = r"\u3005-\u30ff\u3400-\u9fff"
_MARKS: Final = re.compile(r"[\"'“”‘’„«»「」『』‹›]")
_MARKUP: Final = re.compile(
    r"(?m)^[ \t]*(?:>{1,3}|-\#|\#{1,3}|[-*•])[ \t]+|\*+|__+|(?<!\w)_|_(?!\w)|~~|\|\||`+"
    r"|<[@#][!&]?\d+>|https?://\S+|\[(?:…|\.\.\.)\]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""What Discord shows as a quotation or in bold, mentions, links, omissions, and what has no width."""
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_ENDS: Final = " .,;:!?…。、，；：！？-–—"
_STEM: Final = 5
"""Letters by which two forms of a word are known for one."""
_SMALL: Final = """
    a an the of to in on at by for from with as and or but is are was were be been being it its this that
    these those there we can could will would must should may might need needs have has had do does did not
    also both such which who what how when more most very some any all each other so if than then into about
    的 了 和 在 是 有 为 与 及 或 等 也 而 中 要 这 那 就 都 对 上 下 不 以 于 日 本 国
"""
_UNTELLING: Final = frozenset(_SMALL.split())
"""Words and characters that every text has."""
_INSIDE: Final = re.compile(r"[“\"„«「『]([^“”\"„«»「」『』]+)[”\"»」』]")
_BEFORE: Final = re.compile(
    r"^.{1,200}?(?:\b(?:said|says|saying|believes?|believed|stated|noted|added|argued|hoped?|hopes|stressed)"
    r"(?: at [^,:]{1,40})?(?:,| that|:)*\s|\bhis hope that\s|(?:表示|认为|指出)[，：:]?|[说説說][，：:])",
    re.DOTALL | re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^[^:：\n]{1,60}[:：]\s*")
_SIGNED: Final = re.compile(r"(?s)[\s,]+(?:[-–—―~]+|\bsaid\b)[^\n]{2,120}$|[（(][^()（）]{2,60}[)）]$")


_wide = later(rf"[{_WIDE_RANGE}]")
_between_wide = later(rf"(?<=[{_WIDE_RANGE}]) | (?=[{_WIDE_RANGE}])")
_token = later(rf"[{_WIDE_RANGE}]|[^\W_{_WIDE_RANGE}]+|[^\w\s]|_")
_word = later(rf"[\u30a0-\u30ff]+|[\u3400-\u9fff]|[^\W_{_WIDE_RANGE}]+")


class Change(StrEnum):
    """What was done to a stretch of the recorded wording."""

    KEPT = "kept"
    LEFT_OUT = "left-out"
    PUT_IN = "put-in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of wording, recorded or pasted."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How a pasted text compares with a recorded one; the greater, the more alike."""

    exact: bool
    per_cent: float


def plain(text: str) -> str:
    """A text without what does not count as wording: quotation marks, markup, and how its spaces are set."""
    shown = _MARKS.sub("", _MARKUP.sub(" ", text)).translate(_FULL_WIDTH)
    return _between_wide().sub("", _SPACE.sub(" ", shown)).strip()


def enough(text: str) -> bool:
    """Whether a text is long enough to be told apart from others."""
    wording = plain(text)
    return len(wording) + len(_wide().findall(wording)) >= SHORTEST


def quoted_in(text: str) -> tuple[str, ...]:
    """What a text may quote: itself; all that is between quotation marks; it without whose it is."""
    ways = [text, " ".join(_INSIDE.findall(text))]
    ways += [_SIGNED.sub("", text), _LABEL.sub("", text), _BEFORE.sub("", text)]
    ways.append(_BEFORE.sub("", _SIGNED.sub("", text)))
    return tuple(dict.fromkeys(way for way in ways if enough(way)))


class Wording:
    """A text as it is compared."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.bare = self.plain.strip(_ENDS)
        self.lower = self.bare.casefold()
        telling = _telling(self.plain)
        self.wide = [word for word in telling if _wide().match(word)]
        self.narrow = Counter(word for word in telling if not _wide().match(word))

    @property
    def said(self) -> float:
        """How many telling words it has; two characters are a word."""
        return self.narrow.total() + len(self.wide) / 2

    def kept_of(self, other: "Wording") -> float:
        """How many of the other's telling words it has."""
        return (self.narrow & other.narrow).total() + LCSseq.similarity(self.wide, other.wide) / 2

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences that are long enough to tell whose they are."""
        each = (plain(sentence).strip(_ENDS) for sentence in _SENTENCE.split(self.text))
        return tuple(bare for bare in each if len(bare) + len(_wide().findall(bare)) >= SHORTEST * 2)


def likeness(pasted: str, recorded: str) -> Likeness:
    """Compare two texts; a piece of the recorded one, word for word, is exact."""
    return _likeness(Wording(pasted), Wording(recorded))


def _likeness(pasted: Wording, recorded: Wording) -> Likeness:
    if _exact(pasted.bare, recorded.plain):
        return Likeness(exact=True, per_cent=100.0)
    wanted, known = pasted.lower, recorded.plain.casefold()
    # A piece may be like a part of the record; more than the record must be like all of it.
    score = fuzz.partial_ratio(wanted, known) if len(wanted) <= len(known) else fuzz.ratio(wanted, known)
    return Likeness(exact=False, per_cent=score)


def _exact(bare: str, known: str) -> bool:
    # A sentence may be quoted from its middle on, or end there: its first letter and last stop tell nothing.
    return bool(bare) and (bare in known or bare[0].swapcase() + bare[1:] in known)


def compare(pasted: Wording, recorded: Wording) -> Likeness | None:
    """How a text is a record: word for word, altered, or with one of its sentences; None where it is none."""
    if _exact(pasted.bare, recorded.plain):
        return Likeness(exact=True, per_cent=100.0)
    kept, said = recorded.kept_of(pasted), pasted.said
    if said >= _FEWEST and kept >= _LEAST * said:
        alike = _likeness(pasted, recorded)
        if any(way.fits(said, kept, alike) for way in _WAYS):
            return alike
    if any(sentence in recorded.plain for sentence in pasted.sentences):
        return _likeness(pasted, recorded)
    return None


def _telling(text: str) -> list[str]:
    words = _word().findall(text.casefold())
    return [word[:_STEM] if word.isascii() else word for word in words if word not in _UNTELLING]


def difference(pasted: str, recorded: str) -> tuple[Piece, ...]:
    """What was kept, left out and put in: words, or characters where there are no spaces."""
    known, wanted = _tokens(plain(recorded)), _tokens(plain(pasted))
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, known, wanted, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.KEPT, _together(known[a:b])))
            continue
        if b > a:
            pieces.append(Piece(Change.LEFT_OUT, _together(known[a:b])))
        if d > c:
            pieces.append(Piece(Change.PUT_IN, _together(wanted[c:d])))
    return tuple(_trimmed(pieces))


def _tokens(text: str) -> list[str]:
    return _token().findall(text)


def _together(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        spaced = text and part[0].isalnum() and not _wide().match(part) and not _wide().match(text[-1])
        text += f" {part}" if spaced else part
    return text


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    """Without what the record says before and after the stretch that was pasted."""
    ends = (0, len(pieces) - 1)
    for number, piece in enumerate(pieces):
        if number in ends and piece.change is Change.LEFT_OUT:
            continue
        yield piece
