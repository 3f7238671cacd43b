"""YAML into plain data, with the line and column of every value, and nothing that YAML could do besides.

Works on the parser's events, so that neither depth nor aliases can exhaust memory or the stack, and no
tag is ever obeyed.
"""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.resolver import Resolver

from bot.records.problems import Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover - PyYAML without libyaml: slower, the same events
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

LARGEST: Final = 16 * 1024 * 1024
"""Bytes in one file. More quotes than fit go into several files under `quotes/`."""
DEEPEST: Final = 32
"""Levels of nesting; records need seven."""

Path_ = tuple[str | int, ...]
_TYPED: Final = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "a yes-or-no value",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
}


@dataclass(slots=True)
class Document:
    """A file's data, where each value stands, and what is wrong with it as YAML."""

    file: Path
    data: Any = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path_) -> tuple[int, int]:
        """Line and column of `path`, or of the nearest value around it that stands in the file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return 1, 1

    def problem(self, path: Path_, wrong: str, instead: str) -> Problem:
        """A problem with the value at `path`."""
        line, column = self.place(path)
        return Problem(self.file, line, column, named(path), wrong, instead)


def named(path: Path_) -> str:
    """`("quotes", 3, "text")` as `quotes[3].text`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


@dataclass(frozen=True, slots=True)
class NotReadable(Exception):  # noqa: N818 - says what the file is
    """A file that cannot be taken as text."""

    problem: Problem


def read_bytes(file: Path, *, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file; NotReadable for anything else, or anything too large."""

    def refuse(wrong: str, instead: str) -> NotReadable:
        return NotReadable(Problem(file, 0, 0, "", wrong, instead))

    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise refuse(f"is {kind}", "put a text file of this name here")
        if status.st_size > largest:
            size = f"{status.st_size / 1_000_000:.0f} MB"
            raise refuse(
                f"is {size} large, more than the {largest // 1_000_000} MB that are read",
                "split it into several files",
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise refuse("is missing", "add it; `forum-bot schema` shows what goes into it") from None
    except OSError as error:
        raise refuse(f"cannot be read ({error.strerror or error})", "allow reading it") from None


def read_yaml(file: Path) -> Document:
    """Parse one file. Whatever it holds, the result is a document with its problems, never an exception."""
    document = Document(file)
    try:
        text = read_bytes(file).decode("utf-8-sig")
        for number, _ in enumerate(_build(text, document)):
            if number:
                document.problems.append(
                    document.problem((), "holds more than one document", "remove the `---` lines")
                )
    except NotReadable as refusal:
        document.problems.append(refusal.problem)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        wrong = f"is not UTF-8 text (byte {error.start})"
        document.problems.append(Problem(file, line, 1, "", wrong, "save it as UTF-8"))
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, str) else chr(error.character)
        wrong = f"holds the character {character!r}, which YAML does not allow"
        line = text.count("\n", 0, error.position) + 1
        document.problems.append(Problem(file, line, 1, "", wrong, "remove it"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        wrong = f"is not YAML: {getattr(error, 'problem', None) or error}"
        instead = "check indentation, and put text with : # ' or \" into quotes"
        document.problems.append(Problem(file, line, column, "", wrong, instead))
    return document


class _Builder:
    """Puts values in their places while the events go by."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[tuple[Any, Path_]] = []
        self.key: str | None = None
        self.skip = 0
        self.root: Any = None

    def path(self) -> Path_:
        if not self.stack:
            return ()
        container, path = self.stack[-1]
        return (*path, self.key or "") if isinstance(container, dict) else (*path, len(container))

    def note(self, event: Any, path: Path_, wrong: str, instead: str) -> None:
        mark = event.start_mark
        problem = Problem(self.document.file, mark.line + 1, mark.column + 1, named(path), wrong, instead)
        self.document.problems.append(problem)

    def add(self, event: Any, value: Any) -> Path_:
        path = self.path()
        mark = event.start_mark
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            self.note(event, self.stack[-1][1], "has a key that is not plain text", "write the key as a word")
            self.key = ""
        self.document.places.setdefault(path, (mark.line + 1, mark.column + 1))
        if not self.stack:
            self.root = value
            return path
        container = self.stack[-1][0]
        if isinstance(container, dict):
            container.setdefault(self.key, value)
            self.key = None
        else:
            container.append(value)
        return path

    def scalar(self, event: Any) -> None:
        container, path = self.stack[-1] if self.stack else (None, ())
        if isinstance(container, dict) and self.key is None:
            self.key = event.value
            mark = event.start_mark
            place = (*path, event.value)
            if event.value in container:
                first = self.document.places[place][0]
                wrong = f"the key `{event.value}` stands twice (first on line {first})"
                self.note(event, place, wrong, "keep one of them")
            self.document.places[place] = (mark.line + 1, mark.column + 1)
            return
        value: Any = event.value
        if event.implicit[0] and not event.style:
            tag = _implied(event.value)
            if tag in _TYPED:
                value = Untexted(event.value, _TYPED[tag])
        self.add(event, value)


@dataclass(frozen=True, slots=True)
class Untexted:
    """A plain word that YAML takes for something other than text, as it was written."""

    written: str
    taken_for: str


_RESOLVER: Any = Resolver()
"""PyYAML's own rules of what a plain word is; its types do not name them."""


def _implied(word: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, word, (True, False)))


def _build(text: str, document: Document) -> Iterator[None]:
    """Fill `document` from its text; yields once for each YAML document in the file."""
    builder = _Builder(document)
    events: Iterator[Any] = yaml.parse(text, Loader=Loader)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            yield
        elif isinstance(event, yaml.AliasEvent):
            builder.note(event, builder.path(), f"uses the alias *{event.anchor}", "write the text out")
            builder.add(event, "")
        elif isinstance(event, yaml.NodeEvent):
            tag = getattr(event, "tag", None)
            if tag not in {None, "!"}:
                wrong = f"carries the tag `{tag}`, which is not obeyed here"
                builder.note(event, builder.path(), wrong, "remove the tag")
            if isinstance(event, yaml.ScalarEvent):
                builder.scalar(event)
                continue
            if len(builder.stack) >= DEEPEST:
                builder.note(event, builder.path(), f"is nested more than {DEEPEST} deep", "keep it flat")
                break
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            path = builder.add(event, value)
            builder.stack.append((value, path))
            builder.key = None
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.stack.pop()
            builder.key = None
    document.data = builder.root
