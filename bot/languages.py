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

    # An Enum's own is written in Python, and every text of every quote is kept under one of these.
    __hash__ = str.__hash__

    @classmethod
    def known(cls, tag: str | None) -> "Language | None":
        """The language of a tag from outside; None for one that is not spoken here."""
        return cls(tag) if tag in set(cls) else None

    @property
    def own_name(self) -> str:
        """What its readers call it."""
        return _OWN_NAMES[self]


_OWN_NAMES = {
    Language.EN: "English",
    Language.ZH_HANS: "简体中文",
    Language.ZH_HANT: "繁體中文",
    Language.JA: "日本語",
}
