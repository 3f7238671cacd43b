"""How a Chinese or Japanese word reads aloud, in Latin letters: names are typed as they are heard."""

import os
import re
from collections.abc import Iterator
from typing import Final

import jaconv

from bot.archive.fold import romanised

# Read when the library is loaded. Its phrases take 44 MB and half a second, and people's names are none.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import lazy_pinyin

_KANA_ONLY: Final = re.compile(r"[\u3041-\u3096]{2,20}")
_HANZI_ONLY: Final = re.compile(r"[\u3400-\u9fff]{2,5}")


def sounds(together: str) -> Iterator[str]:
    """Readings of a folded word without spaces; none where it is of more than one script, or too long."""
    if _KANA_ONLY.fullmatch(together):
        yield romanised(jaconv.kana2alphabet(together))
    elif _HANZI_ONLY.fullmatch(together):
        yield romanised("".join(lazy_pinyin(together)))
