"""The way in: a folder's records, or everything that is wrong with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.records.folder import Records
from bot.records.loader import FILES, Draft, read_folder
from bot.records.models import Kind
from bot.records.problems import InvalidRecords, Problem
from bot.records.rules import problems_of


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the records that are right, and every problem with the others."""

    records: tuple[Records, ...]
    problems: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """One line for each folder that is right."""
        for records in self.records:
            kinds = [sum(quote.kind is kind for quote in records.quotes) for kind in Kind]
            yield (
                f"{records.forum.id}: {len(records.speakers)} speakers, {len(records.themes)} themes, "
                f"{len(records.quotes)} utterances ({kinds[0]} direct, {kinds[1]} reported, "
                f"{kinds[2]} unattributed), every one found in its source"
            )


def check(path: Path) -> Report:
    """Read and judge a forum's folder, or every forum's folder in `path`."""
    try:
        folders = forum_folders(path)
    except InvalidRecords as invalid:
        return Report((), invalid.problems)
    drafts = [read_folder(folder) for folder in folders]
    problems: list[Problem] = [problem for draft in drafts for problem in problems_of(draft)]
    problems += _twice(drafts)
    broken = {problem.file.parent for problem in problems}
    records = tuple(draft.records() for draft in drafts if not problems or not _touches(broken, draft.folder))
    return Report(records, tuple(sorted(set(problems))))


def load_all(path: Path) -> tuple[Records, ...]:
    """The records of every forum in `path`; InvalidRecords with all problems when there is one."""
    report = check(path)
    if report.problems:
        raise InvalidRecords(report.problems)
    return report.records


def load(folder: Path) -> Records:
    """The records of one forum's folder; InvalidRecords with all problems when there is one."""
    (records,) = load_all(folder)
    return records


def forum_folders(path: Path) -> tuple[Path, ...]:
    """`path` itself when it holds a forum's files, else the folders in it, by name."""

    def refuse(wrong: str, instead: str) -> InvalidRecords:
        return InvalidRecords([Problem(path, 0, 0, "", wrong, instead)])

    try:
        inside = sorted(path.iterdir())
    except FileNotFoundError:
        raise refuse("does not exist", "name a folder of records") from None
    except NotADirectoryError:
        raise refuse("is not a folder", "name the folder that holds forum.yaml") from None
    except OSError as error:
        raise refuse(f"cannot be read ({error.strerror})", "allow reading it") from None
    if any((path / name).exists() for name in FILES):
        return (path,)
    folders = tuple(item for item in inside if item.is_dir() and not item.name.startswith("."))
    if not folders:
        raise refuse("holds no records", f"put a folder with {', '.join(FILES)} and source.txt into it")
    return folders


def _touches(broken: Iterable[Path], folder: Path) -> bool:
    return any(place == folder or folder in place.parents for place in broken) or folder.parent in broken


def _twice(drafts: Iterable[Draft]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for draft in drafts:
        if draft.forum is None:
            continue
        name = draft.forum.record.id
        if name in first:
            wrong = f"the forum id `{name}` is taken by {first[name]}"
            yield draft.forum.problem(("id",), wrong, "give this forum an id of its own")
        first.setdefault(name, draft.folder)
