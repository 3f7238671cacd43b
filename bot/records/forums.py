"""Where records lie: a folder for each forum, known by the names of what is in it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bot.records.files import SEVERAL, is_folder, listed
from bot.records.problems import InvalidRecords, Problem

SOURCE: Final = "source.txt"
FILES: Final = ("forum.yaml", "speakers.yaml", "themes.yaml", "quotes.yaml")
_TELLING: Final = (*FILES, SOURCE, SEVERAL)
"""Names by which a forum's folder is known."""


def forum_folders(path: Path) -> tuple[Path, ...]:
    """`path` itself when it holds a forum's files, else the folders in it, by name.

    InvalidRecords when there is neither.
    """

    def refuse(wrong: str, instead: str) -> InvalidRecords:
        return InvalidRecords([Problem(path, 0, 0, "", wrong, instead)])

    try:
        inside = sorted(path.iterdir())
    except FileNotFoundError:
        raise refuse("does not exist", "name a folder of records") from None
    except NotADirectoryError:
        raise refuse("is not a folder", "name the folder that holds forum.yaml") from None
    except OSError as error:
        raise refuse(f"cannot be read ({error.strerror or error})", "allow reading it") from None
    if _holds_a_forum(inside):
        return (path,)
    folders = tuple(item for item in inside if is_folder(item) and not item.name.startswith("."))
    if not folders and any(item.suffix in {".yaml", ".yml"} for item in inside):
        return (path,)
    if not folders:
        raise refuse("holds no records", f"put a folder with {', '.join((*FILES, SOURCE))} into it")
    if deeper := _deeper(folders):
        raise refuse("holds no forum", f"name {deeper}, which does")
    return folders


def _holds_a_forum(inside: Iterable[Path]) -> bool:
    return any(item.name in _TELLING for item in inside)


def _deeper(folders: Iterable[Path]) -> Path | None:
    """The folder that holds forums, where its parent was named; else every file beside it would be told."""
    if any(_holds_a_forum(listed(folder)) for folder in folders):
        return None
    return next(
        (
            folder
            for folder in folders
            if any(is_folder(item) and _holds_a_forum(listed(item)) for item in listed(folder))
        ),
        None,
    )
