"""What pydantic finds wrong, in the words of whoever writes YAML."""

import types
import typing
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.languages import Language
from bot.records.reading import Untexted

Place = tuple[str | int, ...]

_SIMPLE: Final = {
    "tuple_type": ("is not a list", "write a list: one line beginning with `- ` for each entry"),
    "list_type": ("is not a list", "write a list: one line beginning with `- ` for each entry"),
    "dict_type": ("is not a set of `name: value` lines", "write `name: value` lines below it"),
    "model_type": ("is not a set of `name: value` lines", "write `name: value` lines below it"),
    "string_too_short": ("is empty", "write the text, or leave the field out if it may be"),
    "too_short": ("is an empty list", "write at least one entry"),
    "url_parsing": ("is not an address", "write it whole, as in https://example.org/page"),
    "url_scheme": ("is not a web address", "begin it with https:// or http://"),
    "url_type": ("is not an address", "write it whole, as in https://example.org/page"),
}


def complaint(error: ErrorDetails, model: type[BaseModel]) -> tuple[Place, str, str]:
    """Where the error is within the record, what is wrong, and what to write instead."""
    place = tuple(step for step in error["loc"] if step != "[key]")
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return place[:-1], f"has no `{place[-1]}`", f"add `{place[-1]}:`"
    if kind == "extra_forbidden":
        known = sorted(_fields(model, place[:-1]))
        return place, f"`{place[-1]}` is not a field here", _choose(str(place[-1]), known)
    if isinstance(value, Untexted):
        wrong = f"is {value.taken_for}, not text (YAML reads {value.written!r} so)"
        return place, wrong, f'put it into quotes: "{value.written}"' if value.written else "write the text"
    return place, *_about_value(error, value)


def _about_value(error: ErrorDetails, value: object) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "enum":
        return f"{_shown(value)} is not known here", _choose(str(value), _options(error))
    if kind == "string_pattern_mismatch":
        return f"{_shown(value)} is not written as asked", _pattern_advice(str(context))
    if kind == "string_too_long":
        return f"is {len(str(value))} characters long", f"use {context.get('max_length')} at most"
    if kind.startswith("date"):
        return f"{_shown(value)} is not a date", "write it as 2021-10-26"
    if kind == "string_type":
        return f"is {_sort(value)}, not text", "write a text here"
    return _SIMPLE.get(kind, (error["msg"], "see `forum-bot schema` for what is asked here"))


def _choose(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, 1, 0.5)
    return f"write `{near[0]}`" if near else f"use one of: {', '.join(known)}"


def _pattern_advice(context: str) -> str:
    if r"\d{4}" in context:
        return 'write a month or a day, in quotes: "2021-10" or "2021-10-26"'
    return "use lower-case letters, digits and single hyphens, as in taro-shimada"


def _options(error: ErrorDetails) -> list[str]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return [word for word in expected.replace(" or ", ", ").replace("'", "").split(", ") if word]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…{text[-1]}"  # noqa: PLR2004 - a line's worth


def _sort(value: object) -> str:
    return (
        "a set of `name: value` lines"
        if isinstance(value, Mapping)
        else "a list"
        if isinstance(value, list)
        else "no text"
    )


def _fields(model: type[BaseModel], place: Place) -> set[str]:
    """Names of the fields that may stand at `place` within `model`."""
    kinds: list[Any] = [model]
    for step in place:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return {name for kind in kinds for name in _names(kind)}


def _names(kind: Any) -> set[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return set(kind.model_fields)
    return {str(language) for language in Language} if Language in typing.get_args(kind) else set()


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if (field := kind.model_fields.get(str(step))) is not None:
            yield from _unwrapped(field.annotation)
        return
    for argument in typing.get_args(kind):
        if argument is not Ellipsis and argument is not Language:
            yield from _unwrapped(argument)


def _unwrapped(kind: Any) -> Iterator[Any]:
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        for argument in typing.get_args(kind):
            yield from _unwrapped(argument)
    elif typing.get_origin(kind) is typing.Annotated:
        yield from _unwrapped(typing.get_args(kind)[0])
    else:
        yield kind
