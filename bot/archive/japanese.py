"""How Japanese names are read: 順一 is Junichi; and Yamanaka is a name of its own, no slip of Yamaoka."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.archive.fold import characters, hanzi, romanised
from bot.archive.lines import Lines

_LONGEST: Final = 6
"""Characters of a name."""
_PIECE: Final = 8_192
"""Characters."""
_HALF: Final = 3
"""Characters of a given name by itself."""


@cache
def _family() -> Lines:
    """Each family name, in folded Chinese characters, and how it is usually read: `佐藤,satou`."""
    return Lines(map(",".join, _usual().items()))


@cache
def _sounding() -> Lines:
    """How any family name or given name is read, whatever the romanisation. No build asks for it."""
    given = (found[1] for found in re.finditer(r"(?m)^[^,\n]+,([a-z]+)", _given()))
    read = {*romanised("\n".join((*_usual().values(), *given))).split("\n")}
    return Lines(f"{name}," for name in read)


def _usual() -> dict[str, str]:
    lines = _read("last_name_org.csv").split()
    names = characters("\n".join(line.partition(",")[0] for line in lines)).split("\n")
    return dict(zip(names, (line.rpartition(",")[2] for line in lines), strict=True))


@cache
def _given() -> str:
    """A line for each reading of a given name: kana, Latin letters, every way to write it.

    One text takes a tenth of the room of its eighty thousand names, and is gone through in less than a
    millisecond.
    """
    return "\n" + "".join(_read(f"first_name_{of}_org.csv") for of in ("man", "woman"))


def _read(file: str) -> str:
    """One of the dataset's files. Only those are needed: its package would look up its own version."""
    dataset = find_spec("japanese_personal_name_dataset")
    assert dataset is not None  # noqa: S101 - it is among what has to be installed
    assert dataset.origin is not None  # noqa: S101 - a file
    return (Path(dataset.origin).parent / "dataset" / file).read_text(encoding="utf-8")


@cache
def _written() -> Mapping[str, str]:
    """Each folded Chinese character as it is written in given names: 龙 is 龍 and 竜."""
    text, known = _given(), set[str]()
    # Piece by piece: a thread that warms up does not hand over to the loop in the middle of a step.
    for start in range(0, len(text), _PIECE):
        known.update(text[start : start + _PIECE])
    each = "".join(known)
    written: dict[str, str] = {}
    for character, folded in zip(each, characters(each), strict=True):
        written[folded] = written.get(folded, "") + character
    return written


def is_name(latin: str) -> bool:
    """Whether a folded Latin word is a Japanese family name or given name."""
    return _sounding().after(f"{romanised(latin)},") is not None


@lru_cache(maxsize=1024)
def readings(together: str) -> tuple[str, ...]:
    """How a folded whole name in Chinese characters reads, family name first, as `romanised` has it."""
    if not hanzi(together, _LONGEST):
        return ()
    halves = ((together[:length], together[length:]) for length in range(1, len(together)))
    found = (
        romanised(family + given)
        for first, last in halves
        for family in _readings_of_family(first)
        for given in _readings_of_given(last)
    )
    return tuple(dict.fromkeys(found))


def readings_of_half(together: str) -> tuple[str, ...]:
    """How a folded family name, or given name, in Chinese characters reads by itself."""
    if not hanzi(together, _LONGEST):
        return ()
    sounds = (*_readings_of_family(together), *_readings_of_given(together))
    return tuple({romanised(sound) for sound in sounds})


def is_family(together: str) -> bool:
    """Whether folded Chinese characters are a Japanese family name."""
    return _family().after(f"{together},") is not None


def is_whole_name(first: str, last: str) -> bool:
    """Whether the two are a family name and what can well be a given name, in Chinese characters."""
    return hanzi(last, _HALF) and is_family(first)


def _readings_of_family(name: str) -> tuple[str, ...]:
    reading = _family().after(f"{name},")
    return () if reading is None else (reading,)


@lru_cache(maxsize=4096)
def _readings_of_given(name: str) -> tuple[str, ...]:
    ways = [_written().get(character, "") for character in name]
    if not all(ways):
        return ()
    # All ways to write it in one pass: six characters of three ways each are 729.
    written = "".join(way if len(way) == 1 else f"[{way}]" for way in ways)
    return tuple(_line_of(found).split(",", 2)[1] for found in re.finditer(f",{written}(?=[,\n])", _given()))


def _line_of(found: re.Match[str]) -> str:
    return found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.end()]
