"""What people write in a forum's folder: the shape of every record, and nothing about how it is read.

A folder holds `forum.yaml`, `speakers.yaml`, `themes.yaml`, `quotes.yaml` (or a folder `quotes/` of such
files) and the article as `source.txt`. These models are also where the JSON Schema comes from, so each
field's description is written for the person who fills it in.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.languages import Language
from bot.records.fields import LONGEST_FORUM, SLUG, Address, Day, Line, Month, Parts, Slug, Wording


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

    printed: Line = Field(description="copied from source.txt, odd wordings and all")
    translations: Wording = Field(
        default_factory=dict, description="unofficial translations, into every language but the source's own"
    )


class Source(Record):
    """A page or document that a record rests on."""

    title: Line | None = Field(default=None, description="its title, as the page has it")
    described: Wording | None = Field(
        default=None, description="what it is, in every language, where its title is not known"
    )
    url: Address | None = Field(default=None, description="address of the page, beginning with https://")
    publisher: Line | None = Field(default=None, description="who published it")
    published: Month | None = Field(default=None, description="when: 2021-10 or 2021-10-26")
    language: Line = Field(description="BCP 47 tag of the page's language")
    note: Wording | None = Field(
        default=None, description="what a careful reader should know of it, in every language"
    )


class Name(Record):
    """A form of a name from outside the article."""

    text: Line = Field(description="the name in this form")
    script: Script = Field(description="how it is written")
    grade: Grade = Field(
        description="found: the source prints it; found-by-role: that it is this one follows from role and "
        "forum; derived: converted, character by character, from a form that was found"
    )
    source: Slug = Field(description="key of a source in forum.yaml")
    note: Wording | None = Field(
        default=None, description="what a careful reader should know of it, in every language"
    )


class Organisation(Printed):
    """An organisation as printed, and its names elsewhere."""

    names: tuple[Name, ...] = Field(default=(), description="names that other sources give it")


class Role(Record):
    """What the speaker was at the time of the forum, as printed; never overwritten by later facts."""

    printed: Line = Field(description="the whole phrase, as it stands in the source")
    title: Printed = Field(description="the part of the phrase that is the title")
    organisation: Organisation = Field(description="the part of the phrase that is the organisation")
    as_of: Month = Field(description="when this was so: 2021-10 or 2021-10-26")


class Fact(Record):
    """Something known of a person from elsewhere."""

    text: Wording = Field(description="one sentence, in every language")
    source: Slug = Field(description="key of a source in forum.yaml")
    dated: Month = Field(description="the date the fact is true for, or its source was published")


class Speaker(Record):
    """A person whom the source names as speaking."""

    id: Slug = Field(description="how quotes refer to the speaker, as in taro-shimada")
    name: Line = Field(description="as printed in the source")
    family: Line = Field(description="the family name, as printed")
    given: Line = Field(description="the given name, as printed")
    names: tuple[Name, ...] = Field(default=(), description="native-script names, readings, other spellings")
    role: Role = Field(description="what the speaker was then, as printed")
    facts: tuple[Fact, ...] = Field(
        default=(), description="what other sources say, each with its own source"
    )


class SummarySentence(Record):
    """One sentence of a summary and the quotes that it rests on."""

    text: Line = Field(description="one sentence that claims no more than its quotes do")
    quotes: tuple[Slug, ...] = Field(min_length=1, description="ids of the quotes that it rests on")


class Theme(Record):
    """A heading of the source and what was said under it."""

    id: Slug = Field(description="how quotes refer to the theme")
    heading: Printed = Field(description="the heading, as printed")
    label: Wording = Field(description="a short editorial name, for lists and autocomplete")
    keywords: tuple[Line, ...] = Field(default=(), description="other words that readers look for it by")
    summary: dict[Language, tuple[SummarySentence, ...]] = Field(
        description="three or four sentences in every language"
    )


class Quote(Record):
    """One utterance. Its place in the source is found, never typed."""

    id: Slug = Field(description="how summaries refer to the quote; never changed once it is published")
    kind: Kind = Field(
        description="direct: inside quotation marks; reported: told in the reporter's words, with a name; "
        "unattributed: nobody is named for it"
    )
    speaker: Slug | None = Field(default=None, description="id of a speaker; none where nobody is named")
    theme: Slug = Field(description="id of the theme under whose heading it stands")
    text: Parts = Field(description="as printed, quotation marks included; a list where the source splits it")
    attribution: Line | None = Field(
        default=None, description="the phrase that names the speaker, as printed"
    )
    attributed_by: Attribution | None = Field(
        default=None,
        description="what the phrase names the speaker by; context where there is no phrase",
    )
    translations: dict[Language, Parts] = Field(
        default_factory=dict, description="unofficial translations, each in as many parts as the text"
    )
    note: Wording | None = Field(default=None, description="what a careful reader should know")


class Dates(Record):
    """First and last day, and the source of what the article does not print (the year)."""

    printed: Line = Field(description="the dates as printed")
    first: Day = Field(description="first day, as in 2021-10-25")
    last: Day = Field(description="last day, as in 2021-10-26")
    source: Slug = Field(description="key of the source for the year, in `sources`")


class Session(Record):
    """The part of the forum that the article reports."""

    printed: Line = Field(description="what the article calls it")
    day: Dates = Field(description="when it was held")
    topic: Printed = Field(description="what it was about, as printed")


class Forum(Record):
    """The forum itself, and every source that its folder cites."""

    id: Annotated[
        str,
        StringConstraints(pattern=SLUG, max_length=LONGEST_FORUM),
        Field(
            description=f"lower-case letters, digits and single hyphens, at most {LONGEST_FORUM} characters"
        ),
    ]
    name: Printed = Field(description="the forum's name, as printed")
    names: tuple[Name, ...] = Field(default=(), description="its names in other languages and sources")
    edition: Printed = Field(description="which of its editions, as printed")
    language: Language = Field(description="the language that the source is printed in")
    dates: Dates = Field(description="when the forum was held")
    session: Session = Field(description="the part of the forum that the article reports")
    places: tuple[Printed, ...] = Field(description="where it was held")
    format: Printed = Field(description="how it was held, such as online")
    hosts: tuple[Organisation, ...] = Field(description="who held it")
    topics: tuple[Printed, ...] = Field(description="what the whole forum was about")
    article: Slug = Field(description="key of the source that source.txt is the text of")
    sources: dict[Slug, Source] = Field(
        description="every page that this folder's records cite, by a short key"
    )
    notes: tuple[Wording, ...] = Field(
        default=(), description="what a careful reader should know of the forum"
    )
