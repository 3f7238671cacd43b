"""A forum card and the passage of the article: what is printed, and what is known from elsewhere."""

from dataclasses import replace
from typing import Any

from bot.archive.entities import Forum, Quote, Speaker
from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.records import models
from bot.records.models import Kind
from bot.ui import presses
from bot.ui.cards import context_card, forum_card
from bot.ui.presses import Action, Press
from tests.ui import samples
from tests.ui.conftest import Card

COUNTS = (
    "-# 9 speakers · 8 direct quotations · 9 in reported speech"
    " · 3 statements that the article gives to nobody"
)


def card(words: Words, forum: Forum | None = None, *, private: bool = False, page: int = 0) -> Card:
    found = forum or samples.forum(notes=[samples.wording("The article prints no year.")])
    return Card(forum_card(found, themes=[samples.theme()], words=words, private=private, page=page))


async def test_every_fact_of_the_forum(words: Words) -> None:
    lines = [*card(words).lines, *card(words, page=1).lines]
    link = "[Report](<https://example.org/report>)"
    for line in (
        "## 17th Beijing-Tokyo Forum",
        "**Dates** Oct 25\u2009–\u200926, 2021",
        f"-# Printed: “from October 25 to 26” · the year is from {link}",
        "**Places** Beijing · Tokyo",
        "**Format** online and offline simultaneously",
        "**Hosts** the Genron NPO",
        "**Topics** topic 0 · topic 1",
        "**Session** digital society and AI · October 26, 2021",
        COUNTS,
        "Novel trends and scenarios of digital economy",
        "-# 2 quotes by 1 speaker",
        "**東京-北京フォーラム** · Japanese · [found](<https://example.org/report>)",
        "**特定非営利活動法人言論NPO** · Japanese · [found](<https://example.org/report>)",
        "- The article prints no year.",
        f"- {link}, A publisher, October 26, 2021",
        "-# Text of the article: 4,998 characters, SHA-256 0000000000000000",
    ):
        assert line in lines, line


async def test_where_a_forum_leads(words: Words) -> None:
    found = card(words, private=True)
    assert found.lines[-2:] == [
        "-# On the next pages: names in other scripts, and every source",
        "-# Page 1 of 2",
    ]
    assert {label: presses.parse(custom_id) for label, custom_id in found.buttons.items()} == {
        "Previous": Press(Action.FORUM, forum="bt-17", turn=True),
        "Next": Press(Action.FORUM, forum="bt-17", page=1, turn=True),
        "Open": Press(Action.THEME, forum="bt-17", theme="trends"),
        "Draw a quote": Press(Action.ANOTHER, forum="bt-17"),
        "All quotes": Press(Action.QUOTES, forum="bt-17"),
        "Share": Press(Action.FORUM, forum="bt-17", share=True),
    }


async def test_an_edition_is_said_once(words: Words) -> None:
    assert card(words, samples.forum(name="The 17th Beijing-Tokyo Forum")).lines[0] == (
        "## The 17th Beijing-Tokyo Forum"
    )


async def test_a_reader_of_chinese_sees_translations_in_brackets(catalogues: Catalogues) -> None:
    found = card(catalogues.words(Language.ZH_HANS))
    assert "-# 括号内为非官方翻译" in found.lines
    assert "**主办方** the Genron NPO（言论NPO）" in found.lines
    assert "**日期** 2021年10月25日至26日" in found.lines


async def test_a_source_with_little_known_of_it(words: Words) -> None:
    bare = models.Source(title="A [book]", language="en", note=samples.wording("Not on the web."))
    found = card(words, samples.forum(sources={"report": bare}), page=1)
    assert "- A \\[book\\]" in found.lines
    assert "-# Not on the web." in found.lines


PASSAGE = "Shimada said that data is *vulnerable*. “Both are committed.” More\xa0followed.\n\n- Next."


def context(words: Words, quote: Quote, speaker: Speaker | None, **changes: Any) -> Card:
    marks = [(PASSAGE.index("“"), PASSAGE.index("”") + 1)]
    passage = samples.passage(PASSAGE, *changes.pop("marks", marks))
    view = context_card(
        quote, passage=passage, speaker=speaker, forum=samples.forum(), words=words, **changes
    )
    return Card(view)


async def test_the_passage_is_verbatim_with_the_quotation_in_bold(words: Words) -> None:
    found = context(words, samples.quote(), samples.shimada())
    assert found.lines[:3] == [
        "### In context: Taro Shimada · 島田太郎",
        "> Shimada said that data is \\*vulnerable\\*. **“Both are committed.”** More\xa0followed.",
        "> \\- Next.",
    ]
    assert "-# In bold: the quotation. The rest is the article around it, word for word." in found.lines
    assert presses.parse(found.buttons["Open the quote"]) == Press(Action.QUOTE, forum="bt-17", quote="u08")


async def test_both_parts_of_a_split_quotation_are_marked(words: Words) -> None:
    found = context(words, samples.quote(kind=Kind.REPORTED), samples.shimada(), marks=[(0, 7), (18, 22)])
    assert "> **Shimada** said that **data** is" in found.text
    assert "-# In bold: the reported words." in found.text


async def test_a_passage_of_words_that_are_nobodys(words: Words) -> None:
    quote = samples.quote(kind=Kind.UNATTRIBUTED, speaker=None)
    found = context(words, quote, None)
    assert found.lines[0] == "### In context: Nobody named"
    assert "-# In bold: the statement." in found.text


async def test_a_note_without_wording_is_left_out(words: Words) -> None:
    assert "Notes" not in card(words, samples.forum(notes=[{}])).text


async def test_hosts_without_other_names(words: Words) -> None:
    plain = samples.forum()
    hosts = tuple(replace(host, names=()) for host in plain.record.hosts)
    record = replace(plain.record, hosts=hosts)
    assert "特定非営利活動法人" not in card(words, replace(plain, record=record), page=1).text
