"""Traditional Chinese is derived from Simplified, as Taiwan writes it."""

import pytest
from opencc import OpenCC

from bot.i18n.traditional import corrections, traditional
from bot.i18n.words import FOLDER
from bot.shipped import shipped


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("服务器里的频道", "伺服器裡的頻道"),
        ("人工智能与数字经济", "人工智慧與數位經濟"),
        ("数字出自发言人", "數字出自發言人"),
        ("由科技日报发布", "由科技日報發布"),
        ("“事实上，‘零碳’”", "「事實上，『零碳』」"),
        ("{ $speaker } said it’s", "{ $speaker } said it’s"),
        ("", ""),
    ],
)
def test_traditional(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


def test_every_correction_corrects_something() -> None:
    files = [FOLDER / "zh-Hans.ftl", *shipped("data").rglob("*.yaml")]
    converted = OpenCC("s2twp").convert("\n".join(file.read_text(encoding="utf-8") for file in files))
    assert [wrong for wrong in corrections() if wrong not in converted] == []
    assert [wrong for wrong, right in corrections().items() if wrong == right] == []
