"""Nothing to show: a button whose record has gone, people and themes of which no quote is recorded."""

from discord import ui

from bot.archive.entities import Speaker, Theme
from bot.i18n import Words
from bot.ui.lengths import excerpt
from bot.ui.sheet import Accent, Sheet
from bot.ui.wording import full_name, theme_name

_NAME = 200


def gone_card(*, words: Words) -> ui.LayoutView:
    """Says that there is nothing behind the button any more, and where to go on."""
    sheet = Sheet(Accent.QUIET)
    sheet.text(f"### {words('gone-heading')}", words("gone"))
    return sheet.view()


def unsaid_card(*, speaker: Speaker | None, theme: Theme | None, words: Words) -> ui.LayoutView:
    """Says that no quote is recorded of a speaker, under a theme, or at all."""
    sheet = Sheet(Accent.QUIET)
    name = excerpt(full_name(speaker, words), _NAME) if speaker else ""
    about = excerpt(theme_name(theme, words), _NAME) if theme else ""
    if name and about:
        told = words("unsaid-both", speaker=name, theme=about)
    elif name:
        told = words("unsaid-speaker", speaker=name)
    elif about:
        told = words("unsaid-theme", theme=about)
    else:
        told = words("unsaid")
    elsewhere = words("unsaid-else") if name or about else ""
    sheet.text(f"### {words('unsaid-heading')}", told, elsewhere)
    return sheet.view()
