"""A theme: its printed heading, a summary whose every sentence cites, who spoke, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Page, Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.ui.audience import to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import item, subtext
from bot.ui.presses import Action, Press, of_key, of_pool
from bot.ui.rows import LIST, quote_rows
from bot.ui.sheet import (
    Accent,
    Block,
    Button,
    Part,
    Room,
    Sheet,
    button,
    flowing,
    page_line,
    paginate,
    turning,
)
from bot.ui.summary import Summary
from bot.ui.wording import beside, forum_name, full_name, translation, untranslated

_HEAD: Final = 300
_PAGE_LINE: Final = 80
_ABOUT: Final = Room(
    characters=limits.MESSAGE_TEXT - LIST.characters - _HEAD - _PAGE_LINE,
    # Container, head, menu, page line and two rows with their buttons take the rest.
    components=limits.MESSAGE_COMPONENTS - LIST.components - 12,
)
_PIECE: Final = _ABOUT.characters // 2 - 100
"""Longest stretch of one text: two fit on a page, headings included."""


def theme_card(
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
    summary = Summary(theme, cited, quote_speakers, words)
    introduction = _introduction(theme, forum, words)
    about = paginate([*introduction, *summary.blocks(_PIECE), *_speakers(speakers, words)], _ABOUT)
    count = max(len(about), quotes.count)
    page = min(quotes.number if page is None else page, count - 1)
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"## {excerpt(theme.record.heading.printed, _HEAD - 3)}")
    if page < len(about):
        sheet.blocks(about[page])
    if quotes.items and page == quotes.number:
        sheet.blocks(_said(theme, forum, quotes, quote_speakers, summary.numbers, words))
    if page == 0:
        sheet.menu(summary.menu(), words("open-cited"))
    sheet.text(page_line(page, count, words))

    def turn(number: int) -> Press:
        return of_key(Action.THEME, theme.key, "theme", page=number, turn=True)

    sheet.row(*turning(page, count, turn, words))
    sheet.row(*_buttons(theme, page, words, private=private))
    return sheet.view()


def _introduction(theme: Theme, forum: Forum, words: Words) -> Iterator[Block]:
    heading = theme.record.heading
    if len(heading.printed) > _HEAD // 2:
        # The title above may be shortened.
        yield from flowing(heading.printed, _PIECE)
    translated = translation(heading.translations, words)
    if translated:
        yield from flowing(translated.text, _PIECE, tail=words("unofficial-mark"))
    elif missing := untranslated(forum.record.language, words):
        yield Block(subtext(missing))
    counts = words(
        "theme-in-forum",
        forum=excerpt(forum_name(forum, words), 120),
        quotes=theme.quote_count,
        speakers=len(theme.speaker_keys),
    )
    yield Block(subtext(counts))


def _speakers(speakers: Sequence[Speaker], words: Words) -> Iterator[Block]:
    heading = f"**{words('who-spoke')}**"
    found = [translation(speaker.record.role.organisation.translations, words) for speaker in speakers]
    if any(found):
        heading += f"\n{subtext(words('in-brackets'))}"
    part = Part(heading)
    for speaker, translated in zip(speakers, found, strict=True):
        name = excerpt(full_name(speaker, words), 120)
        organisation = excerpt(beside(speaker.record.role.organisation.printed, translated, words), 240)
        yield Block(item(words("who", name=name, organisation=organisation)), part)


def _said(
    theme: Theme,
    forum: Forum,
    quotes: Page[Quote],
    speakers: Mapping[str, Speaker],
    numbers: Mapping[str, int],
    words: Words,
) -> Iterator[Block]:
    part = Part(f"**{words('said', count=theme.quote_count)}**")

    def about(quote: Quote) -> str:
        speaker = speakers.get(quote.speaker_key or "")
        return full_name(speaker, words) if speaker else ""

    return quote_rows(quotes, part, words, about, lambda _: forum.record.language, numbers)


def _buttons(theme: Theme, page: int, words: Words, *, private: bool) -> Iterator[Button]:
    yield button(words("draw"), of_pool(Action.ANOTHER, Pool(theme=theme.key)), main=True)
    yield button(words("the-forum"), Press(Action.FORUM, forum=theme.forum))
    yield to_others(of_key(Action.THEME, theme.key, "theme", page=page), words, private=private)
