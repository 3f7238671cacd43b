"""What stands around a name or an organisation and is no part of it: honorifics, legal forms, abbreviations.

All of it is about folded text (see `fold`): lower case, hiragana, Simplified characters.
"""

import re
from typing import Final

_BEFORE: Final = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|hon|herr|frau|madame|mme)\b\s*)+|^(?:尊敬|敬爱)的"
)
_AFTER: Final = re.compile(
    r"(?:先生|女士|小姐|教授|博士|老师|总编辑|总编|总|董事长|社长|会长|专务|常务|取缔役|部长|主任|记者"
    r"|さん|さま|くん|ちゃん|样|氏|君|殿)$"
    r"| (?:san|sama|sensei|kun|chan|dono|shi|xiansheng|nvshi|nushi|jiaoshou|boshi|laoshi)$"
)
_LEGAL_LATIN: Final = re.compile(
    r"(?: (?:co|ltd|limited|corporation|corp|inc|incorporated|company|group|holdings|plc|llc|gmbh))+$"
)
_LEGAL: Final = re.compile(
    r"^(?:株式会社|株 )\s*|\s*(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|株式会社|ぐるぷ|社)$"
)
_TRADE: Final = re.compile(r"(?<=\w\w)\s*(?: technology| technologies|科技)$")
_THE: Final = re.compile(r"^the ")
_SHORT: Final = {
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "cto": "chief technology officer",
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "intl": "international",
    "univ": "university",
    "tech": "technology",
}
"""Titles that are as often written in letters, and words that are cut short."""


def without_honorifics(folded: str) -> str:
    """A name without Mr. and さん; empty where nothing else was typed."""
    name = _BEFORE.sub("", folded).strip()
    while (shorter := _AFTER.sub("", name).strip()) != name:
        if not shorter:
            break
        name = shorter
    return name


def without_legal(folded: str) -> str:
    """An organisation without Co. Ltd., 株式会社, 有限公司; empty where nothing else was typed."""
    name = _THE.sub("", folded)
    return _LEGAL.sub("", _LEGAL_LATIN.sub("", name)).strip()


def without_trade(folded: str) -> str:
    """The same, also without what says only what trade it is in."""
    return _TRADE.sub("", folded)


def by_any_letters(folded: str) -> set[str]:
    """A role with its titles in full and in letters: `senior vp`, `svp` and `senior vice president`."""
    full = " ".join(_SHORT.get(word, word) for word in folded.split(" "))
    ways = {folded, full}
    for letters, title in _SHORT.items():
        if title in full:
            ways.add(full.replace(title, letters))
    return ways
