"""A guess at what was meant is made only where it is more than a guess."""

import pytest

from bot.records.nearest import nearest_word

KNOWN = ("xu-zhilong", "taro-shimada", "junichi-hasegawa", "u01", "u03", "u20", "quotes.yaml")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("xu-zhiling", "xu-zhilong"),
        ("Shimada", "taro-shimada"),
        ("junichi-hasegwa", "junichi-hasegawa"),
        ("u3", "u03"),
        ("quotes", "quotes.yaml"),
        ("liu-song", None),
        ("u30", None),
        ("u21", None),
        ("", None),
    ],
)
def test_a_slip_or_a_part_is_known_and_nothing_else(word: str, meant: str | None) -> None:
    assert nearest_word(word, KNOWN) == meant
