"""Every card, by name: answer and language in, Discord components out; nothing is awaited."""

from bot.ui.apology import apology_card
from bot.ui.audience import carry_on
from bot.ui.context import context_card
from bot.ui.forum import forum_card
from bot.ui.gone import gone_card
from bot.ui.help import CommandHelp, help_card
from bot.ui.labels import Option
from bot.ui.nearest import NEAREST, nearest_card
from bot.ui.picker import picker_card
from bot.ui.quote import quote_card
from bot.ui.quotes import quotes_card
from bot.ui.rows import PAGE_SIZE
from bot.ui.speaker import speaker_card
from bot.ui.statistics import statistics_card
from bot.ui.theme import theme_card
from bot.ui.tongues import own_language_card, place_language_card, refused_card

__all__ = [
    "NEAREST",
    "PAGE_SIZE",
    "CommandHelp",
    "Option",
    "apology_card",
    "carry_on",
    "context_card",
    "forum_card",
    "gone_card",
    "help_card",
    "nearest_card",
    "own_language_card",
    "picker_card",
    "place_language_card",
    "quote_card",
    "quotes_card",
    "refused_card",
    "speaker_card",
    "statistics_card",
    "theme_card",
]
