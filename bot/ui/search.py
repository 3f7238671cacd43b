"""What a search found: the best first, what matched in bold, each with a button that opens it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from discord import ui

from bot.archive.entities import Quote, Speaker, Theme
from bot.archive.hits import Hit, Hits, carried
from bot.archive.search import Found
from bot.i18n import Words
from bot.languages import Language
from bot.records.models import Kind
from bot.records.source import Span
from bot.ui.audience import search_to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import marked, subtext
from bot.ui.presses import Action, Press, Search, of_key
from bot.ui.sheet import Accent, Block, Button, Gap, Part, Sheet, page_line, turning_to
from bot.ui.wording import full_name, reads, theme_name

PAGE_SIZE: Final = 5
_BEFORE: Final = 50
_AROUND: Final = 180
"""Characters of a text that are shown, and how many of them before what matched."""
_ECHO: Final = 100
_DASH: Final = " — "
_DOT: Final = " · "
"""Between a theme's heading and the words it is found by, between those, and between what a hit is."""


def search_card(
    hits: Hits,
    *,
    text: str,
    search: Search,
    quotes: Mapping[str, Quote],
    speakers: Mapping[str, Speaker],
    themes: Mapping[str, Theme],
    forums: Mapping[str, str],
    words: Words,
    private: bool,
) -> ui.LayoutView:
    """One page of hits (one or more). The mappings hold the records of the page, by key.

    `forums` holds what the forums of the page are called; where there is but one in all, nothing.
    """
    sheet = Sheet(Accent.RECORD)
    asked = excerpt(text, _ECHO)
    if hits.more:
        heading = words("search-heading-more", text=asked, count=hits.total)
    else:
        heading = words("search-heading", text=asked, count=hits.total)
    sheet.text(f"### {heading}", subtext(words("search-loose")) if hits.loose else "")
    sheet.gap(Gap.RULE)
    part = Part(gap=Gap.NONE)
    sheet.blocks(
        Block(
            f"{_shown(hit, words)}\n{subtext(_about(hit, quotes, speakers, themes, forums, words))}",
            part,
            opens=(words("open"), _press(hit)),
        )
        for hit in hits.items
    )
    sheet.text(page_line(hits.number, hits.count, words))

    def turn(number: int) -> str:
        return replace(search, page=number).custom_id()

    buttons: list[Button] = turning_to(hits.number, hits.count, turn, words)
    this = replace(search, page=hits.number)
    sheet.row(*buttons, search_to_others(this, words, private=private))
    return sheet.view()


def _shown(hit: Hit, words: Words) -> str:
    if (hit.language, words.language) == (Language.ZH_HANS, Language.ZH_HANT):
        derived = words.traditional(hit.text)
        hit = replace(hit, text=derived, marks=carried(hit.marks, hit.text, derived))
    return snippet(_telling(hit))


def _telling(hit: Hit) -> Hit:
    """Of everything that a theme is found by, in all languages, its heading and what matched."""
    if hit.found is not Found.THEME:
        return hit
    heading, dash, rest = hit.text.partition(_DASH)
    text, start = heading, len(heading) + len(dash)
    marks = [Span(mark.start, min(mark.end, len(heading))) for mark in hit.marks if mark.start < len(heading)]
    for word in rest.split(_DOT):
        end = start + len(word)
        within = [mark for mark in hit.marks if start <= mark.start < end]
        if within:
            text += dash if text == heading else _DOT
            moved = len(text) - start
            marks += [Span(mark.start + moved, min(mark.end, end) + moved) for mark in within]
            text += word
        start = end + len(_DOT)
    return replace(hit, text=text, marks=tuple(marks))


def snippet(hit: Hit) -> str:
    """The part of the text around what matched, as markdown."""
    first = hit.marks[0].start if hit.marks else 0
    start = 0 if first <= _BEFORE else first - _BEFORE
    if start and (space := hit.text.find(" ", start, first)) >= 0:
        start = space + 1
    end = min(len(hit.text), start + _AROUND)
    inside = tuple(
        Span(mark.start - start, min(mark.end, end) - start)
        for mark in hit.marks
        if start <= mark.start < end
    )
    return f"{'…' if start else ''}{marked(hit.text[start:end], inside)}{'…' if end < len(hit.text) else ''}"


def _about(
    hit: Hit,
    quotes: Mapping[str, Quote],
    speakers: Mapping[str, Speaker],
    themes: Mapping[str, Theme],
    forums: Mapping[str, str],
    words: Words,
) -> str:
    """What the hit is, whose, and of which forum."""
    marks = [words("found", found=hit.found.value)]
    quote = quotes.get(hit.key)
    if hit.found is Found.QUOTE and quote is not None:
        speaker = speakers.get(quote.speaker_key or "")
        who = full_name(speaker, words) if speaker else words("nobody-named")
        marks = [excerpt(who, 60), words("kind", kind=quote.record.kind.value)]
        if quote.record.kind is Kind.UNATTRIBUTED:
            marks.pop()
        marks.extend(_wording(hit, quote, words))
    elif (theme := themes.get(hit.key)) is not None and hit.found is Found.SUMMARY:
        marks.append(excerpt(theme_name(theme, words), 60))
        if not reads(words.language, hit.language):
            marks.append(words("language", language=hit.language.value))
    if name := forums.get(hit.forum):
        marks.append(excerpt(name, 60))
    return _DOT.join(marks)


def _wording(hit: Hit, quote: Quote, words: Words) -> Iterator[str]:
    """Whose wording a text is, and in which language where it is not the reader's."""
    foreign = not reads(words.language, hit.language)
    if hit.language in quote.record.translations:
        if foreign:
            yield words("language", language=hit.language.value)
        yield words("unofficial")
    elif foreign:
        yield words("printed-in", language=hit.language.value)


def _press(hit: Hit) -> Press:
    if hit.found is Found.QUOTE:
        return of_key(Action.QUOTE, hit.key, "quote")
    if hit.found is Found.SPEAKER:
        return of_key(Action.SPEAKER, hit.key, "speaker")
    return of_key(Action.THEME, hit.key, "theme")
