"""Whose words a pasted text is: exactly, with what was changed, or nobody's on record."""

from dataclasses import dataclass
from typing import Final

from discord import ui

from bot.archive.entities import Forum, Speaker, Theme
from bot.archive.hits import Identified
from bot.archive.identify import Change, difference, likeness
from bot.i18n import Words
from bot.languages import Language
from bot.ui.lengths import excerpt
from bot.ui.markdown import escape, quoted, subtext
from bot.ui.presses import Action, of_key
from bot.ui.sheet import Accent, Sheet, button
from bot.ui.sources import place_line
from bot.ui.wording import full_name, theme_name

_COMPARED: Final = 1500
"""Characters of the comparison that are shown; the whole quote is a button away."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pasted text beside the recorded one."""

    exact: bool
    markdown: str
    """The recorded wording; what the pasted one leaves out is bold, what it puts in struck through."""


def compared(found: Identified, words: Words) -> Comparison:
    """Set a pasted text beside the recorded one. May take milliseconds: call it in a worker thread."""
    exact, recorded = _alike(found, words)
    return Comparison(exact, excerpt(recorded, _COMPARED) if exact else _compared(found.pasted, recorded))


def identified_card(
    found: Identified,
    comparison: Comparison,
    *,
    speaker: Speaker | None,
    theme: Theme,
    forum: Forum,
    words: Words,
) -> ui.LayoutView:
    """The record that a text comes from. `speaker` is None for what the source gives nobody."""
    exact = comparison.exact
    sheet = Sheet(Accent.RECORD if exact else Accent.REPORTED)
    who = excerpt(full_name(speaker, words), 200) if speaker else words("nobody-named")
    sheet.text(f"## {who}", words("identify-exact") if exact else words("identify-altered"))
    sheet.text(quoted(comparison.markdown), "" if exact else subtext(words("identify-legend")))
    translated = found.language in found.quote.record.translations
    printed = words("identify-translation", language=forum.record.language.value)
    sheet.text(
        subtext(printed) if translated else "",
        subtext(words("theme-line", theme=excerpt(theme_name(theme, words), 200))),
        place_line(found.quote, forum, words),
    )
    sheet.row(
        button(words("open"), of_key(Action.QUOTE, found.quote.key, "quote"), main=True),
        button(words("in-context"), of_key(Action.CONTEXT, found.quote.key, "quote")),
    )
    return sheet.view()


def nobody_card(*, long_enough: bool, words: Words) -> ui.LayoutView:
    """Nobody on record said it; or too little was pasted to tell."""
    sheet = Sheet(Accent.QUIET)
    if long_enough:
        sheet.text(f"### {words('identify-nobody-heading')}", words("identify-nobody"))
    else:
        sheet.text(f"### {words('identify-short-heading')}", words("identify-short"))
    return sheet.view()


def _alike(found: Identified, words: Words) -> tuple[bool, str]:
    """Whether a text is word for word the recorded one, and the recorded one as the reader knows it.

    What cards show in Traditional Chinese is derived, and known in that form too.
    """
    if found.language is Language.ZH_HANS:
        derived = words.traditional(found.recorded)
        alike = likeness(found.pasted, derived)
        if alike > likeness(found.pasted, found.recorded):
            return alike.exact or found.alike.exact, derived
    return found.alike.exact, found.recorded


def _compared(pasted: str, recorded: str) -> str:
    shown = ""
    for piece in difference(pasted, recorded):
        text = escape(piece.text)
        if not text:
            continue
        form = {Change.KEPT: text, Change.LEFT_OUT: f"**{text}**", Change.PUT_IN: f"~~{text}~~"}[piece.change]
        if len(shown) + len(form) > _COMPARED:
            return f"{shown} …"
        shown += f" {form}" if shown else form
    return shown
