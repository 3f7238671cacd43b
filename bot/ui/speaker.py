"""A person: names in every script and how each is proven, role as printed, facts, and what they said."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Page, Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.ui.audience import to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import bold, item, subtext
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
from bot.ui.sources import name_blocks, source_link
from bot.ui.wording import forum_name, full_name, role_name, said, theme_name, untranslated

_HEAD: Final = 300
_PAGE_LINE: Final = 80
_ABOUT: Final = Room(
    characters=limits.MESSAGE_TEXT - LIST.characters - _HEAD - _PAGE_LINE,
    # Container, head, page line and two rows with their buttons take the rest.
    components=limits.MESSAGE_COMPONENTS - LIST.components - 11,
)
"""For what is known of the person, beside a full page of quotes."""
_PIECE: Final = _ABOUT.characters // 2 - 100
"""Longest stretch of one text: two fit on a page, headings included."""


def speaker_card(
    speaker: Speaker,
    *,
    forum: Forum,
    themes: Sequence[Theme],
    quotes: Page[Quote],
    words: Words,
    private: bool,
    page: int | None = None,
) -> ui.LayoutView:
    """The card of a speaker. Pages go on until both the facts and the quotes are told.

    `page` is the page asked for, where the quotes end before the facts do; without it, `quotes` says.
    """
    about = paginate(list(_about(speaker, forum, themes, words)), _ABOUT)
    count = max(len(about), quotes.count)
    page = min(quotes.number if page is None else page, count - 1)
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"## {excerpt(full_name(speaker, words), _HEAD - 3)}")
    if page < len(about):
        sheet.blocks(about[page])
    if quotes.items and page == quotes.number:
        sheet.blocks(_said(speaker, forum, quotes, themes, words))
    sheet.text(page_line(page, count, words))

    def turn(number: int) -> Press:
        return of_key(Action.SPEAKER, speaker.key, "speaker", page=number, turn=True)

    sheet.row(*turning(page, count, turn, words))
    sheet.row(*_buttons(speaker, page, words, private=private))
    return sheet.view()


def _about(speaker: Speaker, forum: Forum, themes: Sequence[Theme], words: Words) -> Iterator[Block]:
    yield from _role(speaker, forum, words)
    spoken = words(
        "speaker-in-forum", forum=excerpt(forum_name(forum, words), 120), count=speaker.quote_count
    )
    yield Block(subtext(spoken))
    for theme in themes:
        yield Block(subtext(words("theme-line", theme=excerpt(theme_name(theme, words), 200))))
    yield from _names(speaker, forum, words)
    part = Part(f"**{words('facts')}**")
    for fact in speaker.record.facts:
        text = said(fact.text, words)
        proof = words(
            "fact-source", source=source_link(forum, fact.source, words), month=words.date(fact.dated)
        )
        if text:
            yield from flowing(text, _PIECE, part, item, proof)


def _role(speaker: Speaker, forum: Forum, words: Words) -> Iterator[Block]:
    role = speaker.record.role
    yield from flowing(role.printed, _PIECE)
    yield Block(subtext(words("as-of", month=words.date(role.as_of))))
    if translated := role_name(speaker, words):
        yield from flowing(translated, _PIECE, None, subtext, words("unofficial-mark"))
    elif missing := untranslated(forum.record.language, words):
        yield Block(subtext(missing))


def _names(speaker: Speaker, forum: Forum, words: Words) -> Iterator[Block]:
    record = speaker.record
    part = Part(f"**{words('names')}**")
    printed = words("name-printed", family=excerpt(record.family, 80))
    yield from flowing(record.name, _PIECE, part, bold, f" · {printed}")
    yield from name_blocks(record.names, forum, words, part, _PIECE)
    if record.role.organisation.names:
        part = Part(f"**{words('organisation')}**", Gap.SPACE)
        printed = words("printed")
        yield from flowing(record.role.organisation.printed, _PIECE, part, bold, f" · {printed}")
        yield from name_blocks(record.role.organisation.names, forum, words, part, _PIECE)


def _said(
    speaker: Speaker, forum: Forum, quotes: Page[Quote], themes: Sequence[Theme], words: Words
) -> Iterator[Block]:
    names = {theme.key: theme_name(theme, words) for theme in themes}
    part = Part(f"**{words('said', count=speaker.quote_count)}**")

    def about(quote: Quote) -> str:
        return names.get(quote.theme_key, "")

    return quote_rows(quotes, part, words, about, lambda _: forum.record.language)


def _buttons(speaker: Speaker, page: int, words: Words, *, private: bool) -> Iterator[Button]:
    draw = of_pool(Action.ANOTHER, Pool(speaker=speaker.key))
    yield button(words("draw"), draw, main=True)
    yield button(words("the-forum"), Press(Action.FORUM, forum=speaker.forum))
    yield to_others(of_key(Action.SPEAKER, speaker.key, "speaker", page=page), words, private=private)
