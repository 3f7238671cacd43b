"""How a Chinese or Japanese word reads aloud, in Latin letters: names are typed as they are heard.

A record's Chinese characters too: who reads 岛田太郎 in Chinese may type it as daotian tailang.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path
from typing import Final

import jaconv

from bot.archive.fold import hanzi, romanised
from bot.archive.japanese import readings

_KANA_ONLY: Final = re.compile(r"[\u3041-\u3096]{2,20}")
_LONGEST: Final = 6
"""Chinese characters of a name."""
_SYLLABLE: Final = 6
"""Letters of the longest syllable, zhuang."""


def sounds(together: str) -> Iterator[str]:
    """Readings of a folded word without spaces; none where it is of more than one script, or too long."""
    if _KANA_ONLY.fullmatch(together):
        latin = jaconv.kana2alphabet(together)
        yield romanised(latin)
        yield heard(latin)
    elif len(together) > 1 and hanzi(together, _LONGEST):
        yield from map(romanised, pinyins(together))
        yield from readings(together)


_HEARD: Final = (
    (re.compile(r"ng(?![aeiou])"), "n"),
    (re.compile(r"[iy]u+"), "y"),
    (re.compile(r"[uw]|i(?=[aoe])|o(?=a)"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def heard(latin: str) -> str:
    """What kana leave of a name that is not Japanese: パン・ダージー and Pang Dazhi are heard alike.

    It begins with a word of its own, and so is no other spelling of anything.
    """
    latin = latin.replace("zh", "z").replace("j", "z").replace("sh", "s").replace("th", "s").replace("x", "s")
    latin = latin.replace("ch", "c").replace("ts", "c").replace("q", "c").replace("ph", "h").replace("f", "h")
    latin = latin.replace("v", "b").replace("l", "r")
    for pattern, plain in _HEARD:
        latin = pattern.sub(plain, latin)
    return f"heard {latin}"


def pinyins(hanzi: str) -> tuple[str, ...]:
    """Chinese characters as they read in Chinese, run together, without tones: 长 is chang and zhang."""
    ways = product(*map(_readings_of, hanzi))
    return tuple("".join(way) for way in islice(ways, _WAYS))


@cache
def _readings_of(character: str) -> tuple[str, ...]:
    said = _entry(ord(character)) or character
    return tuple(dict.fromkeys(map(_toneless, said.split(","))))[:_OFTEN]


def _entry(code: int) -> str:
    """What the table says of a character; nothing where it has none."""
    table, begun = _table(), _line_after(code & ~_BESIDE)
    key = b'"%d": "' % code
    at = table.find(key, begun, begun + _LINES)
    return table[at + len(key) : table.index(b'"', at + len(key))].decode() if at >= 0 else ""


@cache
def _line_after(code: int) -> int:
    """Where the lines of this character and of those after it begin: the table has them in their order."""
    table = _table()
    first, last = 0, len(table)
    while first < last:
        middle = (first + last) // 2
        line = table.find(b'\n"', middle, last)
        if line < 0 or int(table[line + 2 : table.index(b'"', line + 2)]) >= code:
            last = middle
        else:
            first = line + 1
    return first


_BESIDE: Final = 0xFF
"""Of so many characters that follow each other the lines are looked for together."""
_LINES: Final = (_BESIDE + 1) * 64
"""Bytes of their lines at most."""


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
    # A mark by itself belongs to the letter before it.
    return syllable.translate(_LETTERS) if syllable.isalpha() else _without_marks(syllable)


class _Letters(dict[int, str]):
    """Each letter with a tone, and what is typed for it."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _without_marks(chr(code)))


_LETTERS: Final = _Letters()


def _without_marks(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    bare = "".join(letter for letter in letters if letter == _HAT or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


_HAT: Final = "\u0302"
"""Of ê, which is a vowel of its own."""
_OFTEN: Final = 2
"""Readings of a character that are usual."""
_WAYS: Final = 8
"""Readings of a whole name that are kept."""


@lru_cache(maxsize=4096)
def syllables(latin: str) -> tuple[str, ...]:
    """The syllables of a word in pinyin, rather long ones: zhi, long; none where it is not all pinyin."""
    # From each place to the end, the last one first: angang may be parted in many ways.
    parted: dict[int, tuple[str, ...]] = {len(latin): ()}
    for start in reversed(range(len(latin))):
        for end in range(min(start + _SYLLABLE, len(latin)), start, -1):
            if end in parted and latin[start:end] in _SYLLABLES:
                parted[start] = (latin[start:end], *parted[end])
                break
    return parted.get(0, ())


def surnames(latin: str) -> str:
    """The characters of the common Chinese family names that read so."""
    return _surnames().get(latin, "") if latin in _SYLLABLES else ""


@cache
def _surnames() -> dict[str, str]:
    found: dict[str, str] = {}
    for character in _SURNAMES:
        for reading in _readings_of(character):
            found[reading] = found.get(reading, "") + character
    return found


_READ: Final = (
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang "
    "cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang "
    "chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den deng di dian diao die "
    "ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo fou fu ga "
    "gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao "
    "he hei hen heng hm hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing "
    "jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun "
    "kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan "
    "lun luo lv lve m ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na "
    "nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv "
    "nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang "
    "qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui "
    "run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shen sheng shi shou shu shua "
    "shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti "
    "tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian "
    "xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu "
    "yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong "
    "zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo"
)
_SYLLABLES: Final = frozenset(_READ.split())
"""Those by which Chinese characters are read first, as `_toneless` has them."""

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆"
    "荣翁荀羊惠甄封储靳段富巫焦巴侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹龙叶黎白卓乔聂曾肖游涂易廖庄柴"
    "阎连艾向古文欧沙尚简关查区佘佟覃牛耿桂岳冷辛辜冉赖牟代党邸初谭"
)
"""One character each, the usual ones: nobody's in particular."""
