"""The cards of few words, in every language: each fits a message, and none of their labels is cut."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from discord import ui

from bot.i18n import Words
from bot.languages import Language
from bot.ui.cards import (
    apology_card,
    confirm_card,
    deleted_card,
    gone_card,
    limited_card,
    logging_card,
    nearest_card,
    nobody_card,
    own_language_card,
    picker_card,
    place_language_card,
    privacy_card,
    refused_card,
    same_person_card,
    unsaid_card,
)
from bot.ui.labels import Option
from bot.ui.lengths import ELLIPSIS
from bot.ui.presses import Action, Press
from tests.ui import samples
from tests.ui.conftest import Card

OPTIONS = [Option(Press(Action.SPEAKER, forum="f", speaker=f"s{n}"), f"Somebody {n}", "") for n in range(30)]
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
TYPED = "い" * 4000
ROOM = "部" * 100

CARDS: dict[str, Callable[[Words], Iterator[ui.LayoutView]]] = {
    "apology": lambda words: iter([apology_card("0" * 8, words=words)]),
    "gone": lambda words: iter([gone_card(words=words)]),
    "unsaid": lambda words: (
        unsaid_card(speaker=speaker, theme=theme, words=words)
        for speaker in (samples.shimada(), None)
        for theme in (samples.theme(), None)
    ),
    "limited": lambda words: (limited_card(WHEN, server=server, words=words) for server in (True, False)),
    "nearest": lambda words: (nearest_card(TYPED, options=OPTIONS[:n], words=words) for n in range(4)),
    "nearest under a theme": lambda words: iter(
        [nearest_card(TYPED, options=OPTIONS, words=words, speaker=TYPED)]
    ),
    "picker": lambda words: iter([picker_card(TYPED, options=OPTIONS, words=words)]),
    "nobody": lambda words: (nobody_card(long_enough=enough, words=words) for enough in (True, False)),
    "the same person": lambda words: iter([same_person_card(words=words)]),
    "own language": lambda words: (
        own_language_card(chosen, public=public, words=words)
        for chosen in (*Language, None)
        for public in (True, False)
    ),
    "language of a place": lambda words: (
        place_language_card(chosen, channel=channel, words=words)
        for chosen in (*Language, None)
        for channel in (ROOM, None)
    ),
    "refused": lambda words: iter([refused_card(words=words)]),
    "privacy": lambda words: (
        privacy_card(logged=logged, days=days, words=words)
        for logged in (True, False)
        for days in (1, 400, None)
    ),
    "deletion": lambda words: (deleted_card(entries, words=words) for entries in (0, 1, 1_000_000)),
    "confirmation": lambda words: iter([confirm_card(words=words)]),
    "logging": lambda words: (logging_card(logged=logged, words=words) for logged in (True, False)),
}


@pytest.mark.parametrize("name", CARDS)
async def test_it_fits(name: str, any_words: Words) -> None:
    """`Card` holds it against Discord's limits."""
    found = [Card(view) for view in CARDS[name](any_words)]
    assert found
    assert [label for card in found for label in card.buttons if label.endswith(ELLIPSIS)] == []
    assert all(card.text for card in found)
