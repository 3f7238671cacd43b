"""YAML into plain data: nothing in it is obeyed, everything is bounded, and what is wrong is told.

YAML is taken as the parser's events: neither depth nor aliases can exhaust memory or the stack (composing
deep nesting ends the process with libyaml), and records come out one by one however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import yaml

from bot.records.files import Unreadable, control, read_text
from bot.records.problems import Place, Problem, named, shown
from bot.records.usual import usual

Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML has it; the other is slower and gives the same events."""

DEEPEST: Final = 32
"""Levels of nesting; records need eight."""
MOST_VALUES: Final = 100_000
"""Values in one record, the forum's with all its sources included."""
MOST: Final = 1000
"""Problems that are listed for one file; its author has enough to do."""

_MEANINGS: Final = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
}
# By first letter: most words cannot be anything but text.
_TYPED: Final = {
    first: [(regexp, _MEANINGS[tag]) for tag, regexp in resolvers if tag in _MEANINGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PLAIN_TAGS: Final = frozenset({None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))})
# What libyaml says, as far as its words show what to do.
_ADVICE: Final = (
    ("tab character", "a tab", "indent with spaces"),
    ("node content", "an open bracket", "close it, or put the text into quotes"),
    ("mapping values", "a text with a colon", "put the text into quotes, or mend the indentation"),
    ("cannot start any token", "a character that may not begin a text", "put the text into quotes"),
    ("unexpected end of stream", "a quote that is never closed", "close it with the same mark"),
    ("expected key", "something that is not `name: value`", "indent it like the lines around it"),
    ("',' or", "an open bracket", "close it, or put the text into quotes"),
    (
        "could not find expected ':'",
        "a line without a colon",
        "write `name: value`, or indent the line further",
    ),
    ("unknown escape", r"a \ in double quotes", r"write \\, or use single quotes"),
    ("document start", "text after the end of the records", "remove it"),
)


@dataclass(frozen=True, slots=True)
class Untexted:
    """A plain word that YAML takes for something other than text."""

    written: str
    meaning: str


class Reading:
    """One file of records while it is read, and what is wrong with it as YAML."""

    def __init__(self, file: Path, root: str = "") -> None:
        self.file = file
        self.root = root
        self.problems: list[Problem] = []
        self.whole = True
        """False when some of the file could not be read, so that something missing may be in it."""

    def items(self) -> Iterator[tuple[Place, Any]]:
        """Each item of the list that the file holds, else its one value, as it is read.

        Texts are str, and what YAML does not take for text is None or `Untexted`.
        """
        text = ""
        try:
            text = read_text(self.file)
            done = 0
            for piece, fields in usual(text):
                if (record := fields or self._alone(piece)) is None:
                    break
                yield (done,), record
                done += 1
            else:
                if done:
                    return
            # The parser goes over what was read already, for it says where things are.
            yield from islice(self._parsed(text), done, None)
        except Unreadable as unreadable:
            self.stop(unreadable.problem)
        except yaml.reader.ReaderError:
            # libyaml counts bytes and PyYAML's own parser characters, so the place is found here.
            found = control(text)
            start, letter = (found.start(), ord(found[0])) if found else (0, 0)
            line = text.count("\n", 0, start) + 1
            wrong = f"holds the character U+{letter:04X}"
            self.stop(Problem(self.file, line, start - text.rfind("\n", 0, start), "", wrong, "remove it"))
        except yaml.YAMLError as error:
            self.stop(_not_yaml(self.file, error, text))

    def _parsed(self, text: str) -> Iterator[tuple[Place, Any]]:
        composer = _Composer(self)
        for event in iter(Loader(text).get_event, None):
            composer.take(event)
            if composer.finished:
                yield composer.hand_out()

    def _alone(self, piece: str) -> dict[str, Any] | None:
        """A record as the parser reads it without those around it; None where anything is wrong with it."""
        other = Reading(self.file, self.root)
        try:
            read = [item for _, item in other._parsed(f"- {piece}")]
        except (Unreadable, yaml.YAMLError):
            return None
        return read[0] if len(read) == 1 and isinstance(read[0], dict) and not other.problems else None

    def problem(self, event: Any, path: Place, wrong: str, instead: str) -> Problem:
        """A problem with what begins at `event`."""
        mark = event.start_mark
        field = named((self.root, *path) if self.root else path)
        return Problem(self.file, mark.line + 1, mark.column + 1, field, wrong, instead)

    def note(self, event: Any, path: Place, wrong: str, instead: str) -> None:
        """Add a problem and read on, unless there are too many."""
        self.problems.append(self.problem(event, path, wrong, instead))
        if len(self.problems) >= MOST:
            raise Unreadable(too_many(self.file))

    def stop(self, problem: Problem) -> None:
        """Add the problem that keeps the rest of the file from being read."""
        self.problems.append(problem)
        self.whole = False


class _Composer:
    """Puts values in their places while the events go by."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._around: list[tuple[dict[str, Any] | list[Any] | None, str | None]] = []
        self._into: dict[str, Any] | list[Any] | None = None
        self._key: str | None = None
        self._handed_out = 0
        self._documents = 0
        self._values = 0
        self._listed = False
        self.finished: list[Any] = []

    def hand_out(self) -> tuple[Place, Any]:
        """The record that is finished, and its path."""
        path: Place = (self._handed_out,) if self._listed else ()
        self._handed_out += 1
        self._values = 0
        return path, self.finished.pop()

    def take(self, event: Any) -> None:
        """Take in the next event; Unreadable where reading ends."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
            if self._values > MOST_VALUES:
                wrong = f"is in a record of more than {MOST_VALUES:,} values"
                raise Unreadable(self._reading.problem(event, self._path(), wrong, "divide the record"))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value = self._into
            self._into, self._key = self._around.pop()
            if self._around or not self._listed:
                self._put(value)
        elif kind is yaml.AliasEvent:
            wrong = f"repeats another text by its name `*{event.anchor}`"
            instead = "write the text out; to begin a text with *, put it into quotes"
            self._reading.note(event, self._path(), wrong, instead)
            self._put("…")
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                wrong, instead = "begins a second document", "remove the line `---`: the rest is not read"
                raise Unreadable(self._reading.problem(event, (), wrong, instead))

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._tag(event)
        if not self._around and isinstance(value, list):
            self._listed = True
        if self._into.__class__ is dict and self._key is None:
            self._reading.note(
                event, self._path(), "has a name that is not a text", "write a word before the colon"
            )
        if len(self._around) >= DEEPEST:
            wrong = f"is more than {DEEPEST} levels deep"
            raise Unreadable(self._reading.problem(event, self._path(), wrong, "keep it flat"))
        self._around.append((self._into, self._key))
        self._into, self._key = value, None

    def _scalar(self, event: Any) -> None:
        value: Any = event.value
        if event.tag is not None:
            self._tag(event)
        into, key = self._into, self._key
        if into.__class__ is dict and key is None:
            if value and value not in into:
                self._key = value
            else:
                self._name(event)
            return
        if event.implicit[0]:
            for regexp, meaning in _TYPED.get(value[:1], ()):
                if regexp.match(value):
                    value = None if meaning == "nothing" else Untexted(value, meaning)
                    break
        elif event.style == '"' and not value.isprintable() and (found := control(value)):
            wrong = f"holds the character U+{ord(found[0]):04X}"
            self._reading.note(event, self._path(), wrong, "remove it")
        if key:
            # Nearly every text is the value of a name; it is put there without asking what else it may be.
            self._values += 1
            into.setdefault(key, value)  # type: ignore[union-attr] # only a dict has names
            self._key = None
        else:
            self._put(value)

    def _name(self, event: Any) -> None:
        name = event.value
        if not name:
            self._reading.note(
                event, self._path(), "has a line without a name", "write a word before the colon"
            )
        elif isinstance(self._into, dict) and name in self._into:
            path = (*self._path(), name)
            self._reading.note(event, path, "stands twice in one record", "keep one of the two")
        self._key = name

    def _put(self, value: Any) -> None:
        into = self._into
        self._values += 1
        if into is None or (self._listed and len(self._around) == 1):
            self.finished.append(value)
        elif isinstance(into, list):
            into.append(value)
        elif self._key is None:
            # What stands here was the name; it is told already, and its value is let go.
            self._key = ""
        else:
            if self._key:
                into.setdefault(self._key, value)
            self._key = None

    def _tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            wrong = f"carries the tag `{shown(event.tag)}`, which is not obeyed"
            instead = "remove it; to begin a text with !, put it into quotes"
            self._reading.note(event, self._path(), wrong, instead)

    def _path(self) -> Place:
        """The path of what comes next."""
        steps: list[str | int] = []
        for depth, (into, key) in enumerate((*self._around[1:], (self._into, self._key))):
            if isinstance(into, list):
                steps.append(self._handed_out if depth == 0 and self._listed else len(into))
            elif key:
                steps.append(key)
        return tuple(steps)


def too_many(file: Path) -> Problem:
    """Said instead of every further problem with a file."""
    return Problem(
        file, 0, 0, "", f"has more than {MOST} problems", "mend those that are listed, then check again"
    )


def _not_yaml(file: Path, error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = str(getattr(error, "problem", None) or error)
    if mark and text[mark.index : mark.index + 1] == "\t":
        said = "tab character"
    what, instead = next(
        ((what, instead) for words, what, instead in _ADVICE if words in said),
        (said, "put texts with : # ' or \" into quotes, and indent with spaces"),
    )
    return Problem(file, line, column, "", f"cannot be read as YAML from here: {what}", instead)
