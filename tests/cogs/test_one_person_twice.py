"""A person who spoke at two forums: every list says which of the two a line means."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from bot import limits
from bot.archive import Archive, Library, open_archive
from bot.cogs.answers import Answer, Asked
from bot.cogs.choices import Choices
from bot.cogs.kept import Kept
from bot.cogs.questions import Questions
from bot.cogs.searches import Searches
from bot.i18n import Catalogues, Words
from bot.journal import Journal
from bot.languages import Language
from bot.ui.labels import told_apart
from bot.ui.presses import Search
from tests.support.forums import FORUM, SOURCE, write_forum
from tests.support.payload_reading import buttons_of, options_of, text_of
from tests.support.payloads import message_of

THIRD, FOURTH = "3rd Minato Meeting", "4th Minato Meeting"


@pytest.fixture
def words() -> Words:
    return Catalogues.load().words(Language.EN)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    again = {
        **FORUM,
        "id": "minato-4",
        "name": {"printed": "第4回みなと会議", "translations": {"en": FOURTH, "zh-Hans": "第四届港口会议"}},
        "edition": {"printed": "第4回", "translations": {"en": "4th", "zh-Hans": "第四届"}},
    }
    write_forum(tmp_path / "data" / "minato-3")
    write_forum(
        tmp_path / "data" / "minato-4",
        forum=again,
        source=SOURCE.replace("第3回みなと会議", "第4回みなと会議"),
    )
    opened = open_archive(tmp_path / "data", tmp_path / "cache")
    yield opened
    opened.close()


async def test_a_picker_tells_them_apart(archive: Archive, words: Words) -> None:
    asked = Asked(archive=archive, words=words, own=words, place="", private=True)
    answer = await Questions().speaker("佐藤花子", asked)
    assert isinstance(answer, Answer)
    options = options_of(message_of(answer.view)["components"])
    assert [option["label"] for option in options] == [f"佐藤花子 · {THIRD}", f"佐藤花子 · {FOURTH}"]


async def test_so_do_the_buttons_of_the_nearest(archive: Archive, words: Words) -> None:
    asked = Asked(archive=archive, words=words, own=words, place="", private=True)
    answer = await Questions().speaker("佐藤次郎", asked)
    assert isinstance(answer, Answer)
    labels = [*buttons_of(message_of(answer.view)["components"])]
    assert f"佐藤花子 · {THIRD}" in labels
    assert f"佐藤花子 · {FOURTH}" in labels


async def test_so_does_autocomplete(archive: Archive, words: Words) -> None:
    choices = Choices(library=Library(archive), own=lambda _interaction, _archive: words)
    found = await choices.speakers(cast("Any", None), "佐藤")
    assert [(choice.name, choice.value) for choice in found] == [
        (f"佐藤花子 · Minato University · {THIRD}", "minato-3/sato-hanako"),
        (f"佐藤花子 · Minato University · {FOURTH}", "minato-4/sato-hanako"),
    ]


async def test_hits_say_of_which_forum_they_are(archive: Archive, words: Words, journal: Journal) -> None:
    asked = Asked(archive=archive, words=words, own=words, place="", private=True)
    answer = await Searches(kept=Kept(journal=journal)).answer(Search("海は街の入口"), asked)
    lines = text_of(message_of(answer.view)["components"]).splitlines()
    assert [line.rpartition(" · ")[2] for line in lines if "佐藤花子" in line] == [THIRD, FOURTH]


def test_only_what_says_the_same_of_different_forums_is_lengthened() -> None:
    names = {"a": "First", "b": "Second"}.__getitem__
    assert told_apart(["x", "y"], ["a", "b"], names, 20) == ["x", "y"]
    assert told_apart(["x", "x"], ["a", "a"], names, 20) == ["x", "x"]
    assert told_apart(["x", "x"], ["a", "b"], lambda _: "x", 20) == ["x", "x"]
    assert told_apart(["x", "y", "x"], ["a", "a", "b"], names, 20) == ["x · First", "y", "x · Second"]


def test_the_forum_stays_to_be_seen_however_long_a_name_is() -> None:
    found = told_apart(["n" * 100] * 2, ["a", "b"], lambda key: "F" * 40 + key, limits.CHOICE_NAME)
    assert len({*found}) == 2
    assert [len(label) for label in found] == [limits.CHOICE_NAME] * 2
