"""What people write in a forum's folder: the shape of every record, and nothing about how it is read.

A folder holds `forum.yaml`, `speakers.yaml`, `themes.yaml`, `quotes.yaml` (or a folder `quotes/` of such
files) and the article as `source.txt`. These models are also where the JSON Schema comes from, so each
field's description is written for the person who fills it in.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AnyHttpUrl, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.languages import Language

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", min_length=1, max_length=32),
    Field(description="lower-case letters, digits and single hyphens, at most 32 characters"),
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text with something in it."""

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
"""A date as exact as it is known: `2021-10` or `2021-10-26`."""

Wording = dict[Language, Line]
"""A text that this project wrote, in each language."""


def _parts(value: object) -> object:
    return [value] if isinstance(value, str) else value


Parts = Annotated[
    tuple[Line, ...],
    Field(min_length=1),
    BeforeValidator(_parts, json_schema_input_type=Line | Annotated[tuple[Line, ...], Field(min_length=1)]),
]
"""One text, or the list of parts of a quotation that its source splits."""


class Record(BaseModel):
    """Base of all records: frozen, and an unknown field is an error that names it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Grade(StrEnum):
    """How far a name from outside the article is proven."""

    FOUND = "found"
    """The source prints this form for this person."""
    FOUND_BY_ROLE = "found-by-role"
    """The source prints this form; that it is this person follows from role and forum."""
    DERIVED = "derived"
    """Converted, character by character, from a form that was found."""


class Script(StrEnum):
    """How a name is written."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    JA = "ja"
    KANA = "kana"
    LATIN = "latin"


class Kind(StrEnum):
    """What the source does with an utterance."""

    DIRECT = "direct"
    """Inside quotation marks."""
    REPORTED = "reported"
    """Told in the reporter's words, with a name."""
    UNATTRIBUTED = "unattributed"
    """Nobody is named for it. Never shown as somebody's words."""


class Attribution(StrEnum):
    """How the source ties an utterance to its speaker."""

    NAME = "name"
    SURNAME = "surname"
    PRONOUN = "pronoun"
    CONTEXT = "context"
    """No phrase of its own: the speaker is the one named in the same paragraph."""


class Printed(Record):
    """Words exactly as the source prints them, with unofficial translations."""

    printed: Line
    translations: Wording = Field(default_factory=dict)


class Source(Record):
    """A page or document that a record rests on."""

    title: Line
    url: AnyHttpUrl | None = None
    publisher: Line | None = None
    published: Month | None = None
    language: Line = Field(description="BCP 47 tag of the page's language")
    note: Line | None = None


class Name(Record):
    """A form of a name from outside the article."""

    text: Line
    script: Script
    grade: Grade
    source: Slug = Field(description="key of a source in forum.yaml")
    note: Line | None = None


class Organisation(Printed):
    """An organisation as printed, and its names elsewhere."""

    names: tuple[Name, ...] = ()


class Role(Record):
    """What the speaker was at the time of the forum, as printed; never overwritten by later facts."""

    printed: Line = Field(description="the whole phrase, as it stands in the source")
    title: Printed
    organisation: Organisation
    as_of: Month


class Fact(Record):
    """Something known of a person from elsewhere."""

    text: Wording
    source: Slug
    dated: Month = Field(description="the date the fact is true for, or its source was published")


class Speaker(Record):
    """A person whom the source names as speaking."""

    id: Slug
    name: Line = Field(description="as printed in the source")
    family: Line = Field(description="the family name, as printed")
    given: Line = Field(description="the given name, as printed")
    names: tuple[Name, ...] = Field(default=(), description="native-script names, readings, other spellings")
    role: Role
    facts: tuple[Fact, ...] = ()


class SummarySentence(Record):
    """One sentence of a summary and the quotes that it rests on."""

    text: Line
    quotes: tuple[Slug, ...] = Field(min_length=1)


class Theme(Record):
    """A heading of the source and what was said under it."""

    id: Slug
    heading: Printed
    label: Wording = Field(description="a short editorial name, for lists and autocomplete")
    keywords: tuple[Line, ...] = Field(default=(), description="other words that readers look for it by")
    summary: dict[Language, tuple[SummarySentence, ...]]


class Quote(Record):
    """One utterance. Its place in the source is found, never typed."""

    id: Slug
    kind: Kind
    speaker: Slug | None = None
    theme: Slug
    text: Parts = Field(description="as printed, quotation marks included; a list where the source splits it")
    attribution: Line | None = Field(
        default=None, description="the phrase that names the speaker, as printed"
    )
    attributed_by: Attribution | None = None
    translations: dict[Language, Parts] = Field(default_factory=dict)
    note: Wording | None = Field(default=None, description="what a careful reader should know")


class Dates(Record):
    """First and last day, and the source of what the article does not print (the year)."""

    printed: Line
    first: date
    last: date
    source: Slug


class Session(Record):
    """The part of the forum that the article reports."""

    printed: Line
    day: Dates
    topic: Printed


class Forum(Record):
    """The forum itself, and every source that its folder cites."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=24)]
    name: Printed
    names: tuple[Name, ...] = ()
    edition: Printed
    language: Language = Field(description="the language that the source is printed in")
    dates: Dates
    session: Session
    places: tuple[Printed, ...]
    format: Printed
    hosts: tuple[Organisation, ...]
    topics: tuple[Printed, ...]
    article: Slug = Field(description="key of the source that source.txt is the text of")
    sources: dict[Slug, Source]
    notes: tuple[Wording, ...] = ()
