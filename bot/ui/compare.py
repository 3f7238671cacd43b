"""What two people said, one below the other, on everything or under one theme."""

from collections.abc import Mapping, Sequence
from typing import Final

from discord import ui

from bot.archive.entities import Forum, Page, Quote, Speaker, Theme
from bot.i18n import Words
from bot.languages import Language
from bot.ui.audience import comparison_to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import subtext
from bot.ui.presses import Comparison
from bot.ui.rows import quote_rows
from bot.ui.sheet import Accent, Gap, Part, Sheet
from bot.ui.wording import full_name, role_name, theme_name

PER_SIDE: Final = 4
"""Quotes of each speaker that one card holds."""

Side = tuple[Speaker, Page[Quote]]


def same_person_card(*, words: Words) -> ui.LayoutView:
    """Two names of one person were given."""
    sheet = Sheet(Accent.QUIET)
    sheet.text(f"### {words('compare-same-heading')}", words("compare-same"))
    return sheet.view()


def compare_card(
    sides: Sequence[Side],
    *,
    theme: Theme | None,
    themes: Mapping[str, Theme],
    forums: Mapping[str, Forum],
    this: Comparison,
    words: Words,
    private: bool,
) -> ui.LayoutView:
    """Both sides, each with name, organisation and quotes, whose `themes` and `forums` are given by key.

    `this` is the comparison as its button carries it.
    """
    sheet = Sheet(Accent.RECORD)
    names = [excerpt(full_name(speaker, words), 100) for speaker, _ in sides]
    sheet.text(
        f"## {words('compare-heading', first=names[0], second=names[1])}",
        subtext(words("theme-line", theme=excerpt(theme_name(theme, words), 200))) if theme else "",
    )

    def about(quote: Quote) -> str:
        of = themes.get(quote.theme_key)
        return theme_name(of, words) if of and theme is None else ""

    def printed(quote: Quote) -> Language:
        forum = forums.get(quote.forum)
        return forum.record.language if forum else words.language

    for name, (speaker, quotes) in zip(names, sides, strict=True):
        sheet.gap(Gap.RULE)
        role = excerpt(speaker.record.role.printed, 200)
        translated = role_name(speaker, words)
        more = quotes.total - len(quotes.items)
        sheet.text(
            f"**{name}**",
            subtext(role),
            subtext(words("unofficially", text=excerpt(translated, 200))) if translated else "",
            "" if quotes.items else words("compare-nothing"),
        )
        sheet.blocks(quote_rows(quotes, Part(gap=Gap.NONE), words, about, printed))
        if more > 0:
            sheet.text(subtext(words("compare-more", count=more)))
    sheet.row(comparison_to_others(this, words, private=private))
    return sheet.view()
