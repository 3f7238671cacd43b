"""A theme: its printed heading, a summary whose every sentence cites, who spoke, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Page, Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.records.models import SummarySentence
from bot.ui.labels import Option, quote_name
from bot.ui.lengths import excerpt, pieces
from bot.ui.markdown import escape, item, subtext
from bot.ui.presses import Action, Press, of_key, of_pool
from bot.ui.rows import LIST, quote_rows
from bot.ui.sheet import (
    Accent,
    Block,
    Button,
    Gap,
    Part,
    Room,
    Sheet,
    button,
    flowing,
    page_line,
    paginate,
    turning,
)
from bot.ui.wording import Worded, forum_name, full_name, translation, wording

_HEAD: Final = 300
_PAGE_LINE: Final = 80
_ABOUT: Final = Room(
    characters=limits.MESSAGE_TEXT - LIST.characters - _HEAD - _PAGE_LINE,
    # Container, head, menu, page line and two rows with their buttons take the rest.
    components=limits.MESSAGE_COMPONENTS - LIST.components - 12,
)
_TOGETHER: Final = 20
"""Numbers in a row before the speaker is named again."""
_PIECE: Final = _ABOUT.characters // 2 - 100
"""Longest stretch of one text: two fit on a page, headings included."""
_REFERENCES: Final = 300
"""Longest line of references."""


def theme_card(  # noqa: PLR0913 - whatever a card shows is an argument
    theme: Theme,
    *,
    forum: Forum,
    speakers: Sequence[Speaker],
    quotes: Page[Quote],
    cited: Mapping[str, Quote],
    quote_speakers: Mapping[str, Speaker],
    words: Words,
    private: bool,
    page: int | None = None,
) -> ui.LayoutView:
    """The card of a theme.

    `cited` has the quotes of the summary by their id within the forum, `quote_speakers` has speakers by
    key. `page` is the page asked for, where the quotes end before the rest does.
    """
    summary = wording(theme.record.summary, words.language)
    numbers = _numbers(summary)
    blocks = [
        *_introduction(theme, forum, words),
        *_summary(summary, numbers, cited, quote_speakers, words),
        *_speakers(speakers, words),
    ]
    about = paginate(blocks, _ABOUT)
    count = max(len(about), quotes.count)
    page = min(quotes.number if page is None else page, count - 1)
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"## {excerpt(theme.record.heading.printed, _HEAD - 3)}")
    if page < len(about):
        sheet.blocks(about[page])
    if quotes.items and page == quotes.number:
        sheet.blocks(_said(theme, quotes, quote_speakers, numbers, words))
    if page == 0:
        sheet.menu(_menu(numbers, cited, quote_speakers, words), words("open-cited"))
    sheet.text(page_line(page, count, words))

    def turn(number: int) -> Press:
        return of_key(Action.THEME, theme.key, "theme", page=number, turn=True)

    sheet.row(*turning(page, count, turn, words))
    sheet.row(*_buttons(theme, page, words, private=private))
    return sheet.view()


def _introduction(theme: Theme, forum: Forum, words: Words) -> Iterator[Block]:
    translated = translation(theme.record.heading.translations, words.language)
    if translated:
        for piece in pieces(translated.text, _PIECE):
            yield Block(f"{piece} {words('unofficial-mark')}")
    counts = words(
        "theme-in-forum",
        forum=excerpt(forum_name(forum, words), 120),
        quotes=theme.quote_count,
        speakers=len(theme.speaker_keys),
    )
    yield Block(subtext(counts))


def _numbers(summary: Worded[tuple[SummarySentence, ...]] | None) -> dict[str, int]:
    """Number the quotes that a summary cites, in the order of its sentences."""
    ids = (name for sentence in summary.text for name in sentence.quotes) if summary else ()
    return {name: number for number, name in enumerate(dict.fromkeys(ids), start=1)}


def _summary(
    summary: Worded[tuple[SummarySentence, ...]] | None,
    numbers: Mapping[str, int],
    cited: Mapping[str, Quote],
    speakers: Mapping[str, Speaker],
    words: Words,
) -> Iterator[Block]:
    if summary is None or not summary.text:
        return
    part = Part(f"**{words('summary')}**")
    for sentence in summary.text:
        marks = excerpt(f"[{', '.join(str(numbers[name]) for name in sentence.quotes)}]", _REFERENCES)
        yield from flowing(sentence.text, _PIECE, part, item, f" {marks}")
    below = Part(gap=Gap.NONE)
    if summary.language is not words.language:
        note = words("summary-in", language=summary.language.value)
        yield Block(subtext(note), below)
    for line in _references(numbers, cited, speakers, words):
        yield Block(subtext(line), below)
    yield Block(subtext(words("summary-origin")), below)


def _references(
    numbers: Mapping[str, int], cited: Mapping[str, Quote], speakers: Mapping[str, Speaker], words: Words
) -> Iterator[str]:
    """Who stands behind each number, those of one speaker together, in lines of bounded length."""

    def who(name: str) -> str:
        return excerpt(_said_by(cited.get(name), speakers, words), 80)

    line = ""
    for speaker, group in groupby(numbers, key=who):
        names = list(group)
        for start in range(0, len(names), _TOGETHER):
            marks = " ".join(escape(f"[{numbers[name]}]") for name in names[start : start + _TOGETHER])
            entry = f"{marks} {speaker}"
            if line and len(line) + len(entry) > _REFERENCES:
                yield line
                line = ""
            line += f" · {entry}" if line else entry
    yield line


def _said_by(quote: Quote | None, speakers: Mapping[str, Speaker], words: Words) -> str:
    """Whose words a cited quote is, as plain text."""
    speaker = speakers.get(quote.speaker_key or "") if quote else None
    if speaker:
        return speaker.record.name
    return words("nobody-named") if quote else words("quote-gone")


def _menu(
    numbers: Mapping[str, int], cited: Mapping[str, Quote], speakers: Mapping[str, Speaker], words: Words
) -> list[Option]:
    """The numbered quotes, to open: also those of nobody, which no list of quotes has."""
    return [
        Option(
            press=of_key(Action.QUOTE, quote.key, "quote"),
            label=f"[{number}] {_said_by(quote, speakers, words)}",
            description=quote_name(quote, words),
        )
        for name, number in numbers.items()
        if (quote := cited.get(name))
    ]


def _speakers(speakers: Sequence[Speaker], words: Words) -> Iterator[Block]:
    heading = f"**{words('who-spoke')}**"
    found = [
        translation(speaker.record.role.organisation.translations, words.language) for speaker in speakers
    ]
    if any(found):
        heading += f"\n{subtext(words('in-brackets'))}"
    part = Part(heading)
    for speaker, translated in zip(speakers, found, strict=True):
        name = excerpt(full_name(speaker, words), 120)
        organisation = excerpt(speaker.record.role.organisation.printed, 120)
        beside = f" ({excerpt(translated.text, 120)})" if translated else ""
        yield Block(item(f"{name}, {organisation}{beside}"), part)


def _said(
    theme: Theme,
    quotes: Page[Quote],
    speakers: Mapping[str, Speaker],
    numbers: Mapping[str, int],
    words: Words,
) -> Iterator[Block]:
    part = Part(f"**{words('said', count=theme.quote_count)}**")

    def about(quote: Quote) -> str:
        speaker = speakers.get(quote.speaker_key or "")
        return speaker.record.name if speaker else ""

    return quote_rows(quotes, part, words, about, numbers)


def _buttons(theme: Theme, page: int, words: Words, *, private: bool) -> Iterator[Button]:
    yield button(words("draw"), of_pool(Action.ANOTHER, Pool(theme=theme.key)), main=True)
    yield button(words("the-forum"), Press(Action.FORUM, forum=theme.forum))
    if private:
        yield button(words("share"), of_key(Action.THEME, theme.key, "theme", page=page, share=True))
