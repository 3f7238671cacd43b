"""What is kept about a reader, and what they may do about it. Only the reader ever sees these."""

from enum import StrEnum
from typing import Final

from discord import ButtonStyle, ui

from bot import limits
from bot.i18n import Words
from bot.ui.lengths import shorten
from bot.ui.markdown import item, subtext
from bot.ui.sheet import Accent, Button, Gap, Sheet

FILE: Final = "my-data.json"
"""What an export is called."""


class Wish(StrEnum):
    """What somebody asks to be done with what is kept about them."""

    EXPORT = "export"
    DELETE = "delete"
    """Asked once more before it is done."""
    DELETE_NOW = "delete-now"
    STOP = "stop"
    START = "start"

    def custom_id(self) -> str:
        """What the button carries: whoever presses it means their own data."""
        return f"fp:{self.value}"


PATTERN: Final = f"fp:(?P<wish>{'|'.join(Wish)})"


def privacy_card(*, logged: bool, days: int | None, words: Words) -> ui.LayoutView:
    """What is kept, for how many days (None: for ever), and whether this reader is logged."""
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"## {words('privacy-heading')}")
    sheet.text(
        item(words("privacy-answers")),
        item(words("privacy-code")),
        item(words("privacy-language")),
        item(words("privacy-drawn")),
        item(words("privacy-servers")),
        item(words("privacy-days", days=days) if days else words("privacy-for-ever")),
    )
    sheet.gap(Gap.RULE)
    sheet.text(subtext(words("privacy-logged") if logged else words("privacy-not-logged")))
    wishes = (Wish.EXPORT, Wish.DELETE, Wish.STOP if logged else Wish.START)
    sheet.row(*(_button(wish, words) for wish in wishes))
    return sheet.view()


def export_card(*, words: Words) -> ui.LayoutView:
    """Comes with the file."""
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"### {words('privacy-export-heading')}", words("privacy-export-text"))
    sheet.file(FILE)
    return sheet.view()


def confirm_card(*, words: Words) -> ui.LayoutView:
    """Asks once more."""
    sheet = Sheet(Accent.TROUBLE)
    sheet.text(f"### {words('privacy-confirm-heading')}", words("privacy-confirm-text"))
    sheet.row(_button(Wish.DELETE_NOW, words, ButtonStyle.danger))
    return sheet.view()


def deleted_card(entries: int, *, words: Words) -> ui.LayoutView:
    """All is deleted; `entries` were."""
    sheet = Sheet(Accent.QUIET)
    sheet.text(f"### {words('privacy-deleted-heading')}", words("privacy-deleted-text", count=entries))
    return sheet.view()


def logging_card(*, logged: bool, words: Words) -> ui.LayoutView:
    """Logging was stopped or started again."""
    sheet = Sheet(Accent.QUIET)
    if logged:
        sheet.text(f"### {words('privacy-started-heading')}", words("privacy-started-text"))
    else:
        sheet.text(f"### {words('privacy-stopped-heading')}", words("privacy-stopped-text"))
    sheet.row(_button(Wish.STOP if logged else Wish.START, words))
    return sheet.view()


def _button(wish: Wish, words: Words, style: ButtonStyle = ButtonStyle.secondary) -> Button:
    label = shorten(words("privacy-do", wish=wish.value), limits.BUTTON_LABEL)
    return ui.Button(label=label, custom_id=wish.custom_id(), style=style)
