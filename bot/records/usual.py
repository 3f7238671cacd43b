"""Records as people usually write them, read at once: a line for each field, an indented one within a field.

YAML can be far more, and what a parser of all of it says of such lines is known beforehand. So a list is
taken record by record: a record of which every line is of the usual kind is read here, in half the time, and
the parser reads the others. Whatever is wrong is left to it too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from bot.records.files import control

_FIELD: Final = re.compile(r"( *)([A-Za-z][A-Za-z0-9_-]*)(:?)")
"""Indentation and name, and the colon of what has lines below it."""
_OTHERWISE: Final = frozenset(" -?:,[]{}#&*!|>'%@`0123456789+.~=<")
"""What begins so without quotes may be something other than a text."""
_BEGINNING: Final = re.compile(r"(?:(?:#[^\n]*)?\n)*- ")
"""Comments and empty lines before a list."""
_UNUSUAL: Final = ("\n---", "\n...", "\r", "\x85", "\u2028", "\u2029")
"""Ends of documents, and line ends of other systems."""
_WORDS: Final = frozenset({"y", "yes", "n", "no", "true", "false", "on", "off", "null"})
"""Those that YAML may not take for text, however they are cased; numbers and the like begin otherwise."""
_LONGEST: Final = 5
"""Letters of the longest of them."""
_MOST: Final = 1000
"""Lines of a record that is read here."""


def usual(text: str, large: int = 200_000) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each record of a list: its text without the dash before it, and its fields, all texts or fields again.

    None instead of these where the parser has to say what they are; no record where they are not clear. Of a
    file of more than so many characters it is worth the time to learn how its records are written.
    """
    printable = text.replace("\n", "").isprintable()
    if not printable and control(text):
        # The parser says so before it gives what stands before it.
        return
    alike: list[_Alike] = []
    for piece in _pieces(text):
        # White space that is not the usual one cannot be printed either.
        if not (printable or piece.replace("\n", "").isprintable()):
            yield piece, None
            continue
        fields = next(filter(None, (one.fields(piece) for one in alike)), None)
        if fields is None:
            fields = _fields(piece)
            if fields and len(text) > large and len(alike) < _KINDS:
                alike += _alike(piece, fields)
        yield piece, fields


def _pieces(text: str) -> Iterator[str]:
    """A dash at the beginning of a line begins a record.

    For a text that goes over from one record into the next is one whose end the parser finds in neither.
    """
    begun = _BEGINNING.match(text)
    if begun is None or any(mark in text for mark in _UNUSUAL):
        return
    at = begun.end()
    while (end := text.find("\n- ", at)) >= 0:
        yield text[at : end + 1]
        at = end + 3
    yield text[at:]


def _fields(piece: str) -> dict[str, Any] | None:
    """The fields of one record; None where its lines are not such ones, or a text is unusual."""
    lines = f"  {piece}".rstrip("\n").split("\n")
    if len(lines) > _MOST:
        return None
    record: dict[str, Any] = {}
    into, depth = record, len(lines[0]) - len(lines[0].lstrip(" "))
    around: list[tuple[dict[str, Any], int]] = []
    opened, escaped, read = "", "\\" in piece, 0
    while read < len(lines):
        before, colon, written = lines[read].partition(": ")
        at, name, opens = _field(before)
        read += 1
        if at > depth and opened:
            around.append((into, depth))
            into[opened] = into = {}
            depth, opened = at, ""
        while at < depth and around:
            into, depth = around.pop()
        if at != depth or opened or name in into or opens == bool(colon) or opens == bool(written):
            return None
        if opens:
            opened = name
            continue
        if written == ">-":
            below = read
            while read < len(lines) and lines[read].startswith(" " * (depth + 1)):
                read += 1
            text = _folded(lines[below:read])
        else:
            text = _text(written, escaped=escaped)
        if text is None:
            return None
        into[name] = text
    return None if opened else record


@dataclass(frozen=True, slots=True)
class _Alike:
    """Records of the same lines, but for their texts: each is read in one step."""

    lines: re.Pattern[str]
    names: "_Names"
    plain: tuple[int, ...]
    """Which of the texts have yet to be looked at: they are of several words, and not between quotes."""

    def fields(self, piece: str) -> dict[str, Any] | None:
        """Those of a record that is like these; None where it is not."""
        found = self.lines.fullmatch(piece)
        if found is None:
            return None
        texts = found.groups()
        if any(_text(texts[at], escaped=False) is None for at in self.plain):
            return None
        return _named(self.names, iter(texts))


_Names = list[tuple[str, "_Names | None"]]
"""Names of fields in their order, and for those that hold others, these."""


def _alike(piece: str, fields: dict[str, Any]) -> Iterator[_Alike]:
    """Records like this one; none where a text goes over several lines."""
    parts = [line.partition(": ") for line in piece.rstrip("\n").split("\n")]
    written = [text for _, _, text in parts if text]
    names = _names(fields)
    if ">-" not in written and len(parts) < _FEW:
        lines = "\n".join(before + colon + _pattern(text) for before, colon, text in parts)
        plain = tuple(at for at, text in enumerate(written) if _pattern(text) == _PLAIN)
        yield _Alike(re.compile(f"{lines}\n*"), names, plain)


def _pattern(text: str) -> str:
    """What such a text is found by."""
    if not text:
        return ""
    return _QUOTED if text[0] == '"' else _ONE_WORD if _FIELD.fullmatch(text) else _PLAIN


def _names(fields: dict[str, Any]) -> _Names:
    return [(name, _names(value) if isinstance(value, dict) else None) for name, value in fields.items()]


def _named(names: _Names, texts: Iterator[str]) -> dict[str, Any]:
    return {name: next(texts) if inner is None else _named(inner, texts) for name, inner in names}


_QUOTED, _PLAIN = r'"([^"\\\n]*)"', r'([^"\n][^\n]*)'
_ONE_WORD: Final = rf"((?!(?i:{'|'.join(_WORDS)})(?![\w-]))[A-Za-z][A-Za-z0-9_-]*)"
_KINDS: Final = 4
"""Ways to write a record that are learnt of one file."""
_FEW: Final = 60
"""Lines of a record that is read so; who has more is like no other."""
_BOTH: Final = 2
"""Quotes around a text in which there is none."""


@lru_cache(maxsize=1024)
def _field(written: str) -> tuple[int, str, bool]:
    """The indentation of a field, its name, and whether others follow below; the same in every record.

    Nothing else is indented by less than nothing.
    """
    found = _FIELD.fullmatch(written)
    return (len(found[1]), found[2], bool(found[3])) if found else (-1, "", False)


def _text(written: str, *, escaped: bool) -> str | None:
    """What is written after a name; None where it is not between quotes and YAML may take it for no text."""
    first = written[0]
    if first == '"':
        alone = written[-1] == '"' and written.count('"') == _BOTH and not (escaped and "\\" in written)
        return written[1:-1] if alone else None
    if first in _OTHERWISE or ": " in written or " #" in written or written[-1] in " :":
        return None
    return None if len(written) <= _LONGEST and written.lower() in _WORDS else written


def _folded(lines: list[str]) -> str | None:
    """Lines of the same indentation, as one; None where they are folded otherwise."""
    indent = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
    for line in lines:
        if line[indent : indent + 1] in {"", " ", "#"} or line[:indent].strip(" ") or line[-1] == " ":
            return None
    return " ".join(line[indent:] for line in lines) or None
