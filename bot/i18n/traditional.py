"""Traditional Chinese, as Taiwan writes it, from Simplified: for the interface and for records alike.

The converter is OpenCC; traditional.txt beside this file corrects its words, and zh-Hant.ftl in the
catalogues whole texts of the interface. A record is corrected by a zh-Hant wording of its own.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "traditional.txt"
_CONFIGURATION: Final = "s2twp"
_QUOTATION_MARKS: Final = str.maketrans({"“": "「", "”": "」"})
_INNER: Final = re.compile(r"‘([^‘’]*)’")


@lru_cache(maxsize=2_000)
def traditional(text: str) -> str:
    """The text in Traditional Chinese; what is not Chinese stays as it is."""
    return _quoted(_corrected(_converted(text)))


def in_bulk(texts: Sequence[str]) -> list[str]:
    """Each of many texts in Traditional Chinese, in half the time that they would take one by one.

    They are converted as the lines of one text: no word that the converter or a correction knows goes on
    in the next line.
    """
    lines = _corrected(_converted("\n".join(texts))).split("\n")
    if len(lines) != len(texts):
        return [*map(traditional.__wrapped__, texts)]
    # Quotation marks may stand open in one line and close in another.
    return [*map(_quoted, lines)]


def method() -> str:
    """Another one whenever a text may be converted otherwise."""
    rules = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return json.dumps([version("OpenCC"), rules, corrections()], ensure_ascii=False)


def _converted(text: str) -> str:
    # It takes what follows a zero for the end.
    return "\0".join(map(_converter(), text.split("\0")))


def _corrected(converted: str) -> str:
    return _pattern().sub(lambda found: corrections()[found[0]], converted)


def _quoted(corrected: str) -> str:
    return _INNER.sub(r"『\1』", corrected).translate(_QUOTATION_MARKS)


@cache
def corrections() -> Mapping[str, str]:
    """What the converter writes, and what it should have written."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(corrections(), key=len, reverse=True))))


@cache
def _converter() -> Callable[[str], str]:
    # Its dictionaries take a while to read: only those who read Traditional Chinese wait for them.
    from opencc import OpenCC  # noqa: PLC0415

    convert: Callable[[str], str] = OpenCC(_CONFIGURATION).convert
    return convert
