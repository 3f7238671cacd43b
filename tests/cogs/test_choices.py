"""Autocomplete on every option."""

import pytest

from bot import limits
from tests.cogs.conftest import World
from tests.cogs.test_commands import shown
from tests.support.payload_reading import text_of


@pytest.mark.parametrize(
    ("command", "option", "expected"),
    [
        ("quote", "speaker", 9),
        ("quote", "theme", 4),
        ("speaker", "name", 9),
        ("theme", "name", 4),
        ("forum", "name", 1),
    ],
)
async def test_empty_input_gives_a_useful_first_list(
    world: World, command: str, option: str, expected: int
) -> None:
    choices = await world.member.autocomplete(world.channel, command, option, "")
    assert len(choices) == expected
    assert all(0 < len(choice["name"]) <= limits.CHOICE_NAME for choice in choices)
    assert all(len(choice["value"]) <= limits.CHOICE_VALUE for choice in choices)


@pytest.mark.parametrize("typed", ["島田", "岛田", "ｼﾏﾀﾞ", "shima", "taro sh", "toshib"])
async def test_names_match_in_any_script(world: World, typed: str) -> None:
    choices = await world.member.autocomplete(world.channel, "speaker", "name", typed)
    assert choices[0]["value"] == "beijing-tokyo-17/taro-shimada"


@pytest.mark.parametrize(
    "typed", ["*" * 4000, "NEAR(", '"', "🦊", "\u202egnos", "'; DROP TABLE quotes;--", "\0"]
)
async def test_no_input_is_an_error(world: World, typed: str) -> None:
    for command, option in (("quote", "speaker"), ("quote", "theme"), ("speaker", "name"), ("forum", "name")):
        choices = await world.member.autocomplete(world.channel, command, option, typed)
        assert len(choices) <= limits.AUTOCOMPLETE_CHOICES


async def test_a_chosen_theme_narrows_the_speakers(world: World) -> None:
    choices = await world.member.autocomplete(
        world.channel, "quote", "speaker", "", theme="beijing-tokyo-17/ai-and-trends"
    )
    assert len(choices) == 3


async def test_a_chosen_speaker_narrows_the_themes(world: World) -> None:
    choices = await world.member.autocomplete(
        world.channel, "quote", "theme", "", speaker="beijing-tokyo-17/liu-song"
    )
    assert len(choices) == 2


async def test_a_choice_that_led_to_an_answer_is_logged_as_one(world: World) -> None:
    (choice,) = await world.member.autocomplete(world.channel, "speaker", "name", "yamazaki")
    answer = await world.member.slash(world.channel, "speaker", name=choice["value"])
    assert "Tatsuo Yamasaki" in text_of(shown(answer))
    (row,) = await world.logged("surface, outcome")
    assert row == {"surface": "autocomplete", "outcome": "ok"}
