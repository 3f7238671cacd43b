"""Nothing matches what was typed: says so, and offers what comes nearest."""

from collections.abc import Sequence
from typing import Final

from discord import ui

from bot.i18n import Words
from bot.ui.labels import Option
from bot.ui.lengths import excerpt
from bot.ui.markdown import clean
from bot.ui.picker import ECHO
from bot.ui.sheet import Accent, Sheet, button

NEAREST: Final = 3
"""How many are offered."""


def nearest_card(
    text: str, *, options: Sequence[Option], words: Words, speaker: str | None = None
) -> ui.LayoutView:
    """Says what was not found and offers up to three options as buttons.

    `speaker` is named where it was not found only among what that person said.
    """
    offered = list({option.press: option for option in options}.values())[:NEAREST]
    typed = clean(text).strip()
    sheet = Sheet(Accent.QUIET)
    heading = words("nothing-found-plain")
    if typed and speaker:
        heading = words("nothing-under", speaker=excerpt(speaker, ECHO), text=excerpt(typed, ECHO))
    elif typed:
        heading = words("nothing-found", text=excerpt(typed, ECHO))
    sheet.text(f"### {heading}", words("nearest", count=len(offered)))
    sheet.row(*(button(option.label, option.press) for option in offered))
    return sheet.view()
