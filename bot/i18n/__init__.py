"""The words that readers see: by key, in each reader's language, from the catalogues in this folder."""

from bot.i18n.bundles import InvalidCatalogue
from bot.i18n.words import Catalogues, UnknownText, Words, WrongArguments

__all__ = ["Catalogues", "InvalidCatalogue", "UnknownText", "Words", "WrongArguments"]
