"""What commands, options and choices are called and how they are described, in a reader's language.

Commands say it in English, where they are defined. The other catalogues have it under keys that follow from
the commands' own names: `command-settings-language`, `option-quote-theme-description`.
"""

import re
from collections.abc import Iterator
from typing import Final

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place
from discord.app_commands import TranslationContextTypes as Context

from bot.i18n import Catalogues, Words
from bot.i18n.choice import of_locale
from bot.languages import Language

_NOT_IN_KEYS: Final = re.compile(r"[^a-z0-9]+")
_OWN_NAMES: Final = frozenset(Language)
"""Choices that are called the same in every language."""


class Translator(app_commands.Translator):
    """Gives Discord every text of the commands in the languages of its clients."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues

    async def translate(self, _: app_commands.locale_str, locale: Locale, context: Context) -> str | None:
        """None where the English text holds: for English, and for languages that we do not speak."""
        language = of_locale(locale.value)
        if language is None or language is Language.EN:
            return None
        return _first(self._catalogues.words(language), keys(context))


def keys(context: Context) -> Iterator[str]:
    """Where the text may stand in a catalogue: what holds for this place alone comes first."""
    if context.location in {Place.command_name, Place.group_name}:
        menu = isinstance(context.data, app_commands.ContextMenu)
        yield f"{'menu' if menu else 'command'}-{_key(context.data.qualified_name)}"
    elif context.location in {Place.command_description, Place.group_description}:
        yield f"command-{_key(context.data.qualified_name)}-description"
    elif context.location is Place.parameter_name:
        yield f"option-{context.data.name}"
    elif context.location is Place.parameter_description:
        yield f"option-{_key(context.data.command.qualified_name)}-{context.data.name}-description"
        yield f"option-{context.data.name}-description"
    elif context.location is Place.choice_name and context.data.value not in _OWN_NAMES:
        yield f"choice-{context.data.value}"


def command_name(name: str, words: Words) -> str:
    """What a slash command is called, its group included: `settings language`."""
    parts = name.split(" ")
    paths = (" ".join(parts[: number + 1]) for number in range(len(parts)))
    return " ".join(
        words.find(f"command-{_key(path)}") or part for path, part in zip(paths, parts, strict=True)
    )


def command_description(name: str, description: str, words: Words) -> str:
    """What a slash command does; `description` is what it says in English."""
    return words.find(f"command-{_key(name)}-description") or description


def option_name(name: str, words: Words) -> str:
    """What an option is called."""
    return words.find(f"option-{name}") or name


def _first(words: Words, names: Iterator[str]) -> str | None:
    return next((text for name in names if (text := words.find(name))), None)


def _key(name: str) -> str:
    return _NOT_IN_KEYS.sub("-", name.lower()).strip("-")
