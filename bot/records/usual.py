"""Records as people usually write them, read at once: a line for each field, an indented one within a field.

YAML can be far more, and what a parser of all of it says of such lines is known beforehand. So a list is
taken record by record: a record of which every line is of the usual kind is read here, in half the time, and
the parser reads the others. Whatever is wrong is left to it too.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from bot.records.files import control

_LINE: Final = re.compile(
    r"""^([ ]*)([A-Za-z][A-Za-z0-9_-]*):"""
    r"""(?:[ ]("[^"\\\n]*"|[^\s\-?:,\[\]{}\#&*!|>'"%@`0-9+.~=<][^\n]*|>-(?:\n\1[ ]+[^\s\#][^\n]*)+))?$""",
    re.MULTILINE,
)
"""A name and what follows it: a text between quotes, a plain one, one that is folded from lines below it."""
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


def pieces(text: str) -> Iterator[str]:
    """The text of each record of a list, without the dash before it; none where they are not clear.

    A dash at the beginning of a line begins a record, for a text that goes over from one record into the
    next is one whose end the parser does not find in either.
    """
    begun = _BEGINNING.match(text)
    if begun is None or any(mark in text for mark in _UNUSUAL):
        return
    if not text.replace("\n", "").isprintable() and control(text):
        # The parser says so before it gives what stands before it.
        return
    at = begun.end()
    while (end := text.find("\n- ", at)) >= 0:
        yield text[at : end + 1]
        at = end + 3
    yield text[at:]


def usual(piece: str) -> dict[str, Any] | None:
    """The fields of a record, all of them texts or fields; None where the parser has to say what they are."""
    written = "  " + piece.rstrip("\n")
    lines = _LINE.findall(written)
    count = len(lines)
    if ">-\n" in written:
        count += sum(value.count("\n") for *_, value in lines)
    # What is no such line stands between those that are.
    return _fields(lines) if count == written.count("\n") + 1 and count <= _MOST else None


def _fields(lines: list[tuple[str, str, str]]) -> dict[str, Any] | None:
    """Lines as indentation, name and text; None where they are not one record, or a text is unusual."""
    record: dict[str, Any] = {}
    into, depth = record, len(lines[0][0])
    around: list[tuple[dict[str, Any], int]] = []
    opened = ""
    for indent, name, written in lines:
        at = len(indent)
        if at > depth and opened:
            around.append((into, depth))
            into[opened] = into = {}
            depth, opened = at, ""
        while at < depth and around:
            into, depth = around.pop()
        if at != depth or opened or name in into:
            return None
        if not written:
            opened = name
        elif (text := _text(written, depth)) is not None and text.isprintable():
            into[name] = text
        else:
            return None
    return None if opened else record


def _text(written: str, depth: int) -> str | None:
    """What is written after a name; None where YAML may take it for something else."""
    first = written[0]
    if first == '"':
        return written[1:-1]
    if first == ">":
        return _folded(written, depth)
    if ": " in written or " #" in written or written[-1] in " :":
        return None
    return None if len(written) <= _LONGEST and written.lower() in _WORDS else written


def _folded(value: str, depth: int) -> str | None:
    """Lines of the same indentation, as one; None where they are folded otherwise."""
    lines = value.split("\n")[1:]
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    if indent <= depth:
        return None
    for line in lines:
        if line[indent : indent + 1] in {"", " "} or line[:indent].strip(" ") or line[-1] == " ":
            return None
    return " ".join(line[indent:] for line in lines)
