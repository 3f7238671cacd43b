"""A list of quotes: all of a forum, a speaker, or a theme, page by page."""

from collections.abc import Iterator, Mapping
from typing import Final

from discord import ui

from bot.archive.entities import Forum, Page, Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.ui.audience import to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import subtext
from bot.ui.presses import Action, Press, of_key, of_pool
from bot.ui.rows import quote_rows
from bot.ui.sheet import Accent, Button, Gap, Part, Sheet, button, page_line, turning
from bot.ui.wording import forum_name, full_name, theme_name

_TWOFOLD_PAGES: Final = 100
"""Pages that can be turned to where a press names both a speaker and a theme: a custom id holds no more."""


def quotes_card(
    page: Page[Quote],
    *,
    pool: Pool,
    speakers: Mapping[str, Speaker],
    themes: Mapping[str, Theme],
    forum: Forum,
    words: Words,
    private: bool,
) -> ui.LayoutView:
    """One page of the quotes of `pool`. `speakers` and `themes` are those of the page, by key."""
    sheet = Sheet(Accent.RECORD)
    of_speaker, of_theme = speakers.get(pool.speaker or ""), themes.get(pool.theme or "")
    sheet.text(*_head(of_speaker, of_theme, forum, page.total, words))

    def about(quote: Quote) -> str:
        speaker, theme = speakers.get(quote.speaker_key or ""), themes.get(quote.theme_key)
        if speaker and not pool.speaker:
            return full_name(speaker, words)
        return theme_name(theme, words) if theme else ""

    sheet.gap(Gap.RULE)
    sheet.blocks(quote_rows(page, Part(gap=Gap.NONE), words, about, lambda _: forum.record.language))
    count = min(page.count, _TWOFOLD_PAGES) if of_speaker and of_theme else page.count
    sheet.text(page_line(page.number, count, words))

    def turn(number: int) -> Press:
        return of_pool(Action.QUOTES, pool, page=number, turn=True)

    sheet.row(*turning(page.number, count, turn, words))
    sheet.row(*_buttons(pool, page.number, words, private=private))
    return sheet.view()


def _head(
    speaker: Speaker | None, theme: Theme | None, forum: Forum, total: int, words: Words
) -> Iterator[str]:
    """What the list is of, and how long it is."""
    name = forum_name(forum, words)
    title = full_name(speaker, words) if speaker else theme_name(theme, words) if theme else name
    yield f"## {excerpt(title, 300)}"
    if speaker and theme:
        yield subtext(words("theme-line", theme=excerpt(theme_name(theme, words), 200)))
    counted = words("quotes", count=total)
    yield subtext(counted if title == name else f"{excerpt(name, 120)} · {counted}")


def _buttons(pool: Pool, page: int, words: Words, *, private: bool) -> Iterator[Button]:
    yield button(words("draw"), of_pool(Action.ANOTHER, pool), main=True)
    if pool.speaker:
        yield button(words("about-speaker"), of_key(Action.SPEAKER, pool.speaker, "speaker"))
    if pool.theme:
        yield button(words("this-theme"), of_key(Action.THEME, pool.theme, "theme"))
    yield to_others(of_pool(Action.QUOTES, pool, page=page), words, private=private)
