"""A forum's folder into records: every problem found is told at once, each where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.records.complaints import complaint
from bot.records.folder import Records
from bot.records.models import Forum, Quote, Speaker, Theme
from bot.records.problems import InvalidRecords, Problem
from bot.records.reading import Document, NotReadable, read_bytes, read_yaml
from bot.records.source import SourceText

T = TypeVar("T", bound=BaseModel)

SOURCE: Final = "source.txt"
FILES: Final = ("forum.yaml", "speakers.yaml", "themes.yaml", "quotes.yaml")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A record that fits its model, and where it was written."""

    record: T
    document: Document
    path: tuple[str | int, ...]

    def problem(self, path: tuple[str | int, ...], wrong: str, instead: str) -> Problem:
        """A problem with one of this record's fields."""
        return self.document.problem((*self.path, *path), wrong, instead)


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
    broken: set[str] = field(default_factory=set)
    """Stems of files whose records are incomplete: references into them are not judged."""

    def records(self) -> Records:
        """The finished records; only for a draft without problems."""
        if self.forum is None or self.source is None or self.problems:
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
    """Read and validate each file by itself; what records say about each other is judged by the rules."""
    draft = Draft(folder)
    _look_around(draft)
    document = read_yaml(folder / "forum.yaml")
    draft.forum = next(iter(_entries(draft, document, Forum, "forum")), None)
    draft.speakers = list(_listed(draft, "speakers", Speaker))
    draft.themes = list(_listed(draft, "themes", Theme))
    draft.quotes = list(_listed(draft, "quotes", Quote))
    try:
        draft.source = SourceText.read(read_bytes(folder / SOURCE))
    except NotReadable as refusal:
        draft.problems.append(refusal.problem)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        draft.problems.append(
            Problem(
                folder / SOURCE, line, 1, "", f"is not UTF-8 text (byte {error.start})", "save it as UTF-8"
            )
        )
    return draft


def _look_around(draft: Draft) -> None:
    known = [*FILES, SOURCE, "quotes"]
    for path in sorted(draft.folder.iterdir()):
        if path.suffix not in {".yaml", ".yml"} or path.name in known:
            continue
        free = [Path(name).stem for name in FILES if not (draft.folder / name).exists()]
        near = get_close_matches(path.stem, free, 1)
        instead = (
            f"rename it to {near[0]}.yaml" if near else f"keep only {', '.join(FILES)} and {SOURCE} here"
        )
        draft.problems.append(Problem(path, 0, 0, "", "is not a file that is read", instead))


def _listed(draft: Draft, stem: str, model: type[T]) -> Iterator[Entry[T]]:
    several = draft.folder / stem
    files = [draft.folder / f"{stem}.yaml"]
    if stem == "quotes" and several.is_dir():
        files = sorted(several.glob("*.yaml")) + [file for file in files if file.exists()]
        if not files:
            draft.problems.append(Problem(several, 0, 0, "", "is empty", "add files of quotes, as YAML"))
    for file in files:
        yield from _entries(draft, read_yaml(file), model, stem)


def _entries(draft: Draft, document: Document, model: type[T], stem: str) -> Iterator[Entry[T]]:
    draft.problems += document.problems
    if document.problems:
        draft.broken.add(stem)
    data: Any = document.data
    if data is None:
        if not document.problems:
            draft.problems.append(Problem(document.file, 1, 1, "", "is empty", "write the records into it"))
            draft.broken.add(stem)
        return
    items: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    if stem != "forum":
        if not isinstance(data, list):
            wrong, instead = "is not a list of records", "begin each record with `- id:`"
            draft.problems.append(document.problem((), wrong, instead))
            draft.broken.add(stem)
            return
        items = [((index,), item) for index, item in enumerate(data)]
    for path, item in items:
        try:
            yield Entry(model.model_validate(item), document, path)
        except ValidationError as error:
            draft.broken.add(stem)
            draft.problems += _complaints(error, model, document, path)


def _complaints(
    error: ValidationError, model: type[BaseModel], document: Document, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    # Where YAML itself was wrong, half a record would only repeat it in other words.
    told = {problem.line for problem in document.problems}
    for detail in error.errors():
        place, wrong, instead = complaint(detail, model)
        if document.place((*path, *place))[0] not in told:
            yield document.problem((*path, *place), wrong, instead)
