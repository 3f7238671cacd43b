"""The article that the records are cut from, and where in it a text stands."""

import hashlib
import re
from dataclasses import dataclass
from typing import Self

_SPACE = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text in Unicode code points, 0-based, end-exclusive."""

    start: int
    end: int


def folded(text: str) -> str:
    """`text` with every run of white space, no-break spaces included, as one space; nothing else changed."""
    return _SPACE.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class SourceText:
    """`source.txt`, decoded."""

    text: str
    sha256: str

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Decode the file's bytes; UnicodeDecodeError when they are not UTF-8."""
        return cls(data.decode("utf-8"), hashlib.sha256(data).hexdigest())

    def find(self, words: str) -> tuple[Span, ...]:
        """Every place where `words` stands, white space folded on both sides and nothing else."""
        parts = [re.escape(part) for part in folded(words).split(" ") if part]
        if not parts:
            return ()
        pattern = re.compile(r"[\s\u00a0]+".join(parts))
        return tuple(Span(match.start(), match.end()) for match in pattern.finditer(self.text))

    def line_of(self, offset: int) -> int:
        """The line, 1-based, on which the character at `offset` stands."""
        return self.text.count("\n", 0, offset) + 1

    def paragraph(self, start: int, end: int) -> Span:
        """The paragraph, or run of paragraphs, around a stretch of the text."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return Span(first, len(self.text) if last < 0 else last)
