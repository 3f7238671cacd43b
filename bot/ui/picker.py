"""Several records match what was typed: asks which one is meant."""

from collections.abc import Sequence
from typing import Any

from discord import SelectOption, ui

from bot import limits
from bot.i18n import Words
from bot.ui.labels import Option
from bot.ui.lengths import excerpt, shorten
from bot.ui.markdown import clean, subtext
from bot.ui.presses import PICKER
from bot.ui.sheet import Accent, Sheet

ECHO = 100
"""How much of what somebody typed is repeated."""


def picker_card(text: str, *, options: Sequence[Option], words: Words) -> ui.LayoutView:
    """A menu of `options` (one or more); of more than a menu holds, the first ones."""
    distinct = list({option.press: option for option in options}.values())
    offered = distinct[: limits.SELECT_OPTIONS]
    sheet = Sheet(Accent.QUIET)
    typed = clean(text).strip()
    heading = words("picker-heading", text=excerpt(typed, ECHO)) if typed else words("picker-heading-plain")
    more = len(distinct) - len(offered)
    sheet.text(
        f"### {heading}",
        subtext(words("picker-more", count=more)) if more > 0 else "",
    )
    menu: ui.Select[Any] = ui.Select(
        custom_id=PICKER,
        placeholder=shorten(words("picker-placeholder"), limits.SELECT_PLACEHOLDER),
        options=[_entry(option) for option in offered],
    )
    sheet.menu(menu)
    return sheet.view()


def _entry(option: Option) -> SelectOption:
    return SelectOption(
        label=shorten(option.label, limits.SELECT_OPTION_LABEL),
        description=shorten(option.description, limits.SELECT_OPTION_DESCRIPTION) or None,
        value=option.press.custom_id(),
    )
