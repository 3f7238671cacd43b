"""Something went wrong on our side: says sorry, with the reference under which it is logged."""

from discord import ui

from bot.i18n import Words
from bot.ui.lengths import excerpt
from bot.ui.markdown import subtext
from bot.ui.sheet import Accent, Sheet


def apology_card(reference: str, *, words: Words) -> ui.LayoutView:
    """The apology for an unexpected error."""
    sheet = Sheet(Accent.TROUBLE)
    sheet.text(
        f"### {words('apology-heading')}",
        words("apology"),
        subtext(words("apology-reference", reference=excerpt(reference, 100))),
    )
    return sheet.view()
