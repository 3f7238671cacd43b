"""What a card offers to others: to be shared, or to be read in another language."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from discord import ui

from bot import limits
from bot.i18n import Words
from bot.languages import Language
from bot.ui import presses
from bot.ui.labels import Option
from bot.ui.lengths import shorten
from bot.ui.presses import Comparison, Press, Search
from bot.ui.sheet import Button, button


def to_others(press: Press, words: Words, *, private: bool) -> Button:
    """From a private card: post it for everybody. From a public one: see it in one's own language."""
    if private:
        return button(words("share"), replace(press, share=True))
    return button(words("own-language"), replace(press, own=True))


def search_to_others(search: Search, words: Words, *, private: bool) -> Button:
    """The same for a page of a search."""
    return _labelled(replace(search, share=private, own=not private), words, private=private)


def comparison_to_others(comparison: Comparison, words: Words, *, private: bool) -> Button:
    """The same for a comparison."""
    return _labelled(replace(comparison, share=private), words, private=private)


def _labelled(press: Search | Comparison, words: Words, *, private: bool) -> Button:
    label = words("share") if private else words("own-language")
    return ui.Button(label=shorten(label, limits.BUTTON_LABEL), custom_id=press.custom_id())


def other_languages(press: Press, words: Words) -> Iterator[Option]:
    """The same card in each other language."""
    for language in Language:
        if language is not words.language:
            yield Option(replace(press, language=language, turn=True), language.own_name, "")


def carry_on(view: ui.LayoutView, language: Language) -> None:
    """Let every button and choice of a card go on in the language that was asked for.

    What its ids leave no room for stays as it is and follows the reader's settings.
    """
    for part in view.walk_children():
        item: Any = part
        if isinstance(part, ui.Button) and part.custom_id:
            item.custom_id = _in(part.custom_id, language)
        elif isinstance(part, ui.Select):
            for option in part.options:
                option.value = _in(option.value, language)


def _in(custom_id: str, language: Language) -> str:
    press = presses.parse(custom_id)
    if press is None or press.own or press.language is not None:
        return custom_id
    try:
        return replace(press, language=language).custom_id()
    except ValueError:
        return custom_id
