"""Somebody asks faster than anybody reads: says when to go on."""

from datetime import datetime

from discord import ui
from discord.utils import format_dt

from bot.i18n import Words
from bot.ui.sheet import Accent, Sheet


def limited_card(when: datetime, *, server: bool, words: Words) -> ui.LayoutView:
    """Whoever asked (or, with `server`, their server) may go on at `when`, which Discord counts down to."""
    sheet = Sheet(Accent.QUIET)
    soon = format_dt(when, "R")
    told = words("limited-server", when=soon) if server else words("limited", when=soon)
    sheet.text(f"### {words('limited-heading')}", told)
    return sheet.view()
