"""The lines of values, looked up when there is something to say about them.

Most files are right, so reading does not pay for positions: a file with faults is read a second time.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import yaml

from bot.records.files import Unreadable, read_text
from bot.records.problems import Fault, Place, Problem
from bot.records.reading import Loader


def located(faults: Iterable[Fault]) -> Iterator[Problem]:
    """The faults as problems, each with the line and column of its value or of the nearest one around it."""
    by_file: dict[Path, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    for file, group in by_file.items():
        wanted = {fault.path[:length] for fault in group for length in range(len(fault.path) + 1)}
        places = positions(file, wanted)
        for fault in group:
            line, column = _nearest(places, fault.path)
            yield Problem(file, line, column, fault.field, fault.wrong, fault.instead)


def positions(file: Path, wanted: AbstractSet[Place]) -> dict[Place, tuple[int, int]]:
    """Line and column, 1-based, of those of the wanted paths that are in the file."""
    found: dict[Place, tuple[int, int]] = {}
    last = max((path[0] for path in wanted if path and isinstance(path[0], int)), default=None)
    try:
        for path, mark in _marks(read_text(file)):
            if path in wanted:
                found.setdefault(path, (mark.line + 1, mark.column + 1))
            elif last is not None and path and isinstance(path[0], int) and path[0] > last:
                break
    except (Unreadable, yaml.YAMLError):
        pass  # Told when it was read; what stands before it has its line.
    return found


def _nearest(places: Mapping[Place, tuple[int, int]], path: Place) -> tuple[int, int]:
    for length in range(len(path), -1, -1):
        if path[:length] in places:
            return places[path[:length]]
    return 1, 1


def _marks(text: str) -> Iterator[tuple[Place, Any]]:
    """The path of every value, and the mark where it begins: at its name where it has one."""
    # For each container that is open: the step to what comes next in it; None where a name comes next.
    steps: list[str | int | None] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            steps.pop()
        elif not isinstance(event, yaml.NodeEvent):
            continue
        elif steps and steps[-1] is None and isinstance(event, yaml.ScalarEvent):
            steps[-1] = event.value
            yield _path(steps), event.start_mark
            continue
        else:
            if not steps or isinstance(steps[-1], int):
                yield _path(steps), event.start_mark
            if isinstance(event, yaml.CollectionStartEvent):
                steps.append(None if isinstance(event, yaml.MappingStartEvent) else 0)
                continue
        _step_on(steps)


def _step_on(steps: list[str | int | None]) -> None:
    """After a value, say what comes next in the container around it."""
    if not steps:
        return
    step = steps[-1]
    # A container or an alias may stand where a name belongs; then its value is next.
    steps[-1] = step + 1 if isinstance(step, int) else "" if step is None else None


def _path(steps: Iterable[str | int | None]) -> Place:
    return tuple(step for step in steps if step is not None)
