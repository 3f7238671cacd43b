"""Which record a pasted text comes from, and how far the wording is the recorded one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

CANDIDATES: Final = 50
"""Records that share words with the text and are compared with it."""
SHORTEST: Final = 16
"""Letters that a text needs before likeness says anything; a Chinese or Japanese character counts as two."""
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
_NO_SPACE: Final = re.compile(rf"(?<=[{_WIDE_RANGE}]) | (?=[{_WIDE_RANGE}])")
_ENDS: Final = " .,;:!?…。、，；：！？-–—"
_TOKEN: Final = re.compile(rf"[{_WIDE_RANGE}]|[^\W_{_WIDE_RANGE}]+|[^\w\s]|_")
_WIDE: Final = re.compile(rf"[{_WIDE_RANGE}]")
_WORD: Final = re.compile(rf"[\u30a0-\u30ff]+|[\u3400-\u9fff]|[^\W_{_WIDE_RANGE}]+")
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
    return _NO_SPACE.sub("", _SPACE.sub(" ", shown)).strip()


def enough(text: str) -> bool:
    """Whether a text is long enough to be told apart from others."""
    wording = plain(text)
    return len(wording) + len(_WIDE.findall(wording)) >= SHORTEST


def quoted_in(text: str) -> tuple[str, ...]:
    """What a text may quote: itself; all that is between quotation marks; it without whose it is."""
    ways = [text, " ".join(_INSIDE.findall(text))]
    ways += [_SIGNED.sub("", text), _LABEL.sub("", text), _BEFORE.sub("", text)]
    ways.append(_BEFORE.sub("", _SIGNED.sub("", text)))
    return tuple(dict.fromkeys(way for way in ways if enough(way)))


def likeness(pasted: str, recorded: str) -> Likeness:
    """Compare two texts; a piece of the recorded one, word for word, is exact."""
    wanted, known = plain(pasted), plain(recorded)
    bare = wanted.strip(_ENDS)
    # A sentence may be quoted from its middle on, or end there: its first letter and last stop tell nothing.
    if bare and (bare in known or bare[0].swapcase() + bare[1:] in known):
        return Likeness(exact=True, per_cent=100.0)
    lower, within = bare.casefold(), known.casefold()
    # A piece may be like a part of the record; more than the record must be like all of it.
    score = fuzz.partial_ratio(lower, within) if len(lower) <= len(within) else fuzz.ratio(lower, within)
    return Likeness(exact=False, per_cent=score)


def altered(pasted: str, recorded: str, alike: Likeness) -> bool:
    """Whether a text is a record that was altered, and not another sentence of the same subject."""
    said, kept = _said(plain(pasted), plain(recorded))
    return any(
        said >= way.said and kept >= way.kept and alike.per_cent >= way.per_cent and kept >= way.share * said
        for way in _WAYS
    )


def holds(pasted: str, recorded: str) -> bool:
    """Whether a longer text has a whole sentence of the record in it, word for word."""
    known = plain(recorded)
    sentences = re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\n", pasted)
    whole = (plain(sentence).strip(_ENDS) for sentence in sentences)
    return any(
        len(sentence) + len(_WIDE.findall(sentence)) >= SHORTEST * 2 and sentence in known
        for sentence in whole
    )


def _said(pasted: str, recorded: str) -> tuple[float, float]:
    """How many telling words a text has, and how many of them the record has; two characters are a word."""
    words, known = _telling(pasted), _telling(recorded)
    wide, known_wide = ([word for word in each if _WIDE.match(word)] for each in (words, known))
    narrow, known_narrow = (
        Counter(word for word in each if not _WIDE.match(word)) for each in (words, known)
    )
    said = narrow.total() + len(wide) / 2
    kept = (narrow & known_narrow).total() + LCSseq.similarity(wide, known_wide) / 2
    return said, kept


def _telling(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
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
    return _TOKEN.findall(text)


def _together(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        spaced = text and part[0].isalnum() and not _WIDE.match(part) and not _WIDE.match(text[-1])
        text += f" {part}" if spaced else part
    return text


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    """Without what the record says before and after the stretch that was pasted."""
    ends = (0, len(pieces) - 1)
    for number, piece in enumerate(pieces):
        if number in ends and piece.change is Change.LEFT_OUT:
            continue
        yield piece
