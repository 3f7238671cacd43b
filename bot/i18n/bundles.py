"""Fluent's bundles, of which an entry is read when somebody first wants it.

To read a whole catalogue takes as long as a hundred answers, and the first card needs a tenth of it.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Message
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.languages import Language

_NAME: Final = r"-?[a-zA-Z][a-zA-Z0-9_-]* *="
_BEGINNING: Final = re.compile(rf"\n(?={_NAME})")
_ODD: Final = re.compile(rf"\n(?:(?![ \n}}]|#{{1,3}}(?: |\n|$)|{_NAME}).|#[^\n]*\n[ \n]*(?:(?<= )[^ \n]|}}))")
"""A line that may belong to no entry: it is not indented, or there is none before it to go on with."""
# Where in the text each word of it stood takes as much room as all else together.
_PARSER: Final = FluentParser(with_spans=False)


class InvalidCatalogue(Exception):  # noqa: N818 - says what the file is
    """A catalogue with an entry that Fluent cannot read, or a line that belongs to none."""

    def __init__(self, file: Path, line: int, entry: str) -> None:
        first = entry.partition("\n")[0]
        super().__init__(
            f"{file}:{line}: {first!r} is not Fluent; write `name = text`, and indent what goes on below it"
        )
        self.file = file
        self.line = line
        self.entry = entry


class Entry(NamedTuple):
    """What is written of one name, from which line on."""

    file: Path
    line: int
    text: str


class Bundle(FluentBundle):
    """The entries of a catalogue, or of several: what comes later corrects what comes before.

    InvalidCatalogue where a line belongs to no entry, and where an entry that is wanted cannot be read.
    Safe in several threads: they take turns to read an entry.
    """

    def __init__(self, language: Language, texts: Mapping[Path, str]) -> None:
        # Isolation marks are invisible characters: Discord would count them, and readers would copy them.
        super().__init__([str(language)], use_isolating=False)
        self._written = {name: entry for file, text in texts.items() for name, entry in entries(file, text)}
        self._read: set[str] = set()
        self._turn = Lock()

    def has_message(self, message_id: str) -> bool:
        return message_id in self._written and not message_id.startswith("-")

    def get_message(self, message_id: str) -> Message:
        """InvalidCatalogue where it cannot be read."""
        if message_id not in self._read:
            self._learn(message_id)
        return super().get_message(message_id)

    def prepare(self) -> None:
        """Read every entry now."""
        for name in self._written:
            if not name.startswith("-"):
                self.get_message(name)

    def _learn(self, name: str) -> None:
        """Read an entry, and all that it refers to."""
        with self._turn:
            wanted, read = [name], dict[str, ast.EntryType]()
            while wanted:
                each = wanted.pop()
                if each in self._written and each not in self._read and each not in read:
                    read[each] = entry = _parsed(self._written[each])[0]
                    wanted += _References(entry).found
            self.add_resource(ast.Resource([*read.values()]))
            for each in read:
                self._lookup(each.removeprefix("-"), term=each.startswith("-"))
            # It has made of them what it says them by; as they were read they take twice the room.
            self._messages.clear()
            self._terms.clear()
            self._read.update(read)


class _References(Visitor):
    def __init__(self, entry: ast.EntryType) -> None:
        self.found: list[str] = []
        self.visit(entry)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as the node is called
        self.found.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - likewise
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)


def entries(file: Path, text: str) -> Iterator[tuple[str, Entry]]:
    """The names of a catalogue's entries and how they are written; every line between two is indented.

    InvalidCatalogue where one is not, unless Fluent allows it there.
    """
    # The line before the first one is there to find that as the others are found, and nothing to go on with.
    lines = f"\n#\n{text}"
    if _ODD.search(lines):
        _parsed(Entry(file, 1, text))
    before, *each = _BEGINNING.split(lines)
    line = before.count("\n")
    for written in each:
        # A comment ends an entry, and belongs to the next.
        yield written.partition("=")[0].rstrip(), Entry(file, line, written.partition("\n#")[0])
        line += written.count("\n") + 1


def _parsed(entry: Entry) -> list[ast.EntryType]:
    """InvalidCatalogue where not all of it can be read."""
    body = _PARSER.parse(entry.text).body
    if any(isinstance(each, ast.Junk) for each in body):
        wrong = next(each for each in FluentParser().parse(entry.text).body if isinstance(each, ast.Junk))
        before = entry.text[: wrong.span.start if wrong.span else 0]
        raise InvalidCatalogue(entry.file, entry.line + before.count("\n"), wrong.content or "")
    return body
