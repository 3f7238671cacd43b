"""A command as it is typed in Discord: `/quote speaker:Liu Song theme:AI`.

A value runs to the next `option:` of the same command, so it may hold spaces and colons of its own. What
stands before all of them is the value that the command needs first, as in Discord: `/speaker Liu Song`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

_BOOLEANS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

_COLON: Final = "[:：]"
"""Chinese and Japanese keyboards write the wide one."""

_ALMOST: Final = 0.8
"""How like an option's name a word inside a value must be to count as a slip: `speker:`, not `why:`."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, as Discord knows it."""

    name: str
    required: bool = False
    boolean: bool = False
    choices: Mapping[str, Any] = field(default_factory=dict)
    """What Discord offers to choose from, by the name shown; without any, every text will do."""


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
    options: dict[str, Any]


def parse(text: str, commands: Commands) -> Typed:
    """Read one command; BadCommand when it is none of `commands` or its options do not fit."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadCommand("The command is not readable as UTF-8 text.") from None
    name, rest = _named(text.strip().removeprefix("/"), commands)
    return Typed(name, _options(name, rest, commands[name]))


def _named(body: str, commands: Commands) -> tuple[str, str]:
    """The command's name and everything behind it. Names of subcommands are several words."""
    words = body.split()
    for count in range(max((len(known.split()) for known in commands), default=0), 0, -1):
        known = " ".join(words[:count])
        if known in commands:
            return known, body.split(maxsplit=count)[count] if len(words) > count else ""
    first = words[0] if words else ""
    subcommands = [known for known in commands if known.startswith(f"{first} ")] if first else []
    # Of a group only the next word counts: whatever follows is options already.
    typed = " ".join(words[:2]) if subcommands else first
    near = (
        [] if typed in {known.partition(" ")[0] for known in subcommands} else subcommands or list(commands)
    )
    hint = _hint(typed, near, 0.4, "/{}")
    listed = _listed(subcommands or commands, "/{}")
    raise BadCommand(f"There is no command /{typed}. {hint}There are: {listed}.")


def _options(command: str, text: str, known: Sequence[Option]) -> dict[str, Any]:
    by_name = {option.name: option for option in known}
    values: dict[str, Any] = {}
    listed = f"Its options are: {_listed(by_name, '{}:')}."
    for name, value in _split(command, text.strip(), known):
        if name in values:
            raise BadCommand(f"/{command} takes {name}: once. {listed}")
        if not value:
            raise BadCommand(f"{name}: is empty. Write what you look for behind the colon. {listed}")
        values[name] = _value(by_name[name], value)
    for option in known:
        if option.required and option.name not in values:
            raise BadCommand(f"/{command} needs {option.name}: as in /{command} {option.name}:… {listed}")
    return values


def _split(command: str, text: str, known: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """Each option's name and value, in the order typed."""
    if not text:
        return
    names = [option.name for option in known]
    either = "|".join(map(re.escape, names))
    marks = list(re.finditer(rf"(?<!\S)({either}){_COLON}", text)) if names else []
    if lead := (text[: marks[0].start()] if marks else text).strip():
        first = next((option.name for option in known if option.required), None)
        if first is None or any(mark[1] == first for mark in marks) or _slip(lead, names):
            raise _stray(command, lead, names)
        yield first, lead
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = text[mark.end() : following.start() if following else len(text)].strip()
        others = [name for name in names if name != mark[1]]
        for slip in re.finditer(rf"(?<=\s)(\w+){_COLON}(?=\S)", value):
            if get_close_matches(slip[1], others, 1, _ALMOST):
                raise _stray(command, slip[0], others)
        yield mark[1], value


def _slip(text: str, names: Sequence[str]) -> str:
    """What begins as an option would, and has none's name: a question whether one of `names` was meant."""
    word, *value = re.split(_COLON, text, maxsplit=1)
    return _hint(word.strip(), names, 0.5, "{}:") if value else ""


def _stray(command: str, text: str, names: list[str]) -> BadCommand:
    hint = _slip(text, names)
    if names and not hint:
        hint = f"Write which option it is, as in /{command} {names[0]}:{text}. "
    return BadCommand(
        f"/{command} has no option for {text!r}. {hint}Its options are: {_listed(names, '{}:')}."
    )


def _value(option: Option, text: str) -> Any:
    wanted = text.casefold()
    if option.boolean:
        if wanted not in _BOOLEANS:
            raise BadCommand(f"{option.name}: cannot be {text!r}. It is either True or False.")
        return _BOOLEANS[wanted]
    if not option.choices:
        return text
    # A choice may be named as it is sent or, before that, as it is shown; a channel also without its #.
    known = {str(value).casefold(): shown for shown, value in option.choices.items()}
    known |= {shown.casefold().removeprefix("#"): shown for shown in option.choices}
    known |= {shown.casefold(): shown for shown in option.choices}
    if wanted in known:
        return option.choices[known[wanted]]
    near = get_close_matches(wanted, list(known), 1, 0.5)
    hint = f"Did you mean {known[near[0]]}? " if near else ""
    raise BadCommand(f"{option.name}: cannot be {text!r}. {hint}It is one of: {', '.join(option.choices)}.")


def _hint(word: str, names: Sequence[str], likeness: float, form: str) -> str:
    near = get_close_matches(word.casefold(), names, 1, likeness)
    return f"Did you mean {form.format(near[0])}? " if near else ""


def _listed(names: Iterable[str], form: str) -> str:
    return ", ".join(form.format(name) for name in names) or "none"
