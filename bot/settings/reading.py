"""`config/bot.yaml` and the environment judged by `sections`; every mistake is told at once, in its place."""

import os
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from msgspec import Meta, ValidationError, convert

from bot.settings.file import LIKE, Place, SettingsFile, in_environment, strange_environment
from bot.settings.problems import CONFIG, InvalidSettings
from bot.settings.sections import Discord, Secret, Settings, shard_numbers
from bot.shipped import shipped

Given = Mapping[str, Any]


def read(path: Path | None) -> Settings:
    """What stands in `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it.

    InvalidSettings with every mistake in them.
    """
    chosen = path or (Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None)
    file = SettingsFile.read(chosen or shipped("config") / "bot.yaml")
    known = {name: tuple(_asked_of(kind)) or None for name, kind in _asked_of(Settings).items()}
    problems = [*file.problems, *file.strangers(known), *strange_environment(known)]
    values = _values(Settings, file, (), file.data, problems)
    if problems:
        raise InvalidSettings(problems)
    return Settings(**values)


def _asked_of(kind: type) -> dict[str, Any]:
    """The settings in a section, and what each has to be; none in what is a setting by itself."""
    return get_type_hints(kind, include_extras=True) if is_dataclass(kind) else {}


def _values(kind: type, file: SettingsFile, place: Place, data: Given, problems: list[str]) -> dict[str, Any]:
    """What is set in a section, or of all; what cannot be is added to `problems`."""
    values: dict[str, Any] = {}
    for name, asked in _asked_of(kind).items():
        here = (*place, name)
        try:
            if is_dataclass(asked):
                values[name] = _section(asked, file, here, data.get(name, {}), problems)
            elif (given := in_environment(here)) or name in data:
                values[name] = _value(here, asked, given or data[name])
        except ValueError as wrong:
            problems.append(f"{file.where(here)}: {wrong}")
    return values


def _section(kind: Any, file: SettingsFile, place: Place, data: object, problems: list[str]) -> Any:
    before = len(problems)
    if not isinstance(data, dict):
        # Not what stands there: in the place of `discord` it may be the token.
        problems.append(
            f"{file.where(place)}: is not a set of `name: value` lines; write its settings below it, indented"
        )
        data = {}
    section = kind(**_values(kind, file, place, data, problems))
    if isinstance(section, Discord) and len(problems) == before:
        try:
            _among_all(section)
        except ValueError as wrong:
            problems.append(f"{file.where((*place, 'shard_ids'))}: {section.shard_ids!r}: {wrong}")
    return section


def _value(place: Place, asked: Any, given: Any) -> Any:
    """What is given, as what it has to be; ValueError says what is wrong with it."""
    shown, look = f"{given!r} " if _may_be_told(place, given) else "", _CLOSER.get(place)
    try:
        value = convert(_as_text(place, given) if look else given, asked, strict=False, dec_hook=_made)
    except ValidationError:
        raise ValueError(f"{shown}is not {_wish(asked)}{_instead(given, asked)}") from None
    try:
        if isinstance(value, Path):
            return _at_home(value, given)
        if look is not None and value is not None:
            look(value)
    except ValueError as wrong:
        raise ValueError(f"{shown}{wrong}") from None
    return value


def _may_be_told(place: Place, given: object) -> bool:
    """No token, not even in the wrong place, and no password."""
    if place[-1] in {"api_base", "gateway"}:
        return ":/" in str(given) and "@" not in str(given)
    return place not in _SECRET


def _made(kind: type, given: object) -> object:
    """What is no text in YAML, but written as one."""
    if not isinstance(given, str):
        raise TypeError
    return kind(given)


_PLAIN: Final[Mapping[Any, str]] = {
    int: "a whole number",
    float: "a number",
    str: "text",
    Secret: "text",
    Path: "a path; write it as text, as in /srv/forum-highlights",
}


def _wish(asked: Any) -> str:
    """What a value of this type is."""
    if get_origin(asked) is Literal:
        *others, last = map(repr, get_args(asked))
        return f"one of {', '.join(others)} or {last}"
    if get_origin(asked) is Annotated:
        kind, bounds = get_args(asked)
        return f"{_wish(kind)} {_bounds(bounds)}"
    if asked in _PLAIN:
        return _PLAIN[asked]
    return " or ".join(_wish(kind) for kind in get_args(asked) if kind is not NoneType)


def _bounds(asked: Meta) -> str:
    if asked.gt is not None:
        return f"above {asked.gt}"
    return f"from {asked.ge} to {asked.le}" if asked.le is not None else f"of {asked.ge} or more"


def _instead(given: object, asked: Any) -> str:
    if get_origin(asked) is not Literal or not isinstance(given, str):
        return ""
    near = get_close_matches(given.lower(), get_args(asked), 1, LIKE)
    return f"; write {near[0]}" if near else ""


def _as_text(place: Place, value: object) -> object:
    """A number is one in YAML, too; so is a list of shards."""
    if isinstance(value, list) and place == _SHARDS:
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _at_home(path: Path, given: object) -> Path:
    """A path, which may begin with `~`."""
    if not given:
        message = f"is not {_PLAIN[Path]}"
        raise ValueError(message)
    try:
        return path.expanduser()
    except RuntimeError:
        message = "begins with the home of somebody who is not known here; write it in full"
        raise ValueError(message) from None


def _address(schemes: tuple[str, str], written: str) -> None:
    try:
        parts = urlsplit(written)
        whole = parts.scheme in schemes and parts.hostname and parts.port != 0
        whole = whole and not (parts.query or parts.fragment)
    except ValueError:
        whole = False
    if not whole or any(sign <= " " for sign in written):
        message = "is not an address; write it whole, as in "
        raise ValueError(message + f"{schemes[-1]}://{_EXAMPLES[schemes[-1]]}")
    if "@" in parts.netloc:
        message = (
            "holds a name or a password, and every request brings the token in their place; leave them out"
        )
        raise ValueError(message)


def _database(url: Secret) -> None:
    if "://" not in url.text:
        message = "is no database URL; write it whole, as in postgresql+asyncpg://user@host/name"
        raise ValueError(message)


def _among_all(discord: Discord) -> None:
    """The shards of a process are some of those of the whole bot."""
    if (numbers := discord.shards()) is None:
        return
    if discord.shard_count is None:
        message = "only a part of the shards needs shard_count, the number of all"
        raise ValueError(message)
    if numbers[-1] >= discord.shard_count:
        message = f"shards are counted from 0: the last one is {discord.shard_count - 1}"
        raise ValueError(message)


_SHARDS: Final = ("discord", "shard_ids")
_SECRET: Final = frozenset({("discord", "token"), ("discord", "token_file"), ("journal", "url")})
"""Settings that no message repeats."""
_EXAMPLES: Final = {"https": "discord.com/api/v10", "wss": "gateway.discord.gg/"}
_CLOSER: Final[Mapping[Place, Callable[[Any], object]]] = {
    ("discord", "api_base"): partial(_address, ("http", "https")),
    ("discord", "gateway"): partial(_address, ("ws", "wss")),
    ("journal", "url"): _database,
    _SHARDS: shard_numbers,
}
"""What is asked of a value besides its type."""
