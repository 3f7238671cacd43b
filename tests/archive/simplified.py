"""`python -m tests.archive.simplified` writes the table of characters by which `fold` goes.

Who moves OpenCC in config/pins does so: until then, a test says what has become different.
"""

from importlib.metadata import version
from typing import Final

from opencc import OpenCC

from bot.archive.fold import TABLE

_BLOCKS: Final = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x40000))
"""Every Chinese character there is, and room for more."""
_IN_A_ROW: Final = 24
_HEAD: Final = """\
# Each Traditional or Japanese character that Simplified Chinese writes differently, and how.
# By the dictionaries of OpenCC {version} (jp2t, then t2s), Copyright BYVoid and contributors, under the
# Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0; of them characters only, two steps in one.
# Written by `python -m tests.archive.simplified`.
"""


def table() -> str:
    """What the file has to hold, by the OpenCC that is installed."""
    every = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    traditional = OpenCC("jp2t").convert(" ".join(every))
    plain = OpenCC("t2s").convert(traditional).split(" ")
    pairs = [a + b for a, b in zip(every, plain, strict=True) if a != b]
    rows = (" ".join(pairs[at : at + _IN_A_ROW]) for at in range(0, len(pairs), _IN_A_ROW))
    return "".join((_HEAD.format(version=version("OpenCC")), *(f"{row}\n" for row in rows)))


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
