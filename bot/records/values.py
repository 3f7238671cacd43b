"""What is asked of each kind of value, in pydantic's words: for whoever reads files, and for their schema."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    UrlConstraints,
)
from pydantic_core import PydanticCustomError

from bot.records.fields import (
    HYPHENATED,
    LONGEST_ADDRESS,
    LONGEST_FORUM,
    LONGEST_SLUG,
    SLUG,
    Line,
    Record,
    Slug,
)

T = TypeVar("T", bound=Record)

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"


def judged(item: object, model: type[T]) -> T:
    """What was read as a record; ValidationError with all that is wrong with it."""
    record: T = _judge(model).validate_python(item)
    return record


def prepare(*models: type[Record]) -> None:
    """Work out what is asked of these, which takes a while, before the first of them is read."""
    for model in models:
        _judge(model)


_judge: Final[Callable[[Any], TypeAdapter[Any]]] = cache(TypeAdapter)


def _seen(value: str) -> str:
    # Marks of direction and joiners are as good as nothing by themselves.
    if not value[:1].isalnum() and all(unicodedata.category(letter)[0] in "CZ" for letter in value):
        raise PydanticCustomError("string_too_short", "nothing to be seen")
    return value


def _of_the_calendar(value: str) -> str:
    # The year 0000 fits the pattern of a month, and no calendar.
    try:
        date.fromisoformat(value if _DAY.fullmatch(value) else f"{value}-01")
    except ValueError:
        raise PydanticCustomError("month", "no day of the calendar") from None
    return value


def _day(value: object) -> object:
    # Pydantic would also take "1635206400" for a day.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "no day of the calendar")
    return value


def _parts(value: object) -> object:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("parts", "neither a text nor a list")
    return value


_Some = Annotated[tuple[Line, ...], Field(min_length=1)]

KINDS: Final[dict[str, Any]] = {
    "slug": Annotated[
        str,
        StringConstraints(pattern=SLUG, min_length=1, max_length=LONGEST_SLUG),
        Field(description=f"{HYPHENATED}, at most {LONGEST_SLUG} characters"),
    ],
    "forum": Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST_FORUM)],
    "line": Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_seen)],
    "month": Annotated[str, StringConstraints(pattern=_MONTH), AfterValidator(_of_the_calendar)],
    "day": Annotated[date, BeforeValidator(_day)],
    "address": Annotated[AnyHttpUrl, UrlConstraints(max_length=LONGEST_ADDRESS), AfterValidator(str)],
    "cited": Annotated[tuple[Slug, ...], Field(min_length=1)],
    "parts": Annotated[_Some, BeforeValidator(_parts, json_schema_input_type=Line | _Some)],
}
"""By the names that the kinds of values give it."""
