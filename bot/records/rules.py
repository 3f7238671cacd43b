"""What the records of a folder must be true to: each other, their source, and Discord's room."""

from collections.abc import Iterable, Iterator, Mapping

from bot import limits
from bot.records.clear import Clear
from bot.records.judging import AnyEntry, exists, in_source, translated, worded
from bot.records.loader import Draft, Entry
from bot.records.models import Forum, Name, Printed, Quote, Speaker, Theme
from bot.records.problems import Fault, Place, shown
from bot.records.sections import Sections
from bot.records.sizes import Room, fits_buttons, fits_speaker, fits_theme, short, short_names
from bot.records.source import folded
from bot.records.summaries import judge_summary
from bot.records.utterances import judge_quote, overlapping


def faults_of(draft: Draft) -> Iterator[Fault]:
    """Everything that the rules find in a folder, as far as it could be read.

    Fields that are wrong in themselves have been told, and are not judged again.
    """
    for entries in (draft.speakers, draft.themes, draft.quotes):
        yield from _unique(entries)
    if draft.forum is not None:
        yield from _kept(draft.forum, _forum(draft.forum, draft))
    for speaker in draft.speakers:
        yield from _kept(speaker, _speaker(speaker, draft))
    quotes = {entry.record.id: entry.record for entry in draft.quotes}
    for theme in draft.themes:
        yield from _kept(theme, _theme(theme, draft, quotes))
    yield from fits_buttons(draft)
    speakers = {entry.record.id: entry.record for entry in draft.speakers}
    themes = {entry.record.id: entry.record for entry in draft.themes}
    if draft.source is not None:
        draft.source.look_up(text for quote in draft.quotes for text in quote.record.text)
        yield from overlapping(draft)
    sections, room = Sections(draft), Room(draft, speakers, themes)
    clear = Clear(draft, speakers, sections, room)
    for quote in draft.quotes:
        if not clear.sees(quote):
            yield from _kept(quote, faults_of_quote(quote, draft, speakers, sections, room))


def faults_of_quote(
    quote: Entry[Quote], draft: Draft, speakers: Mapping[str, Speaker], sections: Sections, room: Room
) -> Iterator[Fault]:
    """Everything that the rules find in one quote."""
    yield from _references(quote, draft)
    yield from sections.misfiled(quote)
    yield from judge_quote(quote, draft, speakers)
    yield from room.fits(quote)


def _kept(entry: AnyEntry, faults: Iterable[Fault]) -> Iterable[Fault]:
    return (fault for fault in faults if _counts(entry, fault)) if entry.left_out else faults


def _counts(entry: AnyEntry, fault: Fault) -> bool:
    place = fault.path[len(entry.path) :]
    return not any(_within(place, other) or _within(other, place) for other in entry.left_out)


def _within(place: Place, around: Place) -> bool:
    return place[: len(around)] == around


def _unique(entries: Iterable[AnyEntry]) -> Iterator[Fault]:
    first: dict[str, AnyEntry] = {}
    for entry in entries:
        name = entry.record.id
        if ("id",) in entry.left_out:
            continue
        if (other := first.setdefault(name, entry)) is not entry:
            field = other.fault(("id",), "", "").field.removesuffix(".id")
            wrong = f"`{name}` is the id of {field} in {other.file.name} already"
            yield entry.fault(("id",), wrong, "give it an id of its own")


def _references(entry: Entry[Quote], draft: Draft) -> Iterator[Fault]:
    for what in ("speaker", "theme"):
        name = getattr(entry.record, what)
        if name and name not in draft.ids.get(f"{what}s", ()):
            yield from _refers(entry, draft, (what,), name)


def _refers(entry: AnyEntry, draft: Draft, place: Place, name: str) -> Iterator[Fault]:
    """The id stands for a speaker, a theme or a quote: the last word of `place` that is one says which."""
    what = next(str(step) for step in reversed(place) if isinstance(step, str)).removesuffix("s")
    if f"{what}s" not in draft.partial:
        yield from exists(entry, place, name, draft.ids.get(f"{what}s", set()), what)


def _source(entry: AnyEntry, draft: Draft, place: Place, name: str) -> Iterator[Fault]:
    if "" not in draft.partial:
        yield from exists(entry, place, name, draft.sources, "source in forum.yaml")


def _names(entry: AnyEntry, draft: Draft, place: Place, names: tuple[Name, ...]) -> Iterator[Fault]:
    for number, name in enumerate(names):
        yield from _source(entry, draft, (*place, number, "source"), name.source)
        if name.note:
            yield from worded(entry, (*place, number, "note"), set(name.note))


def _printed(entry: AnyEntry, draft: Draft, place: Place, text: Printed) -> Iterator[Fault]:
    yield from in_source(entry, (*place, "printed"), text.printed, draft)
    yield from translated(entry, (*place, "translations"), set(text.translations), draft)


def _forum(entry: Entry[Forum], draft: Draft) -> Iterator[Fault]:
    record = entry.record
    printed: list[tuple[Place, Printed]] = [
        (("name",), record.name),
        (("edition",), record.edition),
        (("session", "topic"), record.session.topic),
        (("format",), record.format),
        *((("places", number), text) for number, text in enumerate(record.places)),
        *((("topics", number), text) for number, text in enumerate(record.topics)),
        *((("hosts", number), text) for number, text in enumerate(record.hosts)),
    ]
    for place, text in printed:
        yield from _printed(entry, draft, place, text)
    yield from in_source(entry, ("session", "printed"), record.session.printed, draft)
    yield from _days(entry, draft)
    yield from _source(entry, draft, ("article",), record.article)
    yield from _names(entry, draft, ("names",), record.names)
    for number, host in enumerate(record.hosts):
        yield from _names(entry, draft, ("hosts", number, "names"), host.names)
    for number, note in enumerate(record.notes):
        yield from worded(entry, ("notes", number), set(note))
    for key, source in record.sources.items():
        if source.described:
            yield from worded(entry, ("sources", key, "described"), set(source.described))
        elif source.title is None:
            instead = "add `title:` as the page has it, or `described:` in every language"
            yield entry.fault(("sources", key), "does not say what it is", instead)
        if source.note:
            yield from worded(entry, ("sources", key, "note"), set(source.note))
    yield from short(entry, ("name", "printed"), record.name.printed, limits.CHOICE_NAME, "a choice")
    yield from short_names(entry, ("names",), record.names)


def _days(entry: Entry[Forum], draft: Draft) -> Iterator[Fault]:
    whole, day = entry.record.dates, entry.record.session.day
    for place, dates in ((("dates",), whole), (("session", "day"), day)):
        yield from in_source(entry, (*place, "printed"), dates.printed, draft)
        yield from _source(entry, draft, (*place, "source"), dates.source)
        if dates.last < dates.first:
            yield entry.fault((*place, "last"), "is before the first day", "write the later day here")
    if whole.first <= whole.last and not (whole.first <= day.first and day.last <= whole.last):
        wrong = f"is not within the days of the forum ({whole.first} to {whole.last})"
        yield entry.fault(("session", "day"), wrong, "correct these days or those of `dates`")


def _speaker(entry: Entry[Speaker], draft: Draft) -> Iterator[Fault]:
    record, role = entry.record, entry.record.role
    yield from in_source(entry, ("name",), record.name, draft)
    yield from in_source(entry, ("role", "printed"), role.printed, draft)
    for field in ("family", "given"):
        part = getattr(record, field)
        if folded(part) not in folded(record.name):
            wrong = f"{shown(part)!r} is no part of the name {shown(record.name)!r}"
            yield entry.fault((field,), wrong, "write it as it stands in `name`")
    for field, text in (("title", role.title), ("organisation", role.organisation)):
        yield from _printed(entry, draft, ("role", field), text)
        if folded(text.printed) not in folded(role.printed):
            wrong = f"{shown(text.printed)!r} is no part of the phrase in `role.printed`"
            yield entry.fault(("role", field, "printed"), wrong, "write it as it stands there")
    yield from _names(entry, draft, ("names",), record.names)
    yield from _names(entry, draft, ("role", "organisation", "names"), role.organisation.names)
    for number, fact in enumerate(record.facts):
        yield from worded(entry, ("facts", number, "text"), set(fact.text))
        yield from _source(entry, draft, ("facts", number, "source"), fact.source)
    yield from fits_speaker(entry)


def _theme(entry: Entry[Theme], draft: Draft, quotes: Mapping[str, Quote]) -> Iterator[Fault]:
    record = entry.record
    yield from _printed(entry, draft, ("heading",), record.heading)
    yield from worded(entry, ("label",), set(record.label))
    yield from judge_summary(entry, draft, quotes)
    yield from fits_theme(entry)
