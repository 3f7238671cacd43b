"""The kinds of values that records hold: ids, lines, days, addresses, wordings."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, StringConstraints, UrlConstraints
from pydantic_core import PydanticCustomError

from bot.languages import Language

LONGEST_SLUG: Final = 32
LONGEST_FORUM: Final = 24
"""A button's custom id names a forum, a speaker and a theme at once; `sizes` judges the three together."""

SLUG: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Slug = Annotated[
    str,
    StringConstraints(pattern=SLUG, min_length=1, max_length=LONGEST_SLUG),
    Field(description=f"lower-case letters, digits and single hyphens, at most {LONGEST_SLUG} characters"),
]


def _seen(value: str) -> str:
    # Marks of direction and joiners are as good as nothing by themselves.
    if not value[:1].isalnum() and all(unicodedata.category(letter)[0] in "CZ" for letter in value):
        raise PydanticCustomError("string_too_short", "nothing to be seen")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_seen)]
"""Text with something to be seen in it."""


def _of_the_calendar(value: str) -> str:
    # The year 0000 fits the pattern of a month, and no calendar.
    try:
        date.fromisoformat(value if _DAY.fullmatch(value) else f"{value}-01")
    except ValueError:
        raise PydanticCustomError("month", "no day of the calendar") from None
    return value


Month = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"),
    AfterValidator(_of_the_calendar),
]
"""A date as exact as it is known: `2021-10` or `2021-10-26`."""


def _day(value: object) -> object:
    # Pydantic would also take "1635206400" for a day.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "no day of the calendar")
    return value


Day = Annotated[date, BeforeValidator(_day)]

LONGEST_ADDRESS: Final = 512
"""It stands in a card beside the words that rest on it."""
Address = Annotated[AnyHttpUrl, UrlConstraints(max_length=LONGEST_ADDRESS)]

Wording = dict[Language, Line]
"""A text that this project wrote, in each language."""


def _parts(value: object) -> object:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("parts", "neither a text nor a list")
    return value


Parts = Annotated[
    tuple[Line, ...],
    Field(min_length=1),
    BeforeValidator(_parts, json_schema_input_type=Line | Annotated[tuple[Line, ...], Field(min_length=1)]),
]
"""One text, or the list of parts of a quotation that its source splits."""
