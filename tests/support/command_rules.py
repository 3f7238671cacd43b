"""What Discord demands of commands and choices beyond its description (interactions/application-commands)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from discord import Locale

from tests.support.violations import Violation

Json = Mapping[str, Any]
Path = tuple[str, ...]

CHAT, USER, MESSAGE = 1, 2, 3
_GLOBAL: Final = {CHAT: 100, USER: 15, MESSAGE: 15}
_SUBCOMMAND, _GROUP, _STRING = 1, 2, 3
_WITH_CHOICES: Final = frozenset({3, 4, 10})
_TOTAL: Final = 8000
_LIST: Final = 25
"""Options of a command, choices of an option."""
_NAME: Final = 32
_DESCRIPTION: Final = 100
_CHOICE: Final = 100
_LOCALES: Final = frozenset(locale.value for locale in Locale)
_MARKED_SCRIPTS: Final = ("DEVANAGARI", "THAI")
_COMMANDS: Final = re.compile(r"/applications/[^/]+(?:/guilds/[^/]+)?/commands(?:/[^/]+)?")
_CALLBACK: Final = re.compile(r"/interactions/[^/]+/[^/]+/callback")
_AUTOCOMPLETE: Final = 8


def body_violations(path: str, body: object) -> list[Violation]:
    """Judge the commands that a request brings, or the choices of an autocomplete answer."""
    if _COMMANDS.fullmatch(path):
        if isinstance(body, list):
            return list(commands_violations(body))
        return list(command_violations(body, ())) if isinstance(body, dict) else []
    if _CALLBACK.fullmatch(path) and isinstance(body, dict) and body.get("type") == _AUTOCOMPLETE:
        choices = (body.get("data") or {}).get("choices") or []
        return list(_choices(choices, ("data", "choices")))
    return []


def commands_violations(commands: Sequence[Json]) -> Iterator[Violation]:
    """Judge a whole set of commands."""
    kinds = Counter(command.get("type") or CHAT for command in commands)
    for kind, limit in _GLOBAL.items():
        if kinds[kind] > limit:
            yield Violation((), "APPLICATION_COMMANDS_MAX", f"Maximum of {limit} commands of type {kind}.")
    yield from _twice(commands, ())
    for index, command in enumerate(commands):
        yield from command_violations(command, (str(index),))


def command_violations(command: Json, at: Path) -> Iterator[Violation]:
    """Judge one command and all of its options."""
    if (command.get("type") or CHAT) != CHAT:
        names = {("name",): command.get("name", "")} | _localized(command, "name_localizations")
        for path, name in names.items():
            if not 1 <= len(str(name)) <= _NAME:
                wrong = f"Must be between 1 and {_NAME} in length."
                yield Violation((*at, *path), "BASE_TYPE_BAD_LENGTH", wrong)
        if command.get("description"):
            yield Violation((*at, "description"), "BASE_TYPE_BAD_LENGTH", "Must be empty for this type.")
        return
    yield from _described(command, at)
    yield from _options(command.get("options") or [], (*at, "options"))
    if (total := _length(command)) > _TOTAL:
        yield Violation(
            at, "APPLICATION_COMMAND_TOO_LARGE", f"Must be {_TOTAL} or fewer in length, is {total}."
        )


def _described(item: Json, at: Path) -> Iterator[Violation]:
    """Name and description of a command or option, in every locale."""
    names = {("name",): item.get("name")} | _localized(item, "name_localizations")
    for path, name in names.items():
        if not _is_name(name):
            yield Violation((*at, *path), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    descriptions = {("description",): item.get("description")} | _localized(item, "description_localizations")
    for path, text in descriptions.items():
        if not isinstance(text, str) or not 1 <= len(text) <= _DESCRIPTION:
            yield Violation((*at, *path), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    for field in ("name_localizations", "description_localizations"):
        for locale in set(item.get(field) or {}) - _LOCALES:
            yield Violation((*at, field, locale), "APPLICATION_COMMAND_INVALID_LOCALE", "Unknown locale")


def _options(options: Sequence[Json], at: Path) -> Iterator[Violation]:
    optional = False
    yield from _list(options, at)
    yield from _twice(options, at)
    nested = {option.get("type") in {_SUBCOMMAND, _GROUP} for option in options}
    if len(nested) > 1:
        yield Violation(at, "APPLICATION_COMMAND_OPTIONS_MIXED", "Subcommands stand alone.")
    for index, option in enumerate(options):
        here = (*at, str(index))
        if option.get("required") and optional:
            yield Violation(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
        yield from _described(option, here)
        yield from _suggestions(option, here)
        yield from _options(option.get("options") or [], (*here, "options"))


def _suggestions(option: Json, at: Path) -> Iterator[Violation]:
    choices = option.get("choices") or []
    if option.get("autocomplete") and choices:
        yield Violation(at, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", "Choices exclude autocomplete.")
    if (option.get("autocomplete") or choices) and option.get("type") not in _WITH_CHOICES:
        yield Violation(at, "APPLICATION_COMMAND_OPTIONS_TYPE", "This type of option has no choices.")
    low, high = option.get("min_length"), option.get("max_length")
    if low is not None and high is not None and low > high:
        yield Violation((*at, "max_length"), "NUMBER_TYPE_MIN", "Must not be less than min_length.")
    yield from _twice(choices, (*at, "choices"))
    yield from _choices(choices, (*at, "choices"))


def _choices(choices: Sequence[Json], at: Path) -> Iterator[Violation]:
    yield from _list(choices, at)
    for index, choice in enumerate(choices):
        here = (*at, str(index))
        names = {("name",): choice.get("name")} | _localized(choice, "name_localizations")
        for path, name in names.items():
            if not isinstance(name, str) or not 1 <= len(name) <= _CHOICE:
                yield Violation(
                    (*here, *path), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length."
                )
        value = choice.get("value")
        if isinstance(value, str) and not 1 <= len(value) <= _CHOICE:
            yield Violation((*here, "value"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")


def _list(items: Sequence[Json], at: Path) -> Iterator[Violation]:
    if len(items) > _LIST:
        yield Violation(at, "BASE_TYPE_BAD_LENGTH", f"Must be {_LIST} or fewer in length.")


def _twice(items: Sequence[Json], at: Path) -> Iterator[Violation]:
    """Names that occur twice, in one language; only commands of different types may share one."""
    seen: set[tuple[object, Path, object]] = set()
    for index, item in enumerate(items):
        kind = None if at else item.get("type") or CHAT
        for path, name in ({("name",): item.get("name")} | _localized(item, "name_localizations")).items():
            if (kind, path, name) in seen:
                yield Violation((*at, str(index), *path), "NAME_ALREADY_EXISTS", "Names must be unique.")
            seen.add((kind, path, name))


def _localized(item: Json, field: str) -> dict[Path, object]:
    return {(field, locale): text for locale, text in (item.get(field) or {}).items()}


def _is_name(name: object) -> bool:
    r"""Discord's `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case where the script has it."""
    return (
        isinstance(name, str)
        and 1 <= len(name) <= _NAME
        and all(_is_name_character(character) for character in name)
        and name == name.lower()
    )


def _is_name_character(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return unicodedata.name(character, "").startswith(_MARKED_SCRIPTS)


def _length(item: Json) -> int:
    """Characters that count against a command's total: the longest localisation of each text."""
    texts = [_longest(item, "name"), _longest(item, "description")]
    choices = [
        _longest(choice, "name") + len(str(choice.get("value"))) for choice in item.get("choices") or []
    ]
    return sum(texts) + sum(choices) + sum(_length(option) for option in item.get("options") or [])


def _longest(item: Json, field: str) -> int:
    texts = [item.get(field) or "", *(item.get(f"{field}_localizations") or {}).values()]
    return max(len(str(text)) for text in texts)
