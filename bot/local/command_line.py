"""A command as it is typed in Discord: `/quote speaker:Liu Song theme:AI`.

A value runs to the next `option:` of the same command, so it may hold spaces and colons of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

_YES: Final = frozenset({"true", "yes", "1"})
_NO: Final = frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, as Discord knows it."""

    name: str
    required: bool = False
    boolean: bool = False


Commands = Mapping[str, Sequence[Option]]


class BadCommand(Exception):  # noqa: N818 - the command is bad; nothing went wrong with the program
    """What was typed is no command; `why` says what to type instead."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command and its options, ready to be sent."""

    name: str
    options: dict[str, str | bool]


def parse(text: str, commands: Commands) -> Typed:
    """Read one command; BadCommand when it is none of `commands` or its options do not fit."""
    body = text.strip().removeprefix("/")
    name, _, rest = body.partition(" ")
    # Names of subcommands are several words.
    for known in sorted(commands, key=len, reverse=True):
        if body == known or body.startswith(f"{known} "):
            name, rest = known, body[len(known) :]
            break
    else:
        listed = ", ".join(f"/{known}" for known in commands)
        near = get_close_matches(name, list(commands), 1, 0.4)
        hint = f"Did you mean /{near[0]}? " if near else ""
        raise BadCommand(f"There is no command /{name}. {hint}There are: {listed}.")
    return Typed(name, _options(name, rest.strip(), commands[name]))


def _options(command: str, text: str, known: Sequence[Option]) -> dict[str, str | bool]:
    by_name = {option.name: option for option in known}
    values: dict[str, str | bool] = {}
    for name, value in _split(command, text, list(by_name)):
        if name in values:
            raise BadCommand(f"/{command} takes {name}: once.")
        if not value:
            raise BadCommand(f"{name}: is empty. Write what you look for behind the colon.")
        values[name] = _boolean(name, value) if by_name[name].boolean else value
    for option in known:
        if option.required and option.name not in values:
            raise BadCommand(f"/{command} needs {option.name}: as in /{command} {option.name}:…")
    return values


def _split(command: str, text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    if not text:
        return
    listed = ", ".join(f"{name}:" for name in names) or "none"
    marks = list(re.finditer(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):", text)) if names else []
    if not marks or marks[0].start() > 0:
        stray = text[: marks[0].start()] if marks else text
        word = stray.partition(":")[0].strip()
        near = get_close_matches(word, names, 1, 0.5)
        hint = f"Did you mean {near[0]}:? " if near else ""
        raise BadCommand(f"/{command} has no option for {stray.strip()!r}. {hint}Its options are: {listed}.")
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)].strip()
        for word in re.findall(r"(?<=\s)(\w+):", value):
            if near := get_close_matches(word, [name for name in names if name != mark[1]], 1, 0.7):
                raise BadCommand(f"/{command} has no option {word}:. Did you mean {near[0]}:?")
        yield mark[1], value


def _boolean(name: str, value: str) -> bool:
    if value.casefold() in _YES:
        return True
    if value.casefold() in _NO:
        return False
    raise BadCommand(f"{name}: is either True or False.")
