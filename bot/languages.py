"""The languages that readers choose from: one name for each, used on every floor."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of translations, as a BCP 47 tag.

    Traditional Chinese is derived from Simplified where no wording of its own is recorded.
    """

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    JA = "ja"
