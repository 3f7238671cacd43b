"""A quote card: the words as printed, and no doubt about whose they are."""

from dataclasses import replace
from typing import Any

import pytest

from bot.archive.entities import Pool, Quote, Speaker
from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.records import models
from bot.records.models import Attribution, Grade, Kind, Script
from bot.ui import presses
from bot.ui.cards import quote_card
from bot.ui.presses import Action
from bot.ui.sheet import Accent
from tests.ui import samples
from tests.ui.conftest import Card
from tests.ui.discord_markdown import shown

LINK = "[Report](<https://example.org/report>)"
SPLIT = ("“Emissions fell by a record 7 percent,”", "“However, activities did not suspend.”")


def card(quote: Quote, words: Words, **changes: Any) -> Card:
    given: dict[str, Any] = {
        "speaker": samples.shimada(),
        "theme": samples.theme(),
        "forum": samples.forum(),
        "private": False,
        "pool": Pool(),
        **changes,
    }
    return Card(quote_card(quote, words=words, **given))


async def test_everything_that_a_reader_must_know(words: Words) -> None:
    quote = samples.quote()
    assert card(quote, words).lines == [
        "## Taro Shimada · 島田太郎",
        "Senior VP of Toshiba corporation",
        "-# as printed, as of October 2021",
        "-# Direct quotation",
        f"> {quote.record.text[0]}",
        "-# Theme: Novel trends and scenarios of digital economy",
        f"-# 17th Beijing-Tokyo Forum · line 21, characters 2,346–2,425 of the source text · {LINK}",
    ]


async def test_what_to_do_next(words: Words) -> None:
    pool = Pool(speaker="bt-17/taro-shimada", theme="bt-17/trends")
    found = card(samples.quote(), words, pool=pool).buttons
    assert {label: presses.parse(custom_id) for label, custom_id in found.items()} == {
        "Another quote": presses.Press(Action.ANOTHER, forum="bt-17", speaker="taro-shimada", theme="trends"),
        "More from Taro Shimada": presses.Press(Action.SPEAKER, forum="bt-17", speaker="taro-shimada"),
        "This theme": presses.Press(Action.THEME, forum="bt-17", theme="trends"),
        "In context": presses.Press(Action.CONTEXT, forum="bt-17", quote="u08"),
        "In my language": presses.Press(Action.QUOTE, forum="bt-17", quote="u08", own=True),
    }


async def test_only_a_private_answer_can_be_shared(words: Words) -> None:
    assert "Share" not in card(samples.quote(), words).buttons
    share = card(samples.quote(), words, private=True).buttons["Share"]
    assert presses.parse(share) == presses.Press(Action.QUOTE, forum="bt-17", quote="u08", share=True)


async def test_reported_speech_cannot_be_taken_for_a_quotation(words: Words) -> None:
    text = "the use of logistics data is vulnerable to natural disasters."
    reported = card(samples.quote(kind=Kind.REPORTED, text=(text,)), words)
    assert "**Reported speech**" in reported.lines
    assert "-# In the article’s words, not a verbatim quotation" in reported.lines
    assert (
        "-# Attributed in the article with: “Taro Shimada, Senior VP of Toshiba corporation, said that”"
        in reported.lines
    )
    assert f"> {text}" in reported.lines
    assert reported.container["accent_color"] == Accent.REPORTED


@pytest.mark.parametrize(
    ("way", "detail"),
    [
        (Attribution.NAME, ""),
        (None, ""),
        (Attribution.CONTEXT, " · the article names the speaker earlier in the same paragraph"),
        (Attribution.SURNAME, " · the article gives only the surname here"),
        (Attribution.PRONOUN, " · the article says “he” or “she” here, of the person named before"),
    ],
)
async def test_how_a_quotation_is_tied_to_its_speaker(
    words: Words, way: Attribution | None, detail: str
) -> None:
    assert f"-# Direct quotation{detail}" in card(samples.quote(attributed_by=way), words).lines


async def test_a_split_quotation_shows_its_break(words: Words) -> None:
    split = card(samples.quote(text=SPLIT, attribution="said Liu Song, vice president,"), words)
    at = split.lines.index(f"> {SPLIT[0]}")
    assert split.lines[at + 1 : at + 3] == [
        "> \\[…\\] *said Liu Song, vice president,* \\[…\\]",
        f"> {SPLIT[1]}",
    ]
    assert "characters 2,346–2,384, 2,465–2,502 of" in split.text
    bare = card(samples.quote(text=SPLIT, attribution=None), words)
    assert bare.lines[at + 1] == "> \\[…\\]"


async def test_a_much_divided_quotation_is_placed_by_its_beginning(words: Words) -> None:
    assert ", … of the source text" in card(samples.quote(text=("“a”",) * 5), words).text


async def test_words_that_nobody_is_named_for_are_nobodys(words: Words) -> None:
    quote = samples.quote(kind=Kind.UNATTRIBUTED, speaker=None, attribution=None, attributed_by=None)
    nobody = card(quote, words, speaker=None)
    assert nobody.lines[0] == "## Nobody named"
    assert "-# The article names nobody for these words" in nobody.lines
    assert not any("More from" in label for label in nobody.buttons)
    assert nobody.container["accent_color"] == Accent.QUIET


@pytest.mark.parametrize(
    ("language", "translation", "labels", "role"),
    [
        (
            Language.JA,
            "「中国と日本は取り組んでいる。」",
            ("日本語 · 非公式訳（英語の記事から）", "英語 · 記事の原文"),
            "-# 東芝 上席常務（非公式訳）",
        ),
        (
            Language.ZH_HANS,
            "“中日两国都致力于提高供应链的韧性。”",
            ("简体中文 · 非官方翻译，译自文章的英语原文", "英语 · 文章原文"),
            "-# 东芝公司高级副总裁（非官方翻译）",
        ),
        # Derived from Simplified, quotation marks included, and labelled all the same.
        (
            Language.ZH_HANT,
            "「中日兩國都致力於提高供應鏈的韌性。」",
            ("繁體中文 · 非官方翻譯，譯自文章的英文原文", "英文 · 文章原文"),
            "-# 東芝公司資深副總裁（非官方翻譯）",
        ),
    ],
)
async def test_a_translation_stands_before_what_is_printed_each_with_its_label(
    catalogues: Catalogues, language: Language, translation: str, labels: tuple[str, str], role: str
) -> None:
    quote = samples.quote()
    found = card(quote, catalogues.words(language))
    at = found.lines.index(f"-# {labels[0]}")
    assert found.lines[at + 1 : at + 4] == [
        f"> {translation}",
        f"-# {labels[1]}",
        f"> {quote.record.text[0]}",
    ]
    assert "Senior VP of Toshiba corporation" in found.lines
    assert role in found.lines


async def test_a_missing_translation_is_said(catalogues: Catalogues) -> None:
    found = card(samples.quote(translations={}), catalogues.words(Language.JA))
    assert "-# 日本語訳はまだありません" in found.lines
    assert "-# 英語 · 記事の原文" in found.lines


async def test_a_role_that_is_half_translated_keeps_the_printed_half(catalogues: Catalogues) -> None:
    half = samples.speaker()
    role = replace(half.record.role, title=models.Printed(printed="Senior VP"))
    speaker = Speaker(half.key, half.forum, replace(half.record, role=role), 2, ())
    found = card(samples.quote(), catalogues.words(Language.JA), speaker=speaker)
    assert "-# 東芝 Senior VP（非公式訳）" in found.lines


@pytest.mark.parametrize(
    ("grade", "caution"),
    [
        (Grade.FOUND_BY_ROLE, "-# 史軍: matched to this speaker by role and forum"),
        (Grade.DERIVED, "-# 史軍: converted character by character from a form that was found"),
    ],
)
async def test_a_name_that_is_less_than_found_says_so(words: Words, grade: Grade, caution: str) -> None:
    speaker = samples.speaker(shown="Jeff Shi", names=(samples.name("史軍", Script.ZH_HANT, grade),))
    found = card(samples.quote(), words, speaker=speaker)
    assert found.lines[0] == "## Jeff Shi · 史軍"
    assert caution in found.lines


async def test_a_note_is_told(words: Words) -> None:
    quote = samples.quote(note=samples.wording("“toughness” is printed so."))
    assert "-# Note: “toughness” is printed so." in card(quote, words).lines


async def test_a_long_text_goes_on_on_further_pages_and_none_of_it_is_lost(any_words: Words) -> None:
    text = " ".join(f"word*{number}*" for number in range(250))
    translation = "とても長い訳文。" * 320
    quote = samples.quote(
        text=(text, text), translations={samples.JA: (translation,)}, note=samples.wording(text)
    )
    pages: list[Card] = []
    while True:
        found = card(quote, any_words, page=len(pages))
        if pages and found.lines == pages[-1].lines:
            break
        pages.append(found)
    told = "".join(
        shown(line.removeprefix("> ")) for page in pages for line in page.lines if line.startswith("> ")
    )
    squeezed = told.replace(" ", "")
    assert squeezed.count(text.replace(" ", "")) == 2
    assert (translation in squeezed) == (any_words.language is Language.JA)
    assert any_words("page", page=1, pages=len(pages)) in pages[0].text
    assert pages[0].turns[-1] == presses.Press(Action.QUOTE, forum="bt-17", quote="u08", page=1, turn=True)


async def test_what_is_recorded_only_in_english_says_so(catalogues: Catalogues) -> None:
    quote = samples.quote(note={Language.EN: "It is printed so."}, translations={})
    found = card(quote, catalogues.words(Language.JA))
    assert "-# 注：It is printed so.（英語のみ）" in found.lines
    assert "-# 日本語訳はまだありません" in found.lines
    assert "only" not in card(quote, catalogues.words(Language.EN)).text
