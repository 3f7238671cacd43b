"""A settings file and the environment as people wrote them: what is strange or wrong there, and where."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml

from bot.settings.problems import CONFIG, DEBUG, PREFIX, InvalidSettings, variable

LIKE: Final = 0.5

Known = Mapping[str, Sequence[str] | None]
"""The settings: of a section the names in it, else None."""
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What stands in a file, with the line of every name; `problems` tells names that stand there twice."""

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[Place, int]
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "SettingsFile":
        """Read the file; InvalidSettings where it is no set of names and values."""
        try:
            text = path.read_text(encoding="utf-8")
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            data = yaml.safe_load(text)
        except OSError as error:
            raise InvalidSettings([f"{path}: cannot be read ({error.strerror})"]) from None
        except UnicodeDecodeError:
            raise InvalidSettings([f"{path}: is not UTF-8 text; save it as UTF-8"]) from None
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            raise InvalidSettings(
                [f"{path}{line}: is not YAML: {getattr(error, 'problem', error)}"]
            ) from None
        if data is None:
            return cls(path, {}, {})
        if not isinstance(data, dict):
            raise InvalidSettings([f"{path}:1: is not a set of `name: value` lines"])
        lines: dict[Place, int] = {}
        twice = tuple(
            f"{path}:{line}: `{'.'.join(place)}` stands here again; keep one of the two"
            for place, line in _note_lines(node, (), lines)
        )
        # A section of which every line is commented out is one that nothing is said about.
        said = {str(name): value for name, value in data.items() if value is not None}
        return cls(path, said, lines, twice)

    def strangers(self, known: Known) -> Iterator[str]:
        """A line for every name that is no setting."""
        for name, value in self.data.items():
            if name not in known:
                yield f"{self.path}:{self.lines.get((name,), 1)}: {_stranger(name, [*known])}"
                continue
            inner = known[name]
            if inner is not None and isinstance(value, dict):
                whole = [f"{name}.{each}" for each in inner]
                for each in value:
                    if each not in inner:
                        line = self.lines.get((name, str(each)), 1)
                        yield f"{self.path}:{line}: {_stranger(f'{name}.{each}', whole)}"

    def where(self, place: Place) -> str:
        """Where a setting is set: in the environment, or in which line of the file."""
        if in_environment(place):
            return f"environment: {variable(place)}"
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return f"{self.path}:{self.lines[place[:length]]}: {'.'.join(place)}"
        return f"{self.path}: {'.'.join(place)}"


def in_environment(place: Place) -> str | None:
    """What the environment says of a setting, without blanks around it; one of nothing else is not set."""
    name = variable(place)
    return next(
        (said for each, value in os.environ.items() if each.upper() == name and (said := value.strip())), None
    )


def strange_environment(known: Known) -> list[str]:
    """A line for every variable that begins as ours do and is none."""
    names = [CONFIG, DEBUG]
    for name, inner in known.items():
        names += [variable((name,))] if inner is None else [variable((name, each)) for each in inner]
    names.sort()
    strangers = sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in names
    )
    return [f"environment: {_stranger(name, names)}" for name in strangers]


def _note_lines(node: Any, path: Place, lines: dict[Place, int]) -> Iterator[tuple[Place, int]]:
    """Fill `lines`; what stands there already is told."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*path, str(key.value))
            line = key.start_mark.line + 1
            if place in lines:
                yield place, line
            lines[place] = line
            yield from _note_lines(value, place, lines)


def _stranger(name: str, known: Sequence[str]) -> str:
    inside = [each for each in known if each.startswith(f"{name.upper()}__")]
    near = get_close_matches(name, known, 1, LIKE)
    if inside:
        return f"`{name}` is a section, not a setting; there are: {', '.join(inside)}"
    instead = f"write `{near[0]}`" if near else f"there are: {', '.join(known)}"
    return f"`{name}` is not a setting; {instead}"
