"""A speaker card: names with their proof, the role as printed and dated, facts with their sources."""

from dataclasses import replace
from typing import Any

from bot.archive.entities import Page, Pool, Quote, Speaker
from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.records import models
from bot.records.models import Grade, Script
from bot.ui import presses
from bot.ui.cards import quotes_card, speaker_card
from bot.ui.presses import Action, Press
from tests.ui import samples
from tests.ui.conftest import Card

TWO = samples.page([samples.quote(), samples.quote("u07", kind=models.Kind.REPORTED)])


def card(speaker: Speaker, words: Words, quotes: Page[Quote] = TWO, **changes: Any) -> Card:
    given: dict[str, Any] = {
        "forum": samples.forum(),
        "themes": [samples.theme()],
        "private": False,
        **changes,
    }
    return Card(speaker_card(speaker, quotes=quotes, words=words, **given))


async def test_names_in_every_script_each_with_its_proof(words: Words) -> None:
    found = card(samples.shimada(), words)
    address = "(<https://example.org/report>)"
    for line in (
        "## Taro Shimada · 島田太郎",
        "Senior VP of Toshiba corporation",
        "-# as printed, as of October 2021",
        "-# Speaker at the 17th Beijing-Tokyo Forum · quoted twice",
        "-# Theme: Novel trends and scenarios of digital economy",
        "**Taro Shimada** · as printed · family name Shimada",
        f"**島田太郎** · Japanese · [found]{address}",
        f"**しまだ・たろう** · kana · [found]{address}",
        f"**岛田太郎** · Simplified Chinese · [converted from a form found]{address}",
        "**Toshiba corporation** · as printed",
        f"**株式会社 東芝** · Japanese · [found]{address}",
    ):
        assert line in found.lines


async def test_a_fact_has_its_source_and_date_and_changes_nothing_printed(words: Words) -> None:
    found = card(samples.shimada(), words)
    fact = "- President and chief executive officer of Toshiba from March 1, 2022."
    assert f"{fact} ([Report](<https://example.org/report>), March 2022)" in found.lines
    assert found.lines[1] == "Senior VP of Toshiba corporation"


async def test_a_name_by_role_or_in_another_spelling_says_so(words: Words) -> None:
    speaker = samples.speaker(
        names=(
            samples.name("史軍", Script.ZH_HANT, Grade.FOUND_BY_ROLE, note="No page says so."),
            samples.name("Yamazaki", Script.LATIN),
        )
    )
    found = card(speaker, words)
    assert "**史軍** · Traditional Chinese · [matched by role and forum](" in found.text
    assert "-# No page says so." in found.lines
    assert "**Yamazaki** · Latin letters · [found](" in found.text


async def test_what_they_said_opens_by_button(words: Words) -> None:
    found = card(samples.shimada(), words)
    assert "**What was said · 2 quotes**" in found.lines
    assert "-# Direct quotation · Novel trends and scenarios of digital economy" in found.lines
    assert "-# Reported speech · Novel trends and scenarios of digital economy" in found.lines
    assert "fh:q:bt-17:::u08:0" in found.ids
    assert "fh:q:bt-17:::u07:0" in found.ids
    assert presses.parse(found.buttons["Draw a quote"]) == Press(
        Action.ANOTHER, forum="bt-17", speaker="taro-shimada"
    )
    assert presses.parse(found.buttons["The forum"]) == Press(Action.FORUM, forum="bt-17")


async def test_later_pages_go_on_with_the_quotes(words: Words) -> None:
    second = samples.page([samples.quote("u09")], number=1, total=6)
    found = card(samples.shimada(), words, second, private=True)
    assert found.lines[0] == "## Taro Shimada · 島田太郎"
    assert "Names" not in found.text
    assert "-# Page 2 of 2" in found.lines
    shared = Press(Action.SPEAKER, forum="bt-17", speaker="taro-shimada", page=1, share=True)
    assert presses.parse(found.buttons["Share"]) == shared
    turned = Press(Action.SPEAKER, forum="bt-17", speaker="taro-shimada", page=0, turn=True)
    assert presses.parse(found.buttons["Previous"]) == turned


async def test_facts_may_go_on_after_the_last_quote(words: Words) -> None:
    facts = [
        models.Fact(text=samples.wording(f"Fact {n}. " + "word " * 60), source="report", dated="2021-10")
        for n in range(12)
    ]
    speaker = samples.speaker(facts=facts)
    first = card(speaker, words, page=0)
    second = card(speaker, words, page=1)
    assert "Fact 0." in first.text
    assert "What was said" in first.text
    assert "What was said" not in second.text
    assert "**Facts from other sources**" in second.lines


async def test_a_fact_without_wording_is_left_out(words: Words) -> None:
    fact = models.Fact(text={}, source="report", dated="2021-10")
    assert "Facts" not in card(samples.speaker(facts=[fact]), words).text


async def test_a_speaker_whose_sources_were_removed(words: Words) -> None:
    lost = card(samples.shimada(), words, forum=samples.forum(sources={}))
    assert "**島田太郎** · Japanese · found (Source not recorded)" in lost.lines


async def test_a_source_that_is_on_no_page_is_named(words: Words) -> None:
    book = samples.source("A [book]", None)
    found = card(samples.shimada(), words, forum=samples.forum(sources={"report": book}))
    assert "**島田太郎** · Japanese · found (A \\[book\\])" in found.lines


async def test_a_speaker_without_quotes_or_other_names(words: Words) -> None:
    speaker = samples.speaker(quote_count=0)
    record = speaker.record
    bare = replace(record.role.organisation, names=())
    role = replace(record.role, organisation=bare)
    plain = Speaker(speaker.key, "bt-17", replace(record, role=role), 0, ())
    found = card(plain, words, samples.page([]), themes=[])
    assert found.lines[0] == "## Taro Shimada"
    assert "Organisation" not in found.text
    assert "What was said" not in found.text


async def test_a_reader_of_japanese_gets_translations_labelled(catalogues: Catalogues) -> None:
    found = card(samples.shimada(), catalogues.words(Language.JA))
    assert "Senior VP of Toshiba corporation" in found.lines
    assert "-# 東芝 上席常務（非公式訳）" in found.lines
    assert "-# 直接引用 · AIと新潮流 · 非公式訳" in found.lines
    assert "〔日〕President" in found.text


async def test_the_name_is_in_the_readers_script(catalogues: Catalogues) -> None:
    for language, name in ((Language.JA, "島田太郎"), (Language.ZH_HANS, "岛田太郎")):
        found = card(samples.shimada(), catalogues.words(language))
        assert found.lines[0] == f"## Taro Shimada · {name}"


async def test_a_name_printed_in_native_script_has_its_latin_form_beside_it(any_words: Words) -> None:
    names = (samples.name("岛田太郎", Script.ZH_HANS), samples.name("Taro Shimada", Script.LATIN))
    assert card(samples.speaker(shown="島田太郎", names=names), any_words).lines[0] == (
        "## 島田太郎 · Taro Shimada"
    )


def listed(words: Words, pool: Pool, **changes: Any) -> Card:
    given: dict[str, Any] = {
        "speakers": {"bt-17/taro-shimada": samples.shimada()},
        "themes": {"bt-17/trends": samples.theme()},
        "forum": samples.forum(),
        "private": False,
        **changes,
    }
    return Card(quotes_card(TWO, pool=pool, words=words, **given))


async def test_a_list_says_what_it_is_of(words: Words) -> None:
    speaker, theme = "bt-17/taro-shimada", "bt-17/trends"
    of_forum = listed(words, Pool(forum="bt-17"))
    assert of_forum.lines[:2] == ["## 17th Beijing-Tokyo Forum", "-# 2 quotes"]
    assert "-# Direct quotation · Taro Shimada · 島田太郎" in of_forum.lines
    of_speaker = listed(words, Pool(speaker=speaker))
    assert of_speaker.lines[:2] == ["## Taro Shimada · 島田太郎", "-# 17th Beijing-Tokyo Forum · 2 quotes"]
    assert "-# Direct quotation · Novel trends and scenarios of digital economy" in of_speaker.lines
    of_theme = listed(words, Pool(theme=theme))
    assert of_theme.lines[0] == "## Novel trends and scenarios of digital economy"
    of_both = listed(words, Pool(speaker=speaker, theme=theme), private=True)
    assert of_both.lines[1] == "-# Theme: Novel trends and scenarios of digital economy"
    assert presses.parse(of_both.buttons["Share"]) == Press(
        Action.QUOTES, forum="bt-17", speaker="taro-shimada", theme="trends", share=True
    )
    assert set(of_both.buttons) == {"Open", "Draw a quote", "About the speaker", "This theme", "Share"}


async def test_a_list_says_of_each_quote_that_it_is_not_translated(catalogues: Catalogues) -> None:
    page = samples.page(
        [samples.quote("u1", translations={}), samples.quote("u2", translations={samples.JA: ["訳"]})]
    )
    marks = {
        Language.EN: ["", ""],
        Language.JA: ["日本語訳はまだありません", "非公式訳"],
        Language.ZH_HANT: ["暫無繁體中文翻譯"] * 2,
    }
    for language, expected in marks.items():
        words = catalogues.words(language)
        about: dict[str, Any] = {"speakers": {}, "themes": {}, "forum": samples.forum(), "private": False}
        found = Card(quotes_card(page, pool=Pool(forum="bt-17"), words=words, **about))
        kind = words("kind", kind="direct")
        lines = [line for line in found.lines if line.startswith(f"-# {kind}")]
        assert lines == [f"-# {kind} · {mark}" if mark else f"-# {kind}" for mark in expected]


async def test_a_list_of_records_that_have_gone_still_lists(words: Words) -> None:
    found = listed(words, Pool(forum="bt-17"), speakers={}, themes={})
    assert "-# Direct quotation" in found.lines
