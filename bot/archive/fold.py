"""One form for the many spellings of a name: scripts, widths, kana, accents and case folded away."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from opencc import OpenCC

# Variants that neither Unicode's compatibility forms nor the converter bring together.
_VARIANTS: Final = str.maketrans(
    {
        "﨑": "崎",
        "碕": "崎",
        "嵜": "崎",
        "髙": "高",
        "厖": "庞",
        "濵": "滨",
        "濱": "滨",
        "邉": "边",
        "邊": "边",
        "澤": "泽",
        "沢": "泽",
    }
)
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONG: Final = re.compile(r"(?<=[\u3041-\u3096])ー")
_NOISE: Final = re.compile(r"[^\w\s]|_")
_SPACE: Final = re.compile(r"\s+")
LONGEST: Final = 200
"""Characters of a query that are looked at; no name is longer."""


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("jp2t"), OpenCC("t2s")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in the form in which names are compared: idempotent, and never an error.

    Full-width and half-width become ordinary, katakana becomes hiragana, Japanese and Traditional
    characters become Simplified ones, accents and tone marks fall away, punctuation becomes space.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    plain = plain.translate(_VARIANTS)
    if not plain.isascii():
        plain = _without_accents(plain).translate(_KATAKANA)
        plain = _LONG.sub("", plain)
        japanese, traditional = _converters()
        plain = traditional.convert(japanese.convert(plain)).translate(_VARIANTS)
    return _SPACE.sub(" ", _NOISE.sub(" ", plain.replace("'", "").replace("’", ""))).strip()


def whole(text: str) -> str:
    """`text` with a question mark for each half of a character: no file, no table, no line takes one."""
    return text.encode("utf-8", "replace").decode()


def _without_accents(text: str) -> str:
    """Latin letters without their marks; kana keep theirs (が is not か)."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and not (kept and "\u3040" <= kept[-1] <= "\u30ff"):
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def _taiwan() -> OpenCC:
    return OpenCC("tw2sp")


def mainland(text: str) -> str:
    """Traditional Chinese as Simplified, word by word: 資料 is 数据 there, and 人工智慧 人工智能."""
    return str(_taiwan().convert(text))


def compact(folded: str) -> str:
    """A folded text without spaces: `taro shimada` and `tarōshimada` are then alike."""
    return folded.replace(" ", "")


_ROMAN: Final = (
    (re.compile(r"shi|si"), "si"),
    (re.compile(r"chi|ti"), "ti"),
    (re.compile(r"tsu|tu"), "tu"),
    (re.compile(r"fu|hu"), "hu"),
    (re.compile(r"zyu|jyu|ju"), "zyu"),
    (re.compile(r"ji|zi|di"), "zi"),
    (re.compile(r"ou|oo|oh(?![aeiou])"), "o"),
    (re.compile(r"uu"), "u"),
    (re.compile(r"m(?=[bp])"), "n"),
)


def romanised(folded: str) -> str:
    """A folded Latin name with the differences between romanisations of Japanese taken out."""
    for pattern, plain in _ROMAN:
        folded = pattern.sub(plain, folded)
    return folded
