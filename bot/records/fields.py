"""What records are made of: fields with descriptions, and the kinds of values in them.

What is asked of a value of each kind stands in `values`, with pydantic, which only whoever reads files needs:
a bot that serves would hold it in memory for nothing.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Final, TypeVar, dataclass_transform

from bot.languages import Language

T = TypeVar("T")

LONGEST_SLUG: Final = 32
LONGEST_FORUM: Final = 24
"""A button's custom id names a forum, a speaker and a theme at once; `sizes` judges the three together."""
LONGEST_ADDRESS: Final = 512
"""It stands in a card beside the words that rest on it."""

HYPHENATED: Final = "lower-case letters, digits and single hyphens"
SLUG: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Record:
    """Base of all records: frozen, and an unknown field is an error that names it."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


def told(description: str, *, default: Any = MISSING, default_factory: Any = MISSING) -> Any:
    """A field, described for the person who fills it in."""
    return field(default=default, default_factory=default_factory, metadata={"description": description})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(told,))
def record(cls: type[T]) -> type[T]:
    """Make a class of described fields a record."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value, by its name in `values`."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """What pydantic is to ask."""
        from bot.records.values import KINDS  # noqa: PLC0415 - it is there for pydantic, and loads it

        generate: Callable[[Any], Any] = handler.generate_schema  # type: ignore[attr-defined] # pydantic's own
        del source
        return generate(KINDS[self.name])


Slug = Annotated[str, Kind("slug")]
ForumId = Annotated[str, Kind("forum")]
Line = Annotated[str, Kind("line")]
"""Text with something to be seen in it."""
Month = Annotated[str, Kind("month")]
"""A date as exact as it is known: `2021-10` or `2021-10-26`."""
Day = Annotated[date, Kind("day")]
Address = Annotated[str, Kind("address")]
"""The address of a page."""
Cited = Annotated[tuple[Slug, ...], Kind("cited")]
"""At least one id."""
Wording = dict[Language, Line]
"""A text that this project wrote, in each language."""
Parts = Annotated[tuple[Line, ...], Kind("parts")]
"""One text, or the list of parts of a quotation that its source splits."""
