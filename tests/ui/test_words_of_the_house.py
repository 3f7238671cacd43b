"""Help, questions back, apologies and statistics."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.archive.entities import Page
from bot.i18n import Catalogues, Words
from bot.journal.events import Count, Statistics
from bot.languages import Language
from bot.ui import presses
from bot.ui.cards import (
    CommandHelp,
    apology_card,
    gone_card,
    help_card,
    nearest_card,
    picker_card,
    statistics_card,
    unsaid_card,
)
from bot.ui.labels import (
    Option,
    forum_choice,
    forum_option,
    quote_name,
    speaker_choice,
    speaker_option,
    theme_choice,
    theme_option,
)
from bot.ui.presses import Action, Press
from tests.support.payload_reading import options_of
from tests.ui import samples
from tests.ui.conftest import Card

SPEAKER = Press(Action.SPEAKER, forum="bt-17", speaker="taro-shimada")
OPTIONS = [
    Option(Press(Action.SPEAKER, forum="bt-17", speaker=f"s{n}"), f"Somebody {n}", "role") for n in range(30)
]


async def test_help_shows_every_command_with_an_example(words: Words) -> None:
    commands = [
        CommandHelp("quote", "A sentence with its source", ("speaker", "theme")),
        CommandHelp("stats", "How this server uses the bot"),
    ]
    found = Card(help_card(words=words, commands=commands))
    assert "**/quote** `speaker` `theme`" in found.lines
    assert "A sentence with its source" in found.lines
    assert "-# For example `/quote speaker:Shimada theme:AI`" in found.lines
    assert found.lines[found.lines.index("**/stats**") + 1] == "How this server uses the bot"
    assert found.text.count("For example") == 1
    assert "What you can ask" in Card(help_card(words=words, commands=[])).text


async def test_a_picker_repeats_what_was_typed_harmlessly(words: Words) -> None:
    found = Card(picker_card("vice *president*\n# @everyone", options=OPTIONS[:2], words=words))
    assert found.lines == ["### Which one do you mean by “vice \\*president\\* # @\u200beveryone”?"]
    assert [(option["label"], option["description"]) for option in options_of(found.components)] == [
        ("Somebody 0", "role"),
        ("Somebody 1", "role"),
    ]
    assert [presses.parse(option["value"]) for option in options_of(found.components)] == [
        option.press for option in OPTIONS[:2]
    ]
    assert found.ids == [presses.PICKER]


async def test_a_picker_says_how_many_there_are_beside_those_it_holds(words: Words) -> None:
    assert (
        words("picker-more", count=3) in Card(picker_card("a", options=OPTIONS[:2], more=3, words=words)).text
    )
    assert words("picker-more", count=3) not in Card(picker_card("a", options=OPTIONS[:2], words=words)).text


async def test_a_picker_offers_no_more_than_a_menu_holds(words: Words) -> None:
    found = Card(picker_card("", options=[*OPTIONS, OPTIONS[0]], words=words))
    assert found.lines[0] == "### Which one do you mean?"
    assert len(options_of(found.components)) == 25
    assert "-# 5 more match: a few more letters narrow it down." in found.lines


async def test_nothing_found_offers_the_nearest_three(words: Words) -> None:
    found = Card(nearest_card("`Zzyzx`", options=OPTIONS, words=words))
    assert found.lines == ["### Nothing was found for “\\`Zzyzx\\`”", "These come nearest:"]
    assert list(found.buttons) == ["Somebody 0", "Somebody 1", "Somebody 2"]
    one = Card(nearest_card("x", options=OPTIONS[:1], words=words))
    assert "This comes nearest:" in one.lines


@pytest.mark.parametrize("text", ["", "  ", "\u202e\u200b"])
async def test_nothing_found_for_nothing_visible(words: Words, text: str) -> None:
    found = Card(nearest_card(text, options=[], words=words))
    assert found.lines == [
        "### Nothing was found",
        "Start typing a name and choose from the list that Discord shows.",
    ]


async def test_an_apology_has_its_reference(words: Words) -> None:
    assert "-# Reference: a1b2c3d4" in Card(apology_card("a1b2c3d4", words=words)).lines


async def test_what_has_gone_says_where_to_go_on(words: Words) -> None:
    assert "/quote" in Card(gone_card(words=words)).text


async def test_whom_nobody_quotes_is_named(words: Words) -> None:
    speaker, theme = samples.speaker(), samples.theme()
    of_one = Card(unsaid_card(speaker=speaker, theme=None, words=words))
    assert of_one.lines[1].startswith("No quote of Taro Shimada")
    assert "/quote" in of_one.text
    assert "under “" in Card(unsaid_card(speaker=speaker, theme=theme, words=words)).text
    assert "Taro" not in Card(unsaid_card(speaker=None, theme=theme, words=words)).text
    assert "/quote" not in Card(unsaid_card(speaker=None, theme=None, words=words)).text


def statistics() -> Statistics:
    return Statistics(
        total=1412,
        since=datetime(2026, 10, 25, 9, tzinfo=UTC),
        users=1,
        median_ms=3.4,
        commands=(Count("quote", 200), Count("another", 91)),
        outcomes=(Count("ok", 400), Count("no-match", 12)),
        quotes=(Count("bt-17/u08", 22), Count("bt-17/u99", 1)),
        speakers=(Count("bt-17/taro-shimada", 2),),
        themes=(Count("bt-17/trends", 3),),
        languages=(Count("en", 300), Count("tlh", 1)),
        unanswered=(Count("carbon *tax*", 1),),
        days=tuple((date(2026, 10, 25) + timedelta(n), n) for n in range(30)),
    )


async def test_statistics_name_what_was_asked_for(words: Words) -> None:
    names = {"bt-17/u08": "“Both China…", "bt-17/taro-shimada": "Taro Shimada", "bt-17/trends": "Trends"}
    found = Card(statistics_card(statistics(), names=names, picture="use.png", words=words))
    for line in (
        "1,412 answers for 1 person",
        "-# since October 25, 2026 · median answer in 3 ms",
        "**Asked by** /quote 200 · Another quote 91",
        "**Languages** English 300 · tlh 1",
        "**Outcomes** answered 400 · no match 12",
        "- “Both China… · 22 times",
        "- bt-17/u99 · once",
        "- Taro Shimada · twice",
        "- Trends · 3 times",
        "- carbon \\*tax\\* · once",
    ):
        assert line in found.lines, line
    pictures = [part for part in found.container["components"] if part["type"] == 12]
    assert pictures[0]["items"][0]["media"]["url"] == "attachment://use.png"
    assert "435 answers in all" in pictures[0]["items"][0]["description"]


async def test_statistics_before_any_use(words: Words) -> None:
    empty = Statistics(total=0, since=None, users=0, median_ms=None)
    found = Card(statistics_card(empty, names={}, picture=None, words=words))
    assert found.lines == ["### How this bot is used here", "Nothing has been asked yet."]


async def test_statistics_without_a_median(words: Words) -> None:
    some = Statistics(total=1, since=datetime(2026, 1, 1, tzinfo=UTC), users=2, median_ms=None)
    found = Card(statistics_card(some, names={}, picture=None, words=words))
    assert found.lines[1:] == ["1 answer for 2 people", "-# since January 1, 2026"]


def test_records_by_name(words: Words) -> None:
    speaker, theme, forum = samples.shimada(), samples.theme(), samples.forum()
    assert speaker_choice(speaker, words) == "Taro Shimada · 島田太郎 · Toshiba corporation"
    assert theme_choice(theme, words) == "Novel trends and scenarios of digital economy"
    assert forum_choice(forum, words) == "17th Beijing-Tokyo Forum"
    assert speaker_option(speaker, SPEAKER, words) == Option(
        SPEAKER, "Taro Shimada · 島田太郎", "Senior VP of Toshiba corporation"
    )
    assert theme_option(theme, SPEAKER, words).description == "2 quotes by 1 speaker"
    assert forum_option(forum, SPEAKER, words).description == "Oct 25\u2009–\u200926, 2021"
    assert quote_name(samples.quote(), words).startswith("“Both China and Japan")


def test_records_by_name_for_readers_of_japanese(catalogues: Catalogues) -> None:
    words = catalogues.words(Language.JA)
    assert theme_choice(samples.theme(), words) == "AIと新潮流"
    unlabelled = samples.theme()
    record = replace(unlabelled.record, label={})
    assert theme_choice(type(unlabelled)(unlabelled.key, "bt-17", record, 0, ()), words) == (
        "Novel trends and scenarios of digital economy"
    )
    assert quote_name(samples.quote(), words) == "「中国と日本は取り組んでいる。」"


def test_pages_are_counted_from_their_size() -> None:
    assert Page((), 0, 5, 0).count == 1
