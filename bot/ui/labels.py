"""Records by name, as plain text: in autocomplete, pickers, buttons and statistics."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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


def told_apart(
    labels: Sequence[str], forums: Sequence[str], name: Callable[[str], str], room: int
) -> list[str]:
    """The labels; those that say the same of different forums with the forum's name, all of it within `room`.

    One person may speak at several forums. `forums` has the key of each label's, `name` what that is called.
    """
    if len(set(labels)) == len(labels):
        return [*labels]
    at: dict[str, set[str]] = {}
    for label, forum in zip(labels, forums, strict=True):
        at.setdefault(label, set()).add(forum)
    apart = [
        _at(label, name(forum), room) if len(at[label]) > 1 else label
        for label, forum in zip(labels, forums, strict=True)
    ]
    # Of forums that are called the same, the name says nothing.
    return apart if len(set(apart)) > len(set(labels)) else [*labels]


def options_apart(options: Sequence[Option], name: Callable[[str], str]) -> list[Option]:
    """The options, told apart as `told_apart` does, short enough for a button."""
    forums = [option.press.forum or "" for option in options]
    labels = told_apart([option.label for option in options], forums, name, limits.BUTTON_LABEL)
    return [replace(option, label=label) for option, label in zip(options, labels, strict=True)]


def quote_name(quote: Quote, words: Words) -> str:
    """A quote by its beginning."""
    return _label(whole_text(quote, words), _QUOTE_NAME)


def _option(press: Press, label: str, description: str) -> Option:
    return Option(
        press,
        _label(label, limits.SELECT_OPTION_LABEL),
        _label(description, limits.SELECT_OPTION_DESCRIPTION),
    )


def _at(label: str, forum: str, room: int) -> str:
    # One forum may differ from another in the last letters of its name alone.
    place = f" · {_label(forum, room - len(' · ') - min(len(label), room // 2))}"
    return f"{shorten(label, room - len(place))}{place}"


def _label(text: str, room: int) -> str:
    return shorten(clean(text), room)
