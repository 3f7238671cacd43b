"""A button whose record is no longer there."""

from discord import ui

from bot.i18n import Words
from bot.ui.sheet import Accent, Sheet


def gone_card(*, words: Words) -> ui.LayoutView:
    """Says that there is nothing behind the button any more, and where to go on."""
    sheet = Sheet(Accent.QUIET)
    sheet.text(f"### {words('gone-heading')}", words("gone"))
    return sheet.view()
