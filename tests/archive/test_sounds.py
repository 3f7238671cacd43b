"""Readings: those that are looked up in the library's file are the ones that the library itself gives."""

import os

# Its phrases are none of the characters' own readings, and take half a second.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
import pytest
from pypinyin import Style, lazy_pinyin, pinyin

from bot.archive.sounds import _SYLLABLES, pinyins, syllables


@pytest.mark.unmeasured
def test_every_character_reads_as_the_library_reads_it() -> None:
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    theirs = pinyin(characters, style=Style.NORMAL, heteronym=True)
    assert [pinyins(character) for character in characters] == [
        tuple(dict.fromkeys(one[:2])) for one in theirs
    ]


def test_every_syllable_of_the_library_is_one() -> None:
    theirs = {said for said in lazy_pinyin([chr(code) for code in range(0x4E00, 0x9FA6)]) if said.isascii()}
    assert {said for said in theirs if syllables(said)} == theirs


def test_the_syllables_are_those_by_which_characters_are_read_first() -> None:
    first = {pinyins(chr(code))[0] for code in range(0x4E00, 0x9FA6)}
    assert {said for said in first if said.isalpha() and ord(said[0]) < 0x4E00} == _SYLLABLES
