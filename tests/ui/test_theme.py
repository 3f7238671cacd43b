"""A theme card: every sentence of the summary leads to the quotes that it rests on."""

from dataclasses import replace
from typing import Any

from bot.archive.entities import Theme
from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.records.models import Kind
from bot.ui import presses
from bot.ui.cards import theme_card
from bot.ui.presses import Action, Press
from tests.support.payload_reading import options_of
from tests.ui import samples
from tests.ui.conftest import Card

LIU = samples.speaker("liu-song", shown="Liu Song", organisation="Pingkai Xingchen")
QUOTES = {
    "u08": samples.quote(),
    "u07": samples.quote("u07", kind=Kind.REPORTED),
    "u14": samples.quote("u14", speaker="liu-song"),
    "u16": samples.quote("u16", kind=Kind.UNATTRIBUTED, speaker=None),
}
THEME = samples.theme(
    sentences=(
        ("One may share data.", ("u08", "u14")),
        ("A second point.", ("u07", "u16")),
        ("Again.", ("u08", "gone")),
    )
)


def card(words: Words, theme: Theme = THEME, **changes: Any) -> Card:
    given: dict[str, Any] = {
        "forum": samples.forum(),
        "speakers": [samples.shimada(), LIU],
        "quotes": samples.page([QUOTES["u08"], QUOTES["u14"]], total=7),
        "cited": QUOTES,
        "quote_speakers": {"bt-17/taro-shimada": samples.shimada(), "bt-17/liu-song": LIU},
        "private": False,
        **changes,
    }
    return Card(theme_card(theme, words=words, **given))


async def test_every_sentence_carries_numbers_that_lead_to_speakers(words: Words) -> None:
    found = card(words)
    for sentence in (
        "- One may share data. \\[1, 2\\]",
        "- A second point. \\[3, 4\\]",
        "- Again. \\[1, 5\\]",
    ):
        assert sentence in found.lines
    assert (
        "-# \\[1\\] Taro Shimada · 島田太郎 · \\[2\\] Liu Song · \\[3\\] Taro Shimada · 島田太郎"
        " · \\[4\\] Nobody named · \\[5\\] Quote no longer recorded"
    ) in found.lines
    assert "-# Written for this bot from the numbered quotes; not printed in the article." in found.lines


async def test_every_number_can_be_opened_those_of_nobody_too(words: Words) -> None:
    options = options_of(card(words).components)
    assert [option["label"] for option in options] == [
        "[1] Taro Shimada · 島田太郎",
        "[2] Liu Song",
        "[3] Taro Shimada · 島田太郎",
        "[4] Nobody named",
    ]
    assert presses.parse(options[3]["value"]) == Press(Action.QUOTE, forum="bt-17", quote="u16")
    assert options_of(card(words, page=1).components) == []


async def test_numbers_of_one_speaker_in_a_row_stand_together(words: Words) -> None:
    theme = samples.theme(sentences=(("A.", ("u08", "u07")), ("B.", ("u14",))))
    assert "-# \\[1\\] \\[2\\] Taro Shimada · 島田太郎 · \\[3\\] Liu Song" in card(words, theme).lines


async def test_quotes_in_the_list_carry_the_same_numbers(words: Words) -> None:
    found = card(words)
    assert "-# \\[1\\] · Direct quotation · Taro Shimada · 島田太郎" in found.lines
    assert "-# \\[2\\] · Direct quotation · Liu Song" in found.lines
    assert presses.parse(found.buttons["Next"]) == Press(
        Action.THEME, forum="bt-17", theme="trends", page=1, turn=True
    )


async def test_heading_and_speakers(words: Words) -> None:
    found = card(words, private=True)
    assert found.lines[:2] == [
        "## Novel trends and scenarios of digital economy",
        "-# Theme of the 17th Beijing-Tokyo Forum · 2 quotes by 1 speaker",
    ]
    assert "- Taro Shimada · 島田太郎, Toshiba corporation" in found.lines
    assert "- Liu Song, Pingkai Xingchen" in found.lines
    assert presses.parse(found.buttons["Share"]) == Press(
        Action.THEME, forum="bt-17", theme="trends", share=True
    )


async def test_a_reader_of_japanese_sees_which_words_are_translations(catalogues: Catalogues) -> None:
    found = card(catalogues.words(Language.JA))
    assert found.lines[0] == "## Novel trends and scenarios of digital economy"
    assert "デジタル経済の新しい潮流（非公式訳）" in found.lines
    assert "-# かっこ内は非公式訳です" in found.lines
    assert "- Taro Shimada · 島田太郎、Toshiba corporation（東芝）" in found.lines


async def test_a_summary_in_another_language_says_so(catalogues: Catalogues) -> None:
    record = replace(THEME.record, summary={Language.EN: THEME.record.summary[Language.EN]})
    english = Theme(THEME.key, "bt-17", record, 2, ())
    found = card(catalogues.words(Language.JA), english)
    assert "-# この要約は英語版のみです" in found.lines


async def test_a_theme_without_summary(words: Words) -> None:
    bare = Theme(THEME.key, "bt-17", replace(THEME.record, summary={}), 0, ())
    found = card(words, bare, speakers=[], quotes=samples.page([]))
    assert "Summary" not in found.text
    assert "What was said" not in found.text


async def test_a_quote_of_somebody_unknown_is_listed_without_a_name(words: Words) -> None:
    found = card(words, quote_speakers={})
    assert "-# \\[1\\] · Direct quotation" in found.lines


async def test_later_pages_go_on_with_the_quotes(words: Words) -> None:
    found = card(words, quotes=samples.page([QUOTES["u07"]], number=1, total=6))
    assert found.lines[0] == "## Novel trends and scenarios of digital economy"
    assert "Summary" not in found.text
    assert "-# \\[3\\] · Reported speech · Taro Shimada · 島田太郎" in found.lines


async def test_a_sentence_longer_than_a_page_is_told_whole(words: Words) -> None:
    theme = samples.theme(sentences=((" ".join(f"w{n}." for n in range(600)), ("u08",)),))
    pages = [card(words, theme, page=page, quotes=samples.page([])).text for page in range(2)]
    assert "w0. w1." in pages[0]
    assert "w599. \\[1\\]" in pages[1]
