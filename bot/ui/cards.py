"""Every card, by name: answer and language in, Discord components out; nothing is awaited."""

from bot.ui.apology import apology_card
from bot.ui.audience import carry_on
from bot.ui.compare import PER_SIDE, compare_card, same_person_card
from bot.ui.context import context_card
from bot.ui.finished import Finished
from bot.ui.forum import forum_card
from bot.ui.gone import gone_card, unsaid_card
from bot.ui.help import CommandHelp, help_card
from bot.ui.identify import compared, identified_card, nobody_card
from bot.ui.labels import Option
from bot.ui.limited import limited_card
from bot.ui.nearest import NEAREST, nearest_card
from bot.ui.picker import picker_card
from bot.ui.privacy import confirm_card, deleted_card, export_card, logging_card, privacy_card
from bot.ui.quote import quote_card
from bot.ui.quotes import quotes_card
from bot.ui.rows import PAGE_SIZE
from bot.ui.search import search_card
from bot.ui.speaker import speaker_card
from bot.ui.statistics import statistics_card
from bot.ui.theme import theme_card
from bot.ui.tongues import own_language_card, place_language_card, refused_card

__all__ = [
    "NEAREST",
    "PAGE_SIZE",
    "PER_SIDE",
    "CommandHelp",
    "Finished",
    "Option",
    "apology_card",
    "carry_on",
    "compare_card",
    "compared",
    "confirm_card",
    "context_card",
    "deleted_card",
    "export_card",
    "forum_card",
    "gone_card",
    "help_card",
    "identified_card",
    "limited_card",
    "logging_card",
    "nearest_card",
    "nobody_card",
    "own_language_card",
    "picker_card",
    "place_language_card",
    "privacy_card",
    "quote_card",
    "quotes_card",
    "refused_card",
    "same_person_card",
    "search_card",
    "speaker_card",
    "statistics_card",
    "theme_card",
    "unsaid_card",
]
