"""What people write in a forum's folder: the shape of every record, and nothing about how it is read.

A folder holds `forum.yaml`, `speakers.yaml`, `themes.yaml`, `quotes.yaml` (or a folder `quotes/` of such
files) and the article as `source.txt`. These models are also where the JSON Schema comes from, so each
field's description is written for the person who fills it in. A bot that serves reads such records out of its
archive; what a value must be like is judged before, by whoever reads the files (`values`).
"""

from enum import StrEnum

from bot.languages import Language
from bot.records.fields import (
    HYPHENATED,
    LONGEST_FORUM,
    Address,
    Cited,
    Day,
    ForumId,
    Line,
    Month,
    Parts,
    Record,
    Slug,
    Wording,
    record,
    told,
)


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


@record
class Printed(Record):
    """Words exactly as the source prints them, with unofficial translations."""

    printed: Line = told("copied from source.txt, odd wordings and all")
    translations: Wording = told(
        "unofficial translations, into every language but the source's own", default_factory=dict
    )


@record
class Source(Record):
    """A page or document that a record rests on."""

    title: Line | None = told("its title, as the page has it", default=None)
    described: Wording | None = told(
        "what it is, in every language, where its title is not known", default=None
    )
    url: Address | None = told("address of the page, beginning with https://", default=None)
    publisher: Line | None = told("who published it", default=None)
    published: Month | None = told("when: 2021-10 or 2021-10-26", default=None)
    language: Line = told("BCP 47 tag of the page's language")
    note: Wording | None = told("what a careful reader should know of it, in every language", default=None)


@record
class Name(Record):
    """A form of a name from outside the article."""

    text: Line = told("the name in this form")
    script: Script = told("how it is written")
    grade: Grade = told(
        "found: the source prints it; found-by-role: that it is this one follows from role and "
        "forum; derived: converted, character by character, from a form that was found"
    )
    source: Slug = told("key of a source in forum.yaml")
    note: Wording | None = told("what a careful reader should know of it, in every language", default=None)


@record
class Organisation(Printed):
    """An organisation as printed, and its names elsewhere."""

    names: tuple[Name, ...] = told("names that other sources give it", default=())


@record
class Role(Record):
    """What the speaker was at the time of the forum, as printed; never overwritten by later facts."""

    printed: Line = told("the whole phrase, as it stands in the source")
    title: Printed = told("the part of the phrase that is the title")
    organisation: Organisation = told("the part of the phrase that is the organisation")
    as_of: Month = told("when this was so: 2021-10 or 2021-10-26")


@record
class Fact(Record):
    """Something known of a person from elsewhere."""

    text: Wording = told("one sentence, in every language")
    source: Slug = told("key of a source in forum.yaml")
    dated: Month = told("the date the fact is true for, or its source was published")


@record
class Speaker(Record):
    """A person whom the source names as speaking."""

    id: Slug = told("how quotes refer to the speaker, as in taro-shimada")
    name: Line = told("as printed in the source")
    family: Line = told("the family name, as printed")
    given: Line = told("the given name, as printed")
    names: tuple[Name, ...] = told("native-script names, readings, other spellings", default=())
    role: Role = told("what the speaker was then, as printed")
    facts: tuple[Fact, ...] = told("what other sources say, each with its own source", default=())


@record
class SummarySentence(Record):
    """One sentence of a summary and the quotes that it rests on."""

    text: Line = told("one sentence that claims no more than its quotes do")
    quotes: Cited = told("ids of the quotes that it rests on")


@record
class Theme(Record):
    """A heading of the source and what was said under it."""

    id: Slug = told("how quotes refer to the theme")
    heading: Printed = told("the heading, as printed")
    label: Wording = told("a short editorial name, for lists and autocomplete")
    keywords: tuple[Line, ...] = told("other words that readers look for it by", default=())
    summary: dict[Language, tuple[SummarySentence, ...]] = told("three or four sentences in every language")


@record
class Quote(Record):
    """One utterance. Its place in the source is found, never typed."""

    id: Slug = told("how summaries refer to the quote; never changed once it is published")
    kind: Kind = told(
        "direct: inside quotation marks; reported: told in the reporter's words, with a name; "
        "unattributed: nobody is named for it"
    )
    speaker: Slug | None = told("id of a speaker; none where nobody is named", default=None)
    theme: Slug = told("id of the theme under whose heading it stands")
    text: Parts = told("as printed, quotation marks included; a list where the source splits it")
    attribution: Line | None = told("the phrase that names the speaker, as printed", default=None)
    attributed_by: Attribution | None = told(
        "what the phrase names the speaker by; context where there is no phrase", default=None
    )
    translations: dict[Language, Parts] = told(
        "unofficial translations, each in as many parts as the text", default_factory=dict
    )
    note: Wording | None = told("what a careful reader should know", default=None)


@record
class Dates(Record):
    """First and last day, and the source of what the article does not print (the year)."""

    printed: Line = told("the dates as printed")
    first: Day = told("first day, as in 2021-10-25")
    last: Day = told("last day, as in 2021-10-26")
    source: Slug = told("key of the source for the year, in `sources`")


@record
class Session(Record):
    """The part of the forum that the article reports."""

    printed: Line = told("what the article calls it")
    day: Dates = told("when it was held")
    topic: Printed = told("what it was about, as printed")


@record
class Forum(Record):
    """The forum itself, and every source that its folder cites."""

    id: ForumId = told(f"{HYPHENATED}, at most {LONGEST_FORUM} characters")
    name: Printed = told("the forum's name, as printed")
    names: tuple[Name, ...] = told("its names in other languages and sources", default=())
    edition: Printed = told("which of its editions, as printed")
    language: Language = told("the language that the source is printed in")
    dates: Dates = told("when the forum was held")
    session: Session = told("the part of the forum that the article reports")
    places: tuple[Printed, ...] = told("where it was held")
    format: Printed = told("how it was held, such as online")
    hosts: tuple[Organisation, ...] = told("who held it")
    topics: tuple[Printed, ...] = told("what the whole forum was about")
    article: Slug = told("key of the source that source.txt is the text of")
    sources: dict[Slug, Source] = told("every page that this folder's records cite, by a short key")
    notes: tuple[Wording, ...] = told("what a careful reader should know of the forum", default=())
