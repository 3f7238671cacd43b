"""A forum's folder into records, each validated by itself; the rules judge them together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from bot.languages import Language
from bot.records.complaints import complaint
from bot.records.fields import Record
from bot.records.files import SEVERAL, Unreadable, control, decoded, is_folder, listed, read_bytes
from bot.records.folder import Records
from bot.records.forums import FILES, SOURCE
from bot.records.mending import mended
from bot.records.models import Forum, Quote, Speaker, Theme
from bot.records.nearest import nearest_word
from bot.records.problems import Fault, InvalidRecords, Place, Problem
from bot.records.reading import MOST, Reading, too_many
from bot.records.source import SourceText
from bot.records.values import judged, prepare

T = TypeVar("T", bound=Record)

prepare(Forum, Speaker, Theme, Quote)

LARGEST_SOURCE: Final = 64_000_000
"""Bytes of source.txt."""

_BESIDE: Final = frozenset({"NOTICE", "LICENSE", "README"})
"""Files for people, which may stand beside the records with any ending; *.md may too."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A record that fits its model, and where it was written."""

    record: T
    file: Path
    root: str
    path: Place
    left_out: tuple[Place, ...] = ()
    """Fields that were wrong in themselves and are no longer in the record."""

    def fault(self, path: Place, wrong: str, instead: str) -> Fault:
        """A problem with one of this record's fields."""
        return Fault(self.file, self.root, (*self.path, *path), wrong, instead)


@dataclass(slots=True)
class Draft:
    """A folder as far as it could be read."""

    folder: Path
    forum: Entry[Forum] | None = None
    speakers: list[Entry[Speaker]] = field(default_factory=list)
    themes: list[Entry[Theme]] = field(default_factory=list)
    quotes: list[Entry[Quote]] = field(default_factory=list)
    source: SourceText | None = None
    problems: list[Problem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    """Per root, ids of all records, those with problems included: a reference to these does not dangle."""
    sources: set[str] = field(default_factory=set)
    """Keys of the sources in forum.yaml, likewise."""
    partial: set[str] = field(default_factory=set)
    """Roots of which something could not be read: what seems missing may be there."""

    @property
    def language(self) -> Language | None:
        """The language of the source, where it is known."""
        return self.forum.record.language if self.forum else None

    def records(self) -> Records:
        """The finished records; only for a draft without problems."""
        if self.forum is None or self.source is None:
            raise InvalidRecords(self.problems)
        return Records(
            self.folder,
            self.forum.record,
            tuple(entry.record for entry in self.speakers),
            tuple(entry.record for entry in self.themes),
            tuple(entry.record for entry in self.quotes),
            self.source,
        )


def read_folder(folder: Path) -> Draft:
    """Read and validate each file by itself."""
    draft = Draft(folder)
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        wrong = f"cannot be read ({error.strerror or error})"
        instead = "name a folder that may be read"
        draft.problems.append(Problem(folder, 0, 0, "", wrong, instead))
        return draft
    draft.problems += _strangers(folder, inside)
    for forum in _records(draft, Reading(folder / FILES[0]), Forum):
        draft.forum = forum
    draft.speakers += _listed(draft, "speakers", Speaker)
    draft.themes += _listed(draft, "themes", Theme)
    draft.quotes += _listed(draft, "quotes", Quote)
    draft.source = _source(draft)
    return draft


def _listed(draft: Draft, root: str, model: type[T]) -> Iterator[Entry[T]]:
    for file in _files(draft, root):
        yield from _records(draft, Reading(file, root), model)


def _source(draft: Draft) -> SourceText | None:
    file = draft.folder / SOURCE
    try:
        data = read_bytes(file, largest=LARGEST_SOURCE)
        text = decoded(file, data)
    except Unreadable as unreadable:
        draft.problems.append(unreadable.problem)
        return None
    if not text.strip():
        draft.problems.append(Problem(file, 1, 1, "", "is empty", "put the text of the article into it"))
        return None
    source = SourceText.read(data)
    if found := control(text):
        wrong = f"holds the character U+{ord(found[0]):04X}"
        draft.problems.append(Problem(file, source.line_of(found.start()), 1, "", wrong, "remove it"))
    return source


def _strangers(folder: Path, inside: list[Path]) -> Iterator[Problem]:
    """Problems with what is not read: most often a name that is nearly right."""
    names = {path.name for path in inside}
    several = folder / SEVERAL
    known = {*FILES, SOURCE, SEVERAL} if is_folder(several) else {*FILES, SOURCE}
    there = names | {FILES[3]} if is_folder(several) else names
    for path in inside:
        if path.name not in known and not _beside(path):
            wrong = f"is not read: a forum's files are {', '.join((*FILES, SOURCE))}"
            yield Problem(path, 0, 0, "", wrong, _place_for(path.name, there))
    for path in listed(several):
        if path.suffix != ".yaml" and not _beside(path):
            wrong = "is not read: files of quotes end in .yaml"
            yield Problem(path, 0, 0, "", wrong, "rename it, or take it out of this folder")


def _place_for(name: str, there: set[str]) -> str:
    """What to do with a file of this name, where the others in `there` are."""
    near = nearest_word(name, (*FILES, SOURCE))
    if near is None:
        return "take it out of this folder"
    return f"move what it holds into {near}" if near in there else f"rename it to {near}"


def _beside(path: Path) -> bool:
    return path.name.startswith(".") or path.suffix == ".md" or path.stem in _BESIDE


def _files(draft: Draft, root: str) -> list[Path]:
    alone, several = draft.folder / f"{root}.yaml", draft.folder / SEVERAL
    if root != SEVERAL or not is_folder(several):
        return [alone]
    files = [path for path in listed(several) if path.suffix == ".yaml" and not _beside(path)]
    if alone in listed(draft.folder):
        files.insert(0, alone)
    if not files:
        draft.partial.add(root)
        draft.problems.append(
            Problem(several, 0, 0, "", "holds no quotes", "put YAML files of quotes into it")
        )
    return files


def _records(draft: Draft, reading: Reading, model: type[T]) -> Iterator[Entry[T]]:
    """The records of one file that can be judged further; everything else becomes problems."""
    before = len(draft.faults)
    empty = True
    for path, item in reading.items():
        empty = False
        if bool(path) is not bool(reading.root):
            draft.faults.append(_not_of_this_form(reading))
            draft.partial.add(reading.root)
            break
        _remember(draft, reading.root, item)
        if (entry := _record(draft, reading, path, item, model)) is not None:
            yield entry
        if len(draft.faults) - before >= MOST:
            reading.stop(too_many(reading.file))
            break
    if empty and not reading.problems:
        reading.stop(Problem(reading.file, 1, 1, "", "is empty", _beginning(reading)))
    draft.problems += reading.problems
    if not reading.whole:
        draft.partial.add(reading.root)


def _remember(draft: Draft, root: str, item: Any) -> None:
    """Keep what other records may refer to, whether or not the rest of the record is right."""
    fields: dict[str, Any] = item if isinstance(item, dict) else {}
    if isinstance(name := fields.get("id"), str):
        draft.ids.setdefault(root, set()).add(name)
    if isinstance(sources := fields.get("sources"), dict):
        draft.sources.update(sources)
    elif not root:
        draft.partial.add(root)


def _record(draft: Draft, reading: Reading, path: Place, item: Any, model: type[T]) -> Entry[T] | None:
    try:
        return Entry(judged(item, model), reading.file, reading.root, path)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] == "too_short" and detail["input"]:
                continue  # Each of the entries is wrong, and has been told.
            place, wrong, instead = complaint(detail, model, item)
            draft.faults.append(Fault(reading.file, reading.root, (*path, *place), wrong, instead))
        rest = mended(model, item, error)
        return Entry(rest[0], reading.file, reading.root, path, rest[1]) if rest else None


def _not_of_this_form(reading: Reading) -> Fault:
    wrong = "is not a list of records" if reading.root else "is a list, not one record"
    return Fault(reading.file, "", (), wrong, _beginning(reading))


def _beginning(reading: Reading) -> str:
    return "begin each record with `- id:`" if reading.root else "begin its first line with `id:`"
