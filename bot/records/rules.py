"""What records must be true to: each other, their source, and Discord's room."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.languages import Language
from bot.records.findings import (
    WRITTEN,
    Place,
    exists,
    in_source,
    known_source,
    names,
    printed,
    short,
    translated,
)
from bot.records.loader import Draft, Entry
from bot.records.models import Forum, Kind, Organisation, Printed, Quote, Speaker, Theme
from bot.records.problems import Problem
from bot.records.source import SourceText, folded

SENTENCES: Final = range(3, 5)
"""How many sentences a summary has."""
LONGEST_TEXT: Final = 2500
"""Characters of a quote in one language. Both languages are shown whole, on further pages if need be."""
_OPENING: Final = "“‘«‹「『„\"'"
_CLOSING: Final = "”’»›」』“\"'"


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Everything that the rules find in a folder, as far as it could be read."""
    yield from draft.problems
    for entries in (draft.speakers, draft.themes, draft.quotes):
        yield from _unique(entries)
    if draft.forum is not None:
        yield from _forum(draft.forum, draft)
    for speaker in draft.speakers:
        yield from _speaker(speaker, draft)
    for theme in draft.themes:
        yield from _theme(theme, draft)
    for quote in draft.quotes:
        yield from _quote(quote, draft)


def _unique(entries: Iterable[Entry[Speaker] | Entry[Theme] | Entry[Quote]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in entries:
        name = entry.record.id
        if name in first:
            wrong = f"the id `{name}` is taken (line {first[name]})"
            yield entry.problem(("id",), wrong, "give it an id of its own")
        first.setdefault(name, entry.document.place((*entry.path, "id"))[0])


def _forum(entry: Entry[Forum], draft: Draft) -> Iterator[Problem]:
    record = entry.record
    texts: list[tuple[Place, Printed]] = [
        (("name",), record.name),
        (("edition",), record.edition),
        (("session", "topic"), record.session.topic),
        (("format",), record.format),
        *((("places", number), place) for number, place in enumerate(record.places)),
        *((("topics", number), topic) for number, topic in enumerate(record.topics)),
        *((("hosts", number), host) for number, host in enumerate(record.hosts)),
    ]
    for place, text in texts:
        yield from printed(entry, place, text, draft)
    for place, words in (
        (("dates", "printed"), record.dates.printed),
        (("session", "printed"), record.session.printed),
        (("session", "day", "printed"), record.session.day.printed),
    ):
        yield from in_source(entry, place, words, draft.source)
    for place, dates in ((("dates",), record.dates), (("session", "day"), record.session.day)):
        yield from known_source(entry, (*place, "source"), dates.source, draft)
        if dates.last < dates.first:
            yield entry.problem((*place, "last"), "is before the first day", "write the later day here")
    yield from known_source(entry, ("article",), record.article, draft)
    yield from names(entry, ("names",), record.names, draft)
    for number, host in enumerate(record.hosts):
        yield from names(entry, ("hosts", number, "names"), host.names, draft)
    for number, note in enumerate(record.notes):
        yield from translated(entry, ("notes", number), note, "")


def _speaker(entry: Entry[Speaker], draft: Draft) -> Iterator[Problem]:
    record = entry.record
    for place, words in ((("name",), record.name), (("role", "printed"), record.role.printed)):
        yield from in_source(entry, place, words, draft.source)
    yield from short(entry, ("name",), record.name)
    for part in ("family", "given"):
        words = getattr(record, part)
        if words not in record.name:
            wrong = f"{words!r} is no part of the printed name {record.name!r}"
            yield entry.problem((part,), wrong, "write it as it stands in `name`")
    for place, text in (
        (("role", "title"), record.role.title),
        (("role", "organisation"), record.role.organisation),
    ):
        yield from printed(entry, place, text, draft)
        if folded(text.printed) not in folded(record.role.printed):
            wrong = f"{text.printed!r} is no part of the role's phrase"
            yield entry.problem((*place, "printed"), wrong, "write it as it stands in `role.printed`")
    yield from names(entry, ("names",), record.names, draft)
    organisation: Organisation = record.role.organisation
    yield from names(entry, ("role", "organisation", "names"), organisation.names, draft)
    for number, fact in enumerate(record.facts):
        yield from translated(entry, ("facts", number, "text"), fact.text, "")
        yield from known_source(entry, ("facts", number, "source"), fact.source, draft)


def _theme(entry: Entry[Theme], draft: Draft) -> Iterator[Problem]:
    record = entry.record
    yield from printed(entry, ("heading",), record.heading, draft)
    yield from translated(entry, ("label",), record.label, "")
    for language, label in record.label.items():
        yield from short(entry, ("label", str(language)), label)
    quotes = {quote.record.id for quote in draft.quotes}
    for language in WRITTEN:
        if language not in record.summary:
            yield entry.problem(("summary",), f"has no `{language}`", f"add `{language}:` with its sentences")
    for language, sentences in record.summary.items():
        place = ("summary", str(language))
        if len(sentences) not in SENTENCES:
            wrong = f"has {len(sentences)} sentences"
            yield entry.problem(place, wrong, f"write {SENTENCES.start} to {SENTENCES.stop - 1}")
        for number, sentence in enumerate(sentences):
            for index, name in enumerate(sentence.quotes):
                if "quotes" not in draft.broken or name in quotes:
                    yield from exists(entry, (*place, number, "quotes", index), name, quotes, "quote")


def _quote(entry: Entry[Quote], draft: Draft) -> Iterator[Problem]:
    record = entry.record
    yield from _who(entry)
    if record.speaker and "speakers" not in draft.broken:
        speakers = {speaker.record.id for speaker in draft.speakers}
        yield from exists(entry, ("speaker",), record.speaker, speakers, "speaker")
    if "themes" not in draft.broken:
        yield from exists(entry, ("theme",), record.theme, {t.record.id for t in draft.themes}, "theme")
    yield from _spans(entry, draft.source)
    if record.attribution:
        yield from in_source(entry, ("attribution",), record.attribution, draft.source)
    yield from _marks(entry)
    yield from _quote_translations(entry, draft)
    if record.note:
        yield from translated(entry, ("note",), record.note, "")
    for place, parts in (
        (("text",), record.text),
        *((("translations", str(language)), parts) for language, parts in record.translations.items()),
    ):
        length = sum(map(len, parts))
        if length > LONGEST_TEXT:
            wrong = f"is {length} characters long; a card holds {LONGEST_TEXT}"
            yield entry.problem(place, wrong, "divide it into several quotes")


def _who(entry: Entry[Quote]) -> Iterator[Problem]:
    record = entry.record
    if record.kind is Kind.UNATTRIBUTED:
        if record.speaker:
            wrong = "an unattributed statement is nobody's"
            yield entry.problem(("speaker",), wrong, "remove `speaker`, or change `kind`")
    elif not record.speaker:
        yield entry.problem(
            (), f"a {record.kind} quotation has no `speaker`", "add `speaker:`, or write `kind: unattributed`"
        )
    elif record.attributed_by is None:
        yield entry.problem((), "has no `attributed_by`", "write name, surname, pronoun or context")


def _marks(entry: Entry[Quote]) -> Iterator[Problem]:
    for number, part in enumerate(entry.record.text):
        place: Place = ("text", number) if len(entry.record.text) > 1 else ("text",)
        marked = part[0] in _OPENING and part[-1] in _CLOSING
        if entry.record.kind is Kind.DIRECT and not marked:
            yield entry.problem(
                place,
                "a direct quotation stands between quotation marks",
                "include the marks as printed, or write `kind: reported`",
            )
        if entry.record.kind is not Kind.DIRECT and marked:
            yield entry.problem(
                place, f"has quotation marks, but is `kind: {entry.record.kind}`", "write `kind: direct`"
            )


def _quote_translations(entry: Entry[Quote], draft: Draft) -> Iterator[Problem]:
    record = entry.record
    written = draft.forum.record.language if draft.forum else Language.EN
    for language in WRITTEN:
        parts = record.translations.get(language)
        if parts is None:
            if language is not written:
                yield entry.problem(("translations",), f"has no `{language}`", f"add `{language}:`")
        elif len(parts) != len(record.text):
            wrong = f"has {len(parts)} parts, and the text has {len(record.text)}"
            yield entry.problem(("translations", str(language)), wrong, "translate part by part")


def _spans(entry: Entry[Quote], source: SourceText | None) -> Iterator[Problem]:
    if source is None:
        return
    end = 0
    for number, part in enumerate(entry.record.text):
        place: Place = ("text", number) if len(entry.record.text) > 1 else ("text",)
        spans = source.find(part)
        if not spans:
            yield from in_source(entry, place, part, source)
        elif len(spans) > 1:
            lines = ", ".join(str(source.line_of(span.start)) for span in spans)
            yield entry.problem(
                place, f"stands {len(spans)} times in the source (lines {lines})", "quote more of it"
            )
        elif spans[0].start < end:
            yield entry.problem(
                place, "stands before the part above it", "write the parts in the source's order"
            )
        if len(spans) == 1:
            end = spans[0].end
