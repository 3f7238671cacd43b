"""Fluent's bundles, of which an entry is read when somebody first wants it.

To read a whole catalogue takes as long as a hundred answers, and the first card needs a tenth of it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Final

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Message
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.languages import Language

_BEGINNING: Final = re.compile(r"^(?=-?[a-zA-Z][a-zA-Z0-9_-]* *=)", re.MULTILINE)
# Where in the text each word of it stood takes as much room as all else together.
_PARSER: Final = FluentParser(with_spans=False)


class InvalidCatalogue(Exception):  # noqa: N818 - says what the file is
    """A catalogue with an entry that Fluent cannot read."""

    def __init__(self, file: Path, entry: str) -> None:
        super().__init__(file, entry)
        self.file = file
        self.entry = entry


class Bundle(FluentBundle):
    """The entries of a catalogue, or of several: what comes later corrects what comes before.

    Safe in several threads: they take turns to read an entry.
    """

    def __init__(self, language: Language, file: Path, *texts: str) -> None:
        """`file` is told where an entry cannot be read."""
        # Isolation marks are invisible characters: Discord would count them, and readers would copy them.
        super().__init__([str(language)], use_isolating=False)
        self._file = file
        self._written = {name: entry for text in texts for name, entry in entries(text)}
        self._read: set[str] = set()
        self._turn = Lock()

    def has_message(self, message_id: str) -> bool:
        return message_id in self._written

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
                    read[each] = entry = _PARSER.parse_entry(self._written[each])
                    if isinstance(entry, ast.Junk):
                        raise InvalidCatalogue(self._file, entry.content or "")
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


def entries(text: str) -> Iterator[tuple[str, str]]:
    """The names of a catalogue's entries and how they are written; every line between two is indented."""
    for written in _BEGINNING.split(text)[1:]:
        yield written.partition("=")[0].strip(), written
