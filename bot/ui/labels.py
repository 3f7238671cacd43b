"""Records by name, as plain text: in autocomplete, pickers, buttons and statistics."""

from dataclasses import dataclass
from typing import Final

from bot import limits
from bot.archive.entities import Forum, Quote, Speaker, Theme
from bot.i18n import Words
from bot.ui.lengths import shorten
from bot.ui.markdown import clean
from bot.ui.presses import Press
from bot.ui.wording import (
    forum_name,
    full_name,
    organisation_name,
    role_name,
    theme_name,
    whole_text,
)

_QUOTE_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what it is called, what it means, and more about it."""

    press: Press
    label: str
    description: str


def speaker_choice(speaker: Speaker, words: Words) -> str:
    """A speaker in autocomplete: names and organisation."""
    return _label(f"{full_name(speaker, words)} · {organisation_name(speaker, words)}", limits.CHOICE_NAME)


def theme_choice(theme: Theme, words: Words) -> str:
    """A theme in autocomplete."""
    return _label(theme_name(theme, words), limits.CHOICE_NAME)


def forum_choice(forum: Forum, words: Words) -> str:
    """A forum in autocomplete."""
    return _label(forum_name(forum, words), limits.CHOICE_NAME)


def speaker_option(speaker: Speaker, press: Press, words: Words) -> Option:
    """A speaker to choose, with the role."""
    role = role_name(speaker, words) or speaker.record.role.printed
    return _option(press, full_name(speaker, words), role)


def theme_option(theme: Theme, press: Press, words: Words) -> Option:
    """A theme to choose, with how much was said under it."""
    counts = words("theme-counts", quotes=theme.quote_count, speakers=len(theme.speaker_keys))
    return _option(press, theme_name(theme, words), counts)


def forum_option(forum: Forum, press: Press, words: Words) -> Option:
    """A forum to choose, with its days."""
    dates = forum.record.dates
    return _option(press, forum_name(forum, words), words.days(dates.first, dates.last))


def quote_name(quote: Quote, words: Words) -> str:
    """A quote by its beginning."""
    return _label(whole_text(quote, words), _QUOTE_NAME)


def _option(press: Press, label: str, description: str) -> Option:
    return Option(
        press,
        _label(label, limits.SELECT_OPTION_LABEL),
        _label(description, limits.SELECT_OPTION_DESCRIPTION),
    )


def _label(text: str, room: int) -> str:
    return shorten(clean(text), room)
