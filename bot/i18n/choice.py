"""Which language an answer is in: what was asked for, what was saved, what Discord says; English at last.

An answer that everybody sees never gives away the language of somebody's Discord client.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.languages import Language

_OF_LOCALE: Final[Mapping[str, Language]] = {
    # discord/discord-api-docs, reference.mdx, "Locales"
    "en-US": Language.EN,
    "en-GB": Language.EN,
    "zh-CN": Language.ZH_HANS,
    "zh-TW": Language.ZH_HANT,
    "ja": Language.JA,
}


def of_locale(locale: str | None) -> Language | None:
    """The language of one of Discord's locales; None for one that we do not speak."""
    return _OF_LOCALE.get(locale or "")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a reader chose once and for all."""

    language: Language
    in_public: bool = True
    """Whether it also decides answers that everybody sees."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything that may decide the language of one answer; None where nothing is said."""

    option: Language | None = None
    """The command's own `language` option, or a button's."""
    channel: Language | None = None
    guild: Language | None = None
    reader: Saved | None = None
    guild_locale: str | None = None
    reader_locale: str | None = None

    def in_public(self) -> Language:
        """For an answer that everybody in the channel sees."""
        reader = self.reader.language if self.reader and self.reader.in_public else None
        return (
            self.option or self.channel or self.guild or reader or of_locale(self.guild_locale) or Language.EN
        )

    def in_private(self) -> Language:
        """For an answer that only the reader sees, and for a DM."""
        reader = self.reader.language if self.reader else None
        return self.option or reader or of_locale(self.reader_locale) or Language.EN
