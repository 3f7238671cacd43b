"""The way in: a folder's records, or everything that is wrong with them."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from bot.records.files import is_folder, listed
from bot.records.folder import Records
from bot.records.forums import FILES, forum_folders
from bot.records.loader import Draft, read_folder
from bot.records.models import Kind
from bot.records.positions import located
from bot.records.problems import Fault, InvalidRecords, Problem
from bot.records.reading import MOST, too_many
from bot.records.rules import faults_of

T = TypeVar("T")


class Each(Protocol):
    """Calls a function for each of some items, and hands on what it returns, in their order."""

    def __call__(self, work: Callable[[Path], T], items: Iterable[Path], /) -> Iterator[T]:
        """As `map` does."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the records that are right, and every problem with the others."""

    records: tuple[Records, ...]
    problems: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """One line for each folder that is right."""
        for records in self.records:
            kinds = [quote.kind for quote in records.quotes]
            counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in Kind)
            yield (
                f"{records.forum.id}: {_count(records.speakers, 'speaker')}, "
                f"{_count(records.themes, 'theme')}, {_count(records.quotes, 'quote')} "
                f"({counted}): all found in the source"
            )


@dataclass(frozen=True, slots=True)
class Examined(Generic[T]):
    """What came of a folder: what is wrong with it, or what was made of its records."""

    problems: tuple[Problem, ...] = ()
    forum: str = ""
    """The forum's id."""
    made: T | None = None


def examine(folder: Path, make: Callable[[Records], T]) -> Examined[T]:
    """Read and judge a forum's folder, and make something of records that are right."""
    draft = read_folder(folder)
    if problems := _problems_of(draft):
        return Examined(tuple(problems))
    records = draft.records()
    return Examined((), records.forum.id, make(records))


def check(path: Path) -> Report:
    """Read and judge a forum's folder, or every forum's folder in `path`."""
    right: list[Records] = []
    problems = check_each(path, lambda folder: examine(folder, right.append), lambda _: None)
    return Report(tuple(right), problems)


def check_each(
    path: Path,
    examined: Callable[[Path], Examined[T]],
    take: Callable[[T], None],
    *,
    known: Mapping[Path, str] = MappingProxyType({}),
    each: Each = map,
) -> tuple[Problem, ...]:
    """Examine each forum's folder in `path`, and take what was made of them; everything that is wrong.

    Folders in `known` are not read: they were found right before, and hold the forums with these ids. What is
    right is taken as soon as it is there, and not kept: no more than one forum is in memory at a time. `each`
    goes through the folders as `map` does.
    """
    try:
        folders = forum_folders(path)
    except InvalidRecords as invalid:
        return invalid.problems
    problems: list[Problem] = []
    ids = {folder: known[folder] for folder in folders if folder in known}
    # What is known is filed already, whether it comes before or after.
    filed = set(known.values())
    read = [folder for folder in folders if folder not in known]
    results = each(examined, read)
    try:
        for folder in read:
            found = next(results)
            problems += found.problems
            if not found.problems:
                if not problems and found.forum not in filed:
                    take(found.made)  # type: ignore[arg-type] # it was made where nothing was wrong
                ids[folder] = found.forum
                filed.add(found.forum)
            # What was made goes before the next folder is read.
            del found
    finally:
        if isinstance(results, Generator):
            results.close()
    problems += located(_twice({folder: ids[folder] for folder in folders if folder in ids}))
    problems += _astray(path, folders)
    return tuple(sorted(problems))


def load(folder: Path) -> Records:
    """The records of one forum's folder; InvalidRecords with all problems when there is one."""
    draft = read_folder(folder)
    if problems := _problems_of(draft):
        raise InvalidRecords(problems)
    return draft.records()


def _problems_of(draft: Draft) -> list[Problem]:
    """Everything wrong with a folder: as files, as records, and as records of this source."""
    told = {(problem.file, problem.field) for problem in draft.problems}
    faults: dict[Fault, None] = dict.fromkeys(islice(_faults(draft), len(draft.faults) + MOST))
    problems = list(draft.problems)
    # What YAML could not read right is told once, not again for what it was taken for.
    problems += [fault for fault in located(faults) if (fault.file, fault.field) not in told]
    if len(faults) - len(draft.faults) >= MOST:
        problems.append(too_many(draft.folder))
    return problems


def _faults(draft: Draft) -> Iterator[Fault]:
    yield from draft.faults
    yield from faults_of(draft)


def _twice(ids: Mapping[Path, str]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for folder, name in ids.items():
        if name in first:
            wrong = f"`{name}` is the id of the forum in {first[name]} already"
            yield Fault(folder / FILES[0], "", ("id",), wrong, "give this forum an id of its own")
        first.setdefault(name, folder)


def _astray(path: Path, folders: tuple[Path, ...]) -> Iterator[Problem]:
    """Records that lie beside the forums' folders, where nobody reads them."""
    if path in folders:
        return
    for item in listed(path):
        if item.suffix in {".yaml", ".yml"} and not is_folder(item):
            yield Problem(item, 0, 0, "", "is not read: it lies outside a forum's folder", "move it into one")


def _count(things: tuple[object, ...], name: str) -> str:
    return f"{len(things)} {name}" if len(things) == 1 else f"{len(things)} {name}s"
