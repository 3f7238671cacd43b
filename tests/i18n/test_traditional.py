"""Traditional Chinese is derived from Simplified, as Taiwan writes it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from bot.i18n.traditional import corrections, in_bulk, traditional
from bot.i18n.words import FOLDER
from bot.shipped import shipped


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("服务器里的频道", "伺服器裡的頻道"),
        ("人工智能与数字经济", "人工智慧與數位經濟"),
        ("数字出自发言人", "數字出自發言人"),
        ("由科技日报发布", "由科技日報發布"),
        ("数字化转型与数字货币", "數位化轉型與數位貨幣"),
        ("首席财务官兼高级副总裁", "財務長兼資深副總裁"),
        ("光伏、水力和氢能", "太陽光電、水力和氫能"),
        ("“事实上，‘零碳’”", "「事實上，『零碳』」"),
        ("{ $speaker } said it’s", "{ $speaker } said it’s"),
        ("人\0数据", "人\0資料"),
        ("", ""),
    ],
)
def test_traditional(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


def test_every_correction_corrects_something() -> None:
    files = [FOLDER / "zh-Hans.ftl", *shipped("data").rglob("*.yaml")]
    convert = OpenCC("s2twp").convert
    converted = convert("\n".join(file.read_text(encoding="utf-8") for file in files))
    simplified = OpenCC("t2s").convert
    made = [wrong for wrong in corrections() if wrong in converted or wrong in convert(simplified(wrong))]
    assert made == list(corrections())
    assert [wrong for wrong, right in corrections().items() if wrong == right] == []


CHINESE = st.text(
    "“”‘’人工智能数字经济服务器里的频道内存光伏首席财务官老龄化网络\n a1é\x00\r\u2028かナ漢😀", max_size=30
)


@settings(deadline=None)
@given(st.lists(CHINESE | st.text(max_size=20), max_size=8))
@example(["", "\n", "a\nb", "‘open", "closed’", "数字", "经济"])
@example(["\n\0", ""])
@example([])
def test_many_texts_become_what_each_becomes_by_itself(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    assert in_bulk(texts) == [traditional(text) for text in texts]
