"""Every card, by name: answer and language in, Discord components out; nothing is awaited."""

from bot.ui.apology import apology_card
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

__all__ = [
    "NEAREST",
    "PAGE_SIZE",
    "CommandHelp",
    "Option",
    "apology_card",
    "context_card",
    "forum_card",
    "gone_card",
    "help_card",
    "nearest_card",
    "picker_card",
    "quote_card",
    "quotes_card",
    "speaker_card",
    "statistics_card",
    "theme_card",
]
