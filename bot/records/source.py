"""The article that the records are cut from, and where in it a text stands."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple, Self

_SPACES = re.compile(r"\s{2,}")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Atomic: \r\n is one line end and never two.
_BLANK_LINES = re.compile(r"(?>\r\n|\r|\n)(?:[^\S\r\n]*(?>\r\n|\r|\n))+")


# A text is looked for only where some of its characters stand after one of these.
_ANCHOR = re.compile(r"[\s.,;:!?“”\"'‘’«»()（）「」『』、。，；：？！…—]")
_KEYS = (32, 8)
"""How many of them, where there are so many: the more, the fewer texts have the same."""
_FOLLOWING = {length: re.compile(f"{_ANCHOR.pattern}(?=(.{{{length}}}))", re.DOTALL) for length in _KEYS}
"""Those at each place where a text may be looked for."""
_AT_ONCE = 1 << 18
"""Characters of a source of which these are held in memory at a time."""


class Span(NamedTuple):
    """A stretch of a text in Unicode code points, 0-based, end-exclusive."""

    start: int
    end: int


class Stretch(NamedTuple):
    """Where the parts of a quotation stand, each in one place and after the part before it."""

    spans: tuple[Span, ...]
    around: Span
    """The paragraph, or run of paragraphs, around all of it."""
    in_one: bool
    """Whether no paragraph, or line of a text without paragraphs, ends within it."""


def folded(text: str) -> str:
    """`text` with every run of white space, no-break spaces included, as one space; nothing else changed."""
    return " ".join(text.split())


def _anchor(text: str, length: int) -> int | None:
    """Where the characters begin by which a folded text is looked for: rather in its middle than earlier."""
    last = max(0, len(text) - length)
    match = _ANCHOR.search(text, min(last, len(text) // 2), last) or _ANCHOR.search(text, 0, last)
    return match.end() if match else None


@dataclass(frozen=True)
class SourceText:
    """`source.txt`, decoded. Offsets count its code points, a byte order mark left out."""

    text: str
    sha256: str
    """Of the file's bytes."""

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Decode the file's bytes; UnicodeDecodeError when they are not UTF-8."""
        return cls(data.decode("utf-8-sig"), hashlib.sha256(data).hexdigest())

    @cached_property
    def folded(self) -> str:
        """The whole text with white space folded, the form in which texts are compared."""
        # A space before and after it stays one: offsets are counted from the beginning.
        before, after = (" " if end.isspace() else "" for end in (self.text[:1], self.text[-1:]))
        return f"{before}{inside}{after}" if (inside := folded(self.text)) else before

    def find(self, words: str) -> tuple[Span, ...]:
        """Every place where `words` stands, white space folded on both sides and nothing else."""
        return tuple(self.places(words))

    def places(self, words: str) -> Iterator[Span]:
        """What `find` finds, one by one, for callers who need no more than the first."""
        spans = self._spans.get(words)
        if spans is not None:
            return iter(spans)
        wanted = folded(words)
        known = self._known.get(wanted)
        if known is None:
            return (self._span(at, wanted) for at in self._search(wanted))
        spans = self._spans[words] = tuple(self._span(at, wanted) for at in known)
        return iter(spans)

    def stretch(self, parts: tuple[str, ...]) -> Stretch | None:
        """Where the parts of a quotation stand; None where one does not, or twice, or before another."""
        known = self._stretches.get(parts)
        if known is None and (known := self._stretch(parts)) is not None:
            self._stretches[parts] = known
        return known

    def _stretch(self, parts: tuple[str, ...]) -> Stretch | None:
        spans: list[Span] = []
        last = 0
        for part in parts:
            # Most parts are folded as they are.
            known = self._known.get(part)
            wanted = part if known is not None else folded(part)
            if known is None and (known := self._known.get(wanted)) is None:
                known = [*islice(self._search(wanted), 2)]
            if len(known) != 1:
                return None
            span = self._span(known[0], wanted)
            if span.start < last:
                return None
            spans.append(span)
            last = span.end
        start = spans[0].start
        before, after = self._between(start, last)
        return Stretch(tuple(spans), self._paragraph(before, after), before == after)

    def _span(self, at: int, wanted: str) -> Span:
        # The end of the last character, not the beginning of the next: a run of spaces lies between.
        return Span(self.unfolded(at), self.unfolded(at + len(wanted) - 1) + 1)

    def _search(self, wanted: str) -> Iterator[int]:
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            yield at
            at = self.folded.find(wanted, at + 1)

    def look_up(self, texts: Iterable[str]) -> None:
        """Find many texts in one pass over the source, so that `find` and `places` have them at hand."""
        found: dict[str, list[int]] = {}
        # Apart: at the end of the source, the longer key of a place is as short as the shorter one.
        keys: dict[int, dict[str, list[tuple[str, int]]]] = {length: {} for length in _KEYS}
        for text in set(map(folded, texts)).difference(self._known):
            for length in _KEYS:
                if (offset := _anchor(text, length)) is not None:
                    found[text] = []
                    keys[length].setdefault(text[offset : offset + length], []).append((text, offset))
                    break
        for length, wanted in keys.items():
            if wanted:
                self._meet(length, wanted, found)
        self._known.update(found)

    def _meet(
        self, length: int, wanted: dict[str, list[tuple[str, int]]], found: dict[str, list[int]]
    ) -> None:
        """Add to `found` where texts stand of which so many characters are wanted, at an offset in them."""
        whole, at = self.folded, 1
        for start in range(0, len(whole), _AT_ONCE):
            following = _FOLLOWING[length].findall(whole, start, start + _AT_ONCE + length)
            for key in [key for key in following if key in wanted]:
                # They come in their order, each right after an anchor.
                at = whole.index(key, at)
                while _ANCHOR.match(whole, at - 1) is None:
                    at = whole.index(key, at + 1)
                for text, offset in wanted[key]:
                    if at >= offset and whole.startswith(text, at - offset):
                        found[text].append(at - offset)
                at += 1

    def unfolded(self, offset: int) -> int:
        """The offset in `text` of what stands at `offset` in `folded`."""
        ends, lost = self._runs
        run = bisect_right(ends, offset)
        return offset + (lost[run - 1] if run else 0)

    def line_of(self, offset: int) -> int:
        """The line, 1-based, on which the character at `offset` stands."""
        return bisect_right(self._line_starts, offset)

    def line(self, start: int, end: int) -> Span:
        """The line, or run of lines, around a stretch of the text, without its line end."""
        following = _LINE_END.search(self.text, end)
        last = following.start() if following else len(self.text)
        return Span(self._line_starts[self.line_of(start) - 1], last)

    def paragraph(self, start: int, end: int) -> Span:
        """The paragraph, or run of paragraphs, around a stretch of the text.

        Paragraphs are parted by blank lines; in a text without any, each line is one.
        """
        return self._paragraph(*self._between(start, end))

    def _between(self, start: int, end: int) -> tuple[int, int]:
        """How many breaks between paragraphs lie before a stretch, and how many before its end."""
        starts, ends = self._breaks
        return bisect_right(ends, start), bisect_left(starts, end)

    def _paragraph(self, before: int, after: int) -> Span:
        starts, ends = self._breaks
        return Span(
            ends[before - 1] if before else 0,
            starts[after] if after < len(starts) else len(self.text),
        )

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        """Where in `folded` the texts stand that were looked up."""
        return {}

    @cached_property
    def _spans(self) -> dict[str, tuple[Span, ...]]:
        """Where in `text` they stand: each quote is asked for several times."""
        return {}

    @cached_property
    def _stretches(self) -> dict[tuple[str, ...], Stretch]:
        return {}

    @cached_property
    def whole_words(self) -> set[str]:
        """Texts of which it is known that they stand in it, and begin and end with whole words."""
        return set()

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """For each longer run of white space: where it ends in `folded`, and what was lost up to there."""
        runs = [match.span() for match in _SPACES.finditer(self.text)]
        lost = [*accumulate(end - start - 1 for start, end in runs)]
        return [start - gone + 1 for (start, _), gone in zip(runs, [0, *lost], strict=False)], lost

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" not in self.text:
            lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
            return [0, *accumulate(lengths)]
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _breaks(self) -> tuple[list[int], list[int]]:
        """Where what lies between paragraphs begins, and where it ends."""
        breaks = [*_BLANK_LINES.finditer(self.text)] or [*_LINE_END.finditer(self.text)]
        spans = [match.span() for match in breaks]
        return [start for start, _ in spans], [end for _, end in spans]
