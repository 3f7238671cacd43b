"""Several records match what was typed: asks which one is meant."""

from collections.abc import Sequence

from discord import ui

from bot import limits
from bot.i18n import Words
from bot.ui.labels import Option
from bot.ui.lengths import excerpt
from bot.ui.markdown import clean, subtext
from bot.ui.sheet import Accent, Sheet

ECHO = 100
"""How much of what somebody typed is repeated."""


def picker_card(text: str, *, options: Sequence[Option], words: Words, more: int = 0) -> ui.LayoutView:
    """A menu of `options` (one or more); of more than a menu holds, the first ones.

    Beside them there are `more`, which no menu would hold either.
    """
    distinct = list({option.press: option for option in options}.values())
    sheet = Sheet(Accent.QUIET)
    typed = clean(text).strip()
    heading = words("picker-heading", text=excerpt(typed, ECHO)) if typed else words("picker-heading-plain")
    more += max(0, len(distinct) - limits.SELECT_OPTIONS)
    sheet.text(
        f"### {heading}",
        subtext(words("picker-more", count=more)) if more > 0 else "",
    )
    sheet.menu(distinct, words("picker-placeholder"))
    return sheet.view()
