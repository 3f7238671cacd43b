"""One form for the many spellings of a name: scripts, widths, kana, accents and case folded away."""

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

# Variants that neither Unicode's compatibility forms nor the converter bring together.
_VARIANTS: Final = str.maketrans(
    {
        "﨑": "崎",
        "碕": "崎",
        "嵜": "崎",
        "埼": "崎",
        "嶋": "岛",
        "嶌": "岛",
        "槗": "桥",
        "斎": "齐",
        "斉": "齐",
        "齋": "齐",
        "斋": "齐",
        "冨": "富",
        "曾": "曽",
        "逹": "达",
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
_VARIANT: Final = {code: ord(plain) for code, plain in _VARIANTS.items()}
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONG: Final = re.compile(r"ー(?<=[\u3041-\u3096]ー)")
_UNSEEN: Final = re.compile(
    "[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""What has no width and parts no word: soft hyphens, joiners, direction marks, choices of a glyph."""
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’‘ʼʻ`´′＇"))
_NOISE: Final = re.compile(r"[^\w\s]|_")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ASCII: Final = {
    **dict.fromkeys(range(128), " "),
    **{ord(one): one for one in "0123456789" + _LETTERS},
    **{ord(one.upper()): one for one in _LETTERS},
    **dict.fromkeys(map(ord, "'`")),
}
"""What becomes of each of these characters in a name."""
_UNACCENTED: Final = re.compile(
    r"[\x00-\x7f\u2010-\u2027\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u9fff]*"
)
"""What people write without combining marks: most texts need not be taken apart to see that."""
LONGEST: Final = 200
"""Characters of a query that are looked at; no name is longer."""


TABLE: Final = Path(__file__).parent / "simplified.txt"
"""Pairs of characters in order, each a Traditional or Japanese one and its Simplified one."""


@cache
def _pairs() -> tuple[str, str]:
    """The characters that change, in order, and what they become: two texts take the least room."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#")).replace(" ", "")
    return pairs[::2], pairs[1::2]


_USUAL: Final = 0xFFFF


class _Simplified(dict[int, int]):
    """Each character as the Simplified one, one by one: the words of one language are not another's.

    Converted as a word, 収集 would be 搜集 and 編集 编辑: not found by 収集, nor marked in the text.
    """

    def __missing__(self, code: int) -> int:
        changing, simple = _pairs()
        at = bisect_left(changing, chr(code))
        found = ord(simple[at]) if changing[at : at + 1] == chr(code) else code
        plain = _VARIANT.get(found, found)
        # What is beyond the usual is not kept: somebody may type a million different characters.
        return self.setdefault(code, plain) if code <= _USUAL else plain


_SIMPLIFIED: Final = _Simplified()
_ALONE: Final = re.compile(
    r"[\x00-\x7f\u2010-\u2016\u2018-\u2026\u3000-\u3029\u3030-\u3096\u309d\u309e\u30a0-\u30fe\u3400-\u9fff"
    r"\uff01-\uff3f\uff41-\uff5e]*"
)
"""Characters that become others whatever stands beside them: nearly every text is of nothing else."""


class _Lettered(dict[int, int | str]):
    """What each character that stands alone becomes: a text of them is gone through once, not seven times."""

    def __missing__(self, code: int) -> int | str:
        if _IDEOGRAPHS[0] <= code <= _IDEOGRAPHS[1]:
            # Its other forms are all that it has.
            return self.setdefault(code, _SIMPLIFIED[_VARIANT.get(code, code)])
        plain = _letters(chr(code))
        return self.setdefault(code, ord(plain) if len(plain) == 1 else plain)


_IDEOGRAPHS: Final = (0x3400, 0x9FFF)
_LETTERED: Final = _Lettered()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in the form in which names are compared: idempotent, and never an error.

    Full-width and half-width become ordinary, katakana becomes hiragana, Japanese and Traditional
    characters become Simplified ones, accents and tone marks fall away, punctuation becomes space.
    """
    text = text[:LONGEST]
    if text.isascii():
        return ascii_words(text)
    plain = letters(text)
    return plain if plain.isalnum() else " ".join(_NOISE.sub(" ", plain).split())


def ascii_words(text: str) -> str:
    """The folded words of a text in ASCII, of any length."""
    return " ".join(text.translate(_ASCII).split())


def letters(text: str) -> str:
    """The letters of `text`, of any length, in that form; what stands between them is left."""
    if text.isascii():
        return text.casefold().translate(_APOSTROPHES)
    if _ALONE.fullmatch(text):
        plain = text.translate(_LETTERED)
        return _LONG.sub("", plain) if "ー" in plain else plain
    return _letters(text)


def _letters(text: str) -> str:
    shown = _UNSEEN.sub("", text).translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKC", shown).casefold().translate(_VARIANTS)
    if not _UNACCENTED.fullmatch(plain):
        plain = _without_accents(plain)
    if not plain.isascii():
        plain = _LONG.sub("", plain.translate(_KATAKANA)).translate(_SIMPLIFIED)
    return plain.translate(_APOSTROPHES)


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


def simplified(text: str) -> str:
    """Traditional Chinese in Simplified characters, its words as they are."""
    return _converted(text, "t2s")


def mainland(text: str) -> str:
    """Traditional Chinese as Simplified, word by word: 資料 is 数据 there, and 人工智慧 人工智能."""
    return _converted(text, "tw2sp")


def _converted(text: str, way: str) -> str:
    # There is nothing else to convert, and who types none needs no dictionaries: they take 6 MB.
    return str(_converters()[way].convert(text)) if _HAN.search(text) else text


@cache
def _converters() -> "dict[str, OpenCC]":
    # Most look-ups are of names, and those need none.
    from opencc import OpenCC  # noqa: PLC0415

    # OpenCC keeps every other thread waiting while it loads, and has what it loaded for one for the next:
    # three short waits instead of one of 10 ms.
    return {way: OpenCC(way) for way in ("t2s", "tw2s", "tw2sp")}


_HAN: Final = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def characters(text: str) -> str:
    """Chinese characters as `fold` has them, and everything else as it is."""
    return text.translate(_Characters())


class _Characters(dict[int, int]):
    """What becomes of each character of a text: it is gone through once, not twice."""

    def __missing__(self, code: int) -> int:
        return self.setdefault(code, _SIMPLIFIED[_VARIANT.get(code, code)])


def hanzi(text: str, most: int) -> bool:
    """Whether a text is of Chinese characters alone, and of no more than so many."""
    return 0 < len(text) <= most and min(text) >= "\u3400" and max(text) <= "\u9fff"


def compact(folded: str) -> str:
    """A folded text without spaces: `taro shimada` and `tarōshimada` are then alike."""
    return folded.replace(" ", "")


_O: Final = re.compile(r"ou|oo|oh(?![aeiou])")


def romanised(folded: str) -> str:
    """A folded Latin name with the differences between romanisations of Japanese taken out."""
    plain = folded.replace("shi", "si").replace("chi", "ti").replace("tsu", "tu").replace("fu", "hu")
    plain = plain.replace("jyu", "zyu").replace("ju", "zyu").replace("ji", "zi").replace("di", "zi")
    if "ou" in plain or "oo" in plain or "oh" in plain:
        plain = _O.sub("o", plain)
    return plain.replace("uu", "u").replace("mb", "nb").replace("mp", "np")


_LOOKALIKES: Final = str.maketrans("己已大犬尤鸟末土曰", "巳巳太太龙岛未士日")
"""Folded characters that are taken for each other in names."""


def plainest(folded: str) -> str:
    """A folded name without differences of romanisation, and of characters that look the same."""
    plain = romanised(folded)
    return plain if plain.isascii() else plain.translate(_LOOKALIKES)
