"""How a Chinese or Japanese word reads aloud, in Latin letters: names are typed as they are heard.

A record's Chinese characters too: who reads 岛田太郎 in Chinese may type it as daotian tailang.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path
from typing import Final

import jaconv

from bot.archive.fold import romanised
from bot.archive.japanese import readings

_KANA_ONLY: Final = re.compile(r"[\u3041-\u3096]{2,20}")
_HANZI_ONLY: Final = re.compile(r"[\u3400-\u9fff]{2,6}")
_SYLLABLE: Final = 6
"""Letters of the longest syllable, zhuang."""


def sounds(together: str) -> Iterator[str]:
    """Readings of a folded word without spaces; none where it is of more than one script, or too long."""
    if _KANA_ONLY.fullmatch(together):
        latin = jaconv.kana2alphabet(together)
        yield romanised(latin)
        yield heard(latin)
    elif _HANZI_ONLY.fullmatch(together):
        yield from map(romanised, pinyins(together))
        yield from readings(together)


_HEARD: Final = (
    (re.compile(r"zh|j"), "z"),
    (re.compile(r"sh|x|th"), "s"),
    (re.compile(r"ch|ts|q"), "c"),
    (re.compile(r"f|ph"), "h"),
    (re.compile(r"v"), "b"),
    (re.compile(r"l"), "r"),
    (re.compile(r"ng(?![aeiou])"), "n"),
    (re.compile(r"[iy]u+"), "y"),
    (re.compile(r"[uw]|i(?=[aoe])|o(?=a)"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def heard(latin: str) -> str:
    """What kana leave of a name that is not Japanese: パン・ダージー and Pang Dazhi are heard alike.

    It begins with a word of its own, and so is no other spelling of anything.
    """
    for pattern, plain in _HEARD:
        latin = pattern.sub(plain, latin)
    return f"heard {latin}"


def pinyins(hanzi: str) -> tuple[str, ...]:
    """Chinese characters as they read in Chinese, run together, without tones: 长 is chang and zhang."""
    ways = product(*map(_readings_of, hanzi))
    return tuple("".join(way) for way in islice(ways, _WAYS))


@cache
def _readings_of(character: str) -> tuple[str, ...]:
    code, _, rest = _entry(ord(character)).partition('": "')
    said = rest.partition('"')[0] if code == str(ord(character)) else character
    return tuple(dict.fromkeys(map(_toneless, said.split(","))))[:_OFTEN]


def _entry(code: int) -> str:
    """The line of a character in the table; that of another one where it has none."""
    table, lines = _table(), _lines()
    at = lines[min(bisect_left(lines, code, key=_code_at), len(lines) - 1)]
    return table[at : table.find(b"\n", at)].decode()


def _code_at(line: int) -> int:
    table = _table()
    return int(table[line : table.index(b'"', line)])


@cache
def _lines() -> "array[int]":
    """Where the line of each character begins in the table, which has them in their order."""
    return array("I", (found.end() for found in re.finditer(rb'\n"', _table())))


@cache
def _table() -> bytes:
    """How every character reads, `"38271": "cháng,zhǎng"`, as pypinyin keeps it.

    Read out of its file: loaded, the library takes 11 MB, and its phrases 44 more.
    """
    library = find_spec("pypinyin")
    assert library is not None  # noqa: S101 - it is among what has to be installed
    assert library.origin is not None  # noqa: S101 - a file
    return (Path(library.origin).parent / "pinyin_dict.json").read_bytes()


def _toneless(syllable: str) -> str:
    """A syllable as one types it: zhǎng is zhang, and nǚ nv."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    bare = "".join(letter for letter in letters if letter == _HAT or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


_HAT: Final = "\u0302"
"""Of ê, which is a vowel of its own."""
_OFTEN: Final = 2
"""Readings of a character that are usual."""
_WAYS: Final = 8
"""Readings of a whole name that are kept."""


def syllables(latin: str) -> tuple[str, ...]:
    """The syllables of a word in pinyin, rather long ones: zhi, long; none where it is not all pinyin."""
    # From each place to the end, the last one first: angang may be parted in many ways.
    parted: dict[int, tuple[str, ...]] = {len(latin): ()}
    for start in reversed(range(len(latin))):
        for end in range(min(start + _SYLLABLE, len(latin)), start, -1):
            if end in parted and latin[start:end] in _syllables():
                parted[start] = (latin[start:end], *parted[end])
                break
    return parted.get(0, ())


def surnames(latin: str) -> str:
    """The characters of the common Chinese family names that read so."""
    return _surnames().get(latin, "")


@cache
def _surnames() -> dict[str, str]:
    found: dict[str, str] = {}
    for character in _SURNAMES:
        for reading in pinyins(character):
            found[reading] = found.get(reading, "") + character
    return found


@cache
def _syllables() -> frozenset[str]:
    lines = _lines()
    first, last = (lines[bisect_left(lines, code, key=_code_at)] for code in (0x4E00, 0x9FA6))
    return frozenset(_toneless(said.decode()) for said in {*_FIRST.findall(_table(), first, last)})


_FIRST: Final = re.compile(rb': "([^",]+)')


_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆"
    "荣翁荀羊惠甄封储靳段富巫焦巴侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹龙叶黎白卓乔聂曾肖游涂易廖庄柴"
    "阎连艾向古文欧沙尚简关查区佘佟覃牛耿桂岳冷辛辜冉赖牟代党邸初谭"
)
"""One character each, the usual ones: nobody's in particular."""
