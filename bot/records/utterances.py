"""What a quote must be true to: the words, the marks and the names that its source prints."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from operator import itemgetter

from bot.records.judging import cut_word, in_source, translated, worded
from bot.records.loader import Draft, Entry
from bot.records.marks import closed_before_end, enclosed, open_at, opened, surrounded
from bot.records.models import Attribution, Kind, Quote, Speaker
from bot.records.problems import Fault, Place, shown
from bot.records.source import SourceText, Span, folded

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_PHRASED = frozenset({Attribution.NAME, Attribution.SURNAME, Attribution.PRONOUN})


def judge_quote(entry: Entry[Quote], draft: Draft, speakers: Mapping[str, Speaker]) -> Iterator[Fault]:
    """Everything that one quote can be wrong in by itself and against the source."""
    record = entry.record
    spans: list[Span] = []
    yield from _who(entry)
    misplaced = list(_places(entry, draft, spans))
    yield from misplaced
    yield from _marks(entry, draft, spans)
    yield from _bounds(entry, draft, spans)
    wrong = list(in_source(entry, ("attribution",), record.attribution, draft)) if record.attribution else []
    yield from wrong
    if not wrong and record.speaker and record.speaker in speakers:
        yield from _named(entry, draft, speakers[record.speaker], [] if misplaced else spans)
    yield from translated(entry, ("translations",), set(record.translations), draft)
    for language, parts in record.translations.items():
        if len(parts) != len(record.text):
            count = f"has {_parts(len(parts))}, but the text has {_parts(len(record.text))}"
            yield entry.fault(("translations", str(language)), count, "translate part by part")
    if record.note:
        yield from worded(entry, ("note",), set(record.note))


def _parts(count: int) -> str:
    return "1 part" if count == 1 else f"{count} parts"


def _who(entry: Entry[Quote]) -> Iterator[Fault]:
    record = entry.record
    if record.kind is Kind.UNATTRIBUTED:
        for name in ("speaker", "attribution", "attributed_by"):
            if getattr(record, name):
                wrong = "stands in an unattributed statement, for which nobody is named"
                yield entry.fault((name,), wrong, f"remove `{name}`, or write another `kind`")
        return
    if not record.speaker:
        wrong = f"is missing in a {record.kind} quotation"
        yield entry.fault(("speaker",), wrong, "add `speaker:`, or write `kind: unattributed`")
    if record.attributed_by is None:
        yield entry.fault(
            ("attributed_by",), "is missing", "write name, surname or pronoun; context without a phrase"
        )
    elif record.attributed_by in _PHRASED and not record.attribution:
        wrong = f"is missing, though the quote is attributed by {record.attributed_by}"
        yield entry.fault(("attribution",), wrong, "copy the phrase, or write `attributed_by: context`")
    elif record.attributed_by is Attribution.CONTEXT and record.attribution:
        wrong = "stands there, though the quote is attributed by context"
        yield entry.fault(("attribution",), wrong, "remove it, or say what it names the speaker by")


def _places(entry: Entry[Quote], draft: Draft, spans: list[Span]) -> Iterator[Fault]:
    """Each part is in the source once, and after the part before it; `spans` takes what is found."""
    source, parts = draft.source, entry.record.text
    if source is None:
        return
    for number, part in enumerate(parts):
        place = _place(entry, number)
        found = list(islice(source.places(part), 4))
        if not found:
            yield from in_source(entry, place, part, draft)
        elif len(found) > 1:
            lines = ", ".join(str(source.line_of(span.start)) for span in found[:3])
            more = " and more" if len(found) > 3 else ""  # noqa: PLR2004 - three are shown
            wrong = f"stands more than once in source.txt (lines {lines}{more})"
            yield entry.fault(place, wrong, "quote more of it, until it stands there once")
        elif spans and found[0].start < spans[-1].end:
            yield entry.fault(place, "stands before the part above it", "keep the order of source.txt")
        elif cut := cut_word(source.text, found[0].start, found[0].end):
            yield entry.fault(place, f"ends or begins within the word {cut!r}", "copy whole words")
        spans += found[:1]


def _place(entry: Entry[Quote], number: int) -> Place:
    return ("text", number) if len(entry.record.text) > 1 else ("text",)


def _marks(entry: Entry[Quote], draft: Draft, spans: list[Span]) -> Iterator[Fault]:
    """Direct quotations stand between quotation marks, reported speech does not."""
    for number, part in enumerate(entry.record.text):
        place = _place(entry, number)
        span = spans[number] if len(spans) == len(entry.record.text) else None
        outside = _mark_around(draft.source.text, span) if span and draft.source else ""
        if entry.record.kind is Kind.DIRECT and not enclosed(part):
            yield entry.fault(place, *_unmarked(part, outside))
        elif entry.record.kind is Kind.REPORTED and (enclosed(part) or opened(part) or outside):
            wrong = "is reported, but stands between quotation marks"
            yield entry.fault(place, wrong, "write `kind: direct`, with both marks in the text")


def _bounds(entry: Entry[Quote], draft: Draft, spans: list[Span]) -> Iterator[Fault]:
    """No part runs over a paragraph's end, and what is not direct is no piece of a direct quotation."""
    if draft.source is None or len(spans) != len(entry.record.text):
        return
    text = draft.source.text
    for number, span in enumerate(spans):
        place = _place(entry, number)
        if _PARAGRAPH_END.search(text, span.start, span.end):
            yield entry.fault(place, "runs from one paragraph into another", "quote each by itself")
        elif entry.record.kind is not Kind.DIRECT and not (
            # Of its own marks it has been told already.
            enclosed(entry.record.text[number])
            or opened(entry.record.text[number])
            or _mark_around(text, span)
        ):
            begun = draft.source.paragraph(span.start, span.end).start
            if open_at(text[begun : span.start]) or open_at(text[span.start : span.end]) != 0:
                wrong = f"is {entry.record.kind}, but stands within quotation marks in source.txt"
                yield entry.fault(place, wrong, "quote the whole of it, marks included, as `kind: direct`")


def _mark_around(text: str, span: Span) -> str:
    """The quotation mark that the source prints right before the words, if one also follows them."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return before if surrounded(before, after) else ""


def _unmarked(part: str, outside: str) -> tuple[str, str]:
    if closed_before_end(part):
        wrong = "holds more than one quotation, or goes on after its closing mark"
        return wrong, "write a list of the parts between marks, and leave out what is between them"
    wrong = "is direct, but does not stand between quotation marks"
    if outside == '"':
        return wrong, 'include the marks; YAML keeps " only within other quotes: \'"…"\''
    return wrong, "include the marks as printed, or write `kind: reported`"


def _named(entry: Entry[Quote], draft: Draft, speaker: Speaker, spans: list[Span]) -> Iterator[Fault]:
    """The phrase names the speaker by what it says that it does; without one, the paragraph names them."""
    record, phrase = entry.record, folded(entry.record.attribution or "")
    name, family = folded(speaker.name), folded(speaker.family)
    if record.attributed_by is Attribution.NAME and phrase and name not in phrase:
        wrong = f"does not print the name {shown(name)!r}"
        yield entry.fault(("attribution",), wrong, "correct `speaker`, or say what it names the speaker by")
    elif record.attributed_by is Attribution.SURNAME and phrase and family not in phrase:
        wrong = f"does not print the surname {shown(family)!r}"
        yield entry.fault(("attribution",), wrong, "correct `speaker`, or say what it names the speaker by")
    elif phrase and spans and draft.source is not None and not _near(draft.source, phrase, spans):
        wrong = "does not stand in the paragraph of the quote"
        line = draft.source.line_of(spans[0].start)
        yield entry.fault(("attribution",), wrong, f"copy the phrase from around line {line} of source.txt")
    elif record.attributed_by is Attribution.CONTEXT and spans and draft.source is not None:
        around = draft.source.paragraph(spans[0].start, max(span.end for span in spans))
        if not _stands(family, draft.source.text[around.start : around.end]):
            wrong = (
                f"is not named in this paragraph of source.txt (line {draft.source.line_of(spans[0].start)})"
            )
            yield entry.fault(("speaker",), wrong, "correct `speaker`, or copy the phrase into `attribution`")


def _near(source: SourceText, phrase: str, spans: list[Span]) -> bool:
    """Whether the phrase stands in the paragraphs of the quote."""
    around = source.paragraph(spans[0].start, max(span.end for span in spans))
    return _stands(phrase, source.text[around.start : around.end])


def _stands(phrase: str, text: str) -> bool:
    """Whether a folded phrase stands in a text; most often it does as it is."""
    return phrase in text or phrase in folded(text)


def overlapping(draft: Draft) -> Iterator[Fault]:
    """No stretch of the source is quoted twice: it would be drawn as two quotes."""
    if draft.source is None:
        return
    taken: list[tuple[Span, Entry[Quote]]] = []
    for entry in draft.quotes:
        parts = entry.record.text
        if (stretch := draft.source.stretch(parts)) is not None:
            taken += [(span, entry) for span in stretch.spans]
            continue
        for part in parts:
            found = list(islice(draft.source.places(part), 2))
            if len(found) == 1:
                taken.append((found[0], entry))
    taken.sort(key=itemgetter(0))
    for (before, one), (after, other) in pairwise(taken):
        if after.start < before.end and one.record.id != other.record.id:
            wrong = f"holds words that `{shown(one.record.id)}` quotes too"
            yield other.fault(("text",), wrong, "quote each stretch of source.txt once")
