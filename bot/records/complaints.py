"""What pydantic finds wrong, in the words of whoever writes YAML."""

import dataclasses
import re
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeGuard

from pydantic_core import ErrorDetails

from bot.languages import Language
from bot.records.fields import Record
from bot.records.nearest import nearest_word
from bot.records.problems import Place, shown
from bot.records.reading import Untexted

_LIST: Final = ("is not a list", "write a list: a line beginning with `- ` for each entry")
_FIELDS: Final = ("is not a set of `name: value` lines", "write its fields below it, indented")
_ADDRESS: Final = ("is not the address of a page", "write it whole, as in https://example.org/page")
_DAY: Final = ("is not a day of the calendar", "write it as in 2021-10-26")
_NO_TEXTS: Final = frozenset({"tuple_type", "dict_type", "dataclass_type", "enum"})
"""Errors in places where quotes around a word would not help."""
_DATES: Final = ("day", "date_type", "date_parsing", "date_from_datetime_parsing")
_MONTH: Final = 'write a month or a day of the calendar, as in "2021-10" or "2021-10-26"'
_SLUG: Final = "use lower-case letters, digits and single hyphens, as in taro-shimada"

_SLIPS: Final = {
    **dict.fromkeys(("jp", "jpn", "ja-jp"), "ja"),
    **dict.fromkeys(("zh", "cn", "chs", "zh-cn", "zh-sg"), "zh-Hans"),
    **dict.fromkeys(("tw", "hk", "cht", "zh-tw", "zh-hk"), "zh-Hant"),
    **dict.fromkeys(("eng", "en-us", "en-gb"), "en"),
}
"""What people write for a language without having made a slip of the pen."""

_TABLE: Final[Mapping[str, tuple[str, str]]] = {
    "tuple_type": _LIST,
    "dict_type": _FIELDS,
    "dataclass_type": _FIELDS,
    "parts": (
        "is neither a text nor a list of texts",
        "write a text; with a colon in it, put it into quotes",
    ),
    "string_too_short": ("is empty", "write the text, or leave the field out where it may be"),
    "too_short": ("is an empty list", "write at least one entry"),
    "url_parsing": _ADDRESS,
    "url_syntax_violation": _ADDRESS,
    "url_type": _ADDRESS,
    "url_too_long": ("is too long for a card", "use an address of at most 512 characters"),
    "url_scheme": ("is not the address of a web page", "begin it with https:// or http://"),
    "month": ("is not a month or a day", _MONTH),
    **dict.fromkeys(_DATES, _DAY),
}
"""By pydantic's name for the error: what is wrong, and what to write instead."""


def complaint(error: ErrorDetails, model: type[Record], item: object) -> tuple[Place, str, str]:
    """Where the error is within the record, what is wrong, and what to write instead."""
    kind = error["type"]
    place = written(error["loc"], item, missing=kind == "missing")
    if kind == "missing":
        return place, "is missing", f"add `{place[-1]}:`{_described(model, place)}"
    if kind == "unexpected_keyword_argument" or error["loc"][-1:] == ("[key]",):
        return place, *_about_name(str(place[-1]), sorted(_fields(model, place[:-1])))
    value = error["input"]
    if isinstance(value, Untexted) and kind in _NO_TEXTS:
        value = value.written
    if isinstance(value, Untexted):
        return place, f"is read as {value.meaning}, not as text", _quoted(value, kind)
    if value is None or kind == "string_type":
        return place, *_not_text(value, kind)
    wrong, instead = _about_value(error, value)
    if kind in {"dataclass_type", "dict_type"} and (first := _first(model, place)):
        instead += f", beginning with `{first}:`"
    return place, wrong, instead


def written(location: Place, item: object, *, missing: bool) -> Place:
    """The part of a location that stands in the file: pydantic also counts what it only looked for."""
    place: list[str | int] = []
    inner: Any = item
    for step in location[:-1] if missing else location:
        try:
            inner = inner[step]
        except (KeyError, IndexError, TypeError):
            break
        place.append(step)
    return (*place, location[-1]) if missing else tuple(place)


def _about_name(name: str, known: list[str]) -> tuple[str, str]:
    # Where any name may stand, such as a source's key, it is written wrong.
    return ("is not a field here", _choice(name, known)) if known else ("is not written as asked", _SLUG)


def _about_value(error: ErrorDetails, value: object) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    said = repr(shown(str(value), 50))
    if kind == "enum":
        return f"{said} is not known here", _choice(str(value), _options(error))
    if kind == "string_pattern_mismatch":
        advice = _MONTH if "[0-9]{4}" in str(context.get("pattern")) else _SLUG
        return f"{said} is not written as asked", advice
    if kind == "string_too_long":
        return f"has {len(str(value))} characters", f"use at most {context.get('max_length')}"
    wrong, instead = _TABLE.get(kind, (error["msg"], "see `forum-bot schema` for what is asked here"))
    return (f"{said} {wrong}" if isinstance(value, str) and value else wrong), instead


def _choice(word: str, known: list[str]) -> str:
    near = _SLIPS.get(word.casefold())
    near = near if near in known else nearest_word(word, known)
    return f"write `{near}`" if near else f"use one of: {', '.join(known)}"


def _quoted(value: Untexted, kind: str) -> str:
    if kind in _DATES:
        return _DAY[1]
    return (
        _MONTH if re.fullmatch(r"[12][0-9]{3}", value.written) else f'put it into quotes: "{value.written}"'
    )


def _not_text(value: object, kind: str) -> tuple[str, str]:
    if value is None:
        text = 'write the text; the words null and ~ need quotes: "null"'
        return "is empty", _TABLE[kind][1] if kind in _TABLE and kind in _NO_TEXTS else text
    sort = "several fields" if isinstance(value, Mapping) else "a list"
    return f"is {sort}, not one text", "write one text here; with a colon in it, put it into quotes"


def _options(error: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))


def _described(model: type[Record], place: Place) -> str:
    """What the schema says of the field at `place`, to be read after its name."""
    inside = [field for kind in _kinds(model, place[:-1]) if _is_record(kind) for field in _written(kind)]
    return "".join(f" ({field.metadata['description']})" for field in inside if field.name == place[-1])


def _fields(model: type[Record], place: Place) -> set[str]:
    """Names of the fields that may stand at `place` within `model`."""
    return {name for kind in _kinds(model, place) for name in _names(kind)}


def _first(model: type[Record], place: Place) -> str | None:
    """The field to begin with at `place`: the first that must be there, or a text's first language."""
    for kind in _kinds(model, place):
        if _is_record(kind):
            return next((field.name for field in _written(kind) if _required(field)), None)
        if Language in typing.get_args(kind):
            return next(map(str, Language))
    return None


def _kinds(model: type[Record], place: Place) -> list[Any]:
    kinds: list[Any] = [model]
    for step in place:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return kinds


def _names(kind: Any) -> set[str]:
    if _is_record(kind):
        return {field.name for field in _written(kind)}
    return {str(language) for language in Language} if Language in typing.get_args(kind) else set()


def _written(kind: type[Record]) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(kind)  # type: ignore[arg-type] # every record is one


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is field.default_factory is dataclasses.MISSING


def _is_record(kind: Any) -> TypeGuard[type[Record]]:
    return isinstance(kind, type) and issubclass(kind, Record)


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    if _is_record(kind):
        yield from _unwrapped(typing.get_type_hints(kind)[str(step)])
        return
    for argument in typing.get_args(kind):
        if argument is not Ellipsis and argument is not Language:
            yield from _unwrapped(argument)


def _unwrapped(kind: Any) -> Iterator[Any]:
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        for argument in typing.get_args(kind):
            yield from _unwrapped(argument)
    else:
        yield kind
