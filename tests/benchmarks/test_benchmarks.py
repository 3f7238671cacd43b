"""The benchmark itself: every part of it runs, on very little, and asks what it says it asks."""

import json
import sys
from functools import partial
from pathlib import Path

import pytest

from bot.records.check import check
from tests.benchmarks.asking import Matter, Question
from tests.benchmarks.contestants import BARE, FLOOR, OURS, ours
from tests.benchmarks.everything import everything
from tests.benchmarks.growth.__main__ import compiled, measure
from tests.benchmarks.growth.report import ROWS, markdown, pictured
from tests.benchmarks.growth.synthetic import Size
from tests.benchmarks.holds import holds
from tests.benchmarks.memory import Memory
from tests.benchmarks.picture import picture
from tests.benchmarks.processes import Cores
from tests.benchmarks.readme import README, NoPlaceError, publish
from tests.benchmarks.replies import Plan, compare, ratios
from tests.benchmarks.report import Found
from tests.benchmarks.seats import Seat, seated, seated_with, surroundings
from tests.benchmarks.shards.measuring import PLAIN, take_in
from tests.benchmarks.shards.population import Population
from tests.benchmarks.shards.report import markdown as markdown_of_shards
from tests.benchmarks.starts import Starts

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's clocks of processes"),
    pytest.mark.unmeasured,
]

TINY = Plan(rounds=1, count=300, warm_up=20, at_once=2)


@pytest.mark.usefixtures("later_start")
async def test_every_bot_answers_and_the_report_tells_of_all(tmp_path: Path) -> None:
    around = await surroundings(tmp_path)
    told: list[str] = []
    replies = await compare((BARE, FLOOR), [*Question], TINY, around, told.append)
    assert not replies.missing
    assert set(replies.results) == {OURS, BARE, FLOOR}
    for by_question in replies.results.values():
        for measured in by_question.values():
            assert [one.full.answered for one in measured] == [TINY.count]
            assert [one.half.answered for one in measured] == [TINY.count]
    # The kernel may count a handful of replies as nothing: hundreds it does not.
    assert all(measured[0].full.cpu_us > 0 for measured in replies.results[OURS].values())
    assert ratios(replies.results, Question.QUOTE)[0] > 0
    found = Found(replies)
    assert found.markdown().count(f"\n| {BARE} | ") == len(Question)
    assert json.loads(json.dumps(found.json()))["replies"]["results"][OURS]["/quote"]
    assert found.markdown().count(f"\n{FLOOR} takes, of our processor time: ") == 1
    assert_published(found, tmp_path / "README.md")
    assert picture(replies).count("<rect") == 1 + 3 * len(Question)
    async with seated(BARE, around) as seat:
        await assert_same_cards(seat, json.loads(around.constants.read_text(encoding="utf-8")))


@pytest.mark.usefixtures("later_start")
async def test_the_loop_is_watched_while_every_command_is_used(tmp_path: Path) -> None:
    around = await surroundings(tmp_path)
    found = await holds(5, around)
    assert found["callbacks"] > found["held"] >= found["held_cpu"]
    assert min(found["longest_ms"], found["longest_cpu_ms"]) > 0


@pytest.mark.usefixtures("later_start")
async def test_every_command_is_used_but_those_that_settle_something(tmp_path: Path) -> None:
    async with seated_with(ours, OURS, tmp_path, Cores.free()) as seat:
        seat.about(Matter(names=("",), beginnings=("",)))
        await seat.load.full(Question.QUOTE, 1, at_once=1)
        known = {command["name"] for command in seat.discord.commands.all() if command["type"] == 1}
    asked = {data["name"] for data in everything(("Taro Shimada", "Liu Song"))}
    assert known - asked == {"language", "settings"}
    assert asked <= known


def assert_published(found: Found, readme: Path) -> None:
    """Every row of the README's table has our ratio, and the text around it stays."""
    found.starts = Starts([3.0], {OURS: [2.0], BARE: [1.0]}, {"--help": [0.15], "check": [0.3]})
    found.memory = {OURS: Memory(9, [80.0, 82.0]), BARE: Memory(9, [50.0, 51.0])}
    found.holds = {"longest_cpu_ms": 2.5}
    readme.write_text("before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n", encoding="utf-8")
    publish(found, readme)
    publish(found, readme)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    told = {
        row[0]: row[3]
        for row in (line.strip("| ").split(" | ") for line in text.splitlines() if line.count(" | ") == 4)
    }
    assert "\n| start to the first answer | 2.00 |  |\n| memory once warm | 1.60 |  |\n" in text
    assert told["start to the first answer, s"] == "2.00"
    assert told["memory once warm, MB"] == "1.60"
    assert told["event loop held at most, ms"] == "0.50 of the aim"
    assert told["`forum-bot --help`, s"] == told["`forum-bot check`, s"] == "0.50 of the aim"
    assert sum(name.endswith("CPU µs") for name in told) == len(Question)
    readme.write_text("no place", encoding="utf-8")
    with pytest.raises(NoPlaceError):
        publish(found, readme)


def test_the_readme_has_a_place_for_its_figures() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("<!-- figures -->\n") == text.count("<!-- end of figures -->") == 1


async def assert_same_cards(seat: Seat, constants: dict[str, list[object]]) -> None:
    """The bare bot sends what our bot sent, to the letter."""
    seat.load.keep = True
    for question, name in ((Question.QUOTE, "quote"), (Question.SPEAKER, "speaker")):
        seat.load.bodies.clear()
        await seat.load.full(question, 1, at_once=1)
        assert json.loads(seat.load.bodies[0])["data"]["components"] == constants[name]
    seat.load.bodies.clear()
    await seat.load.full(Question.AUTOCOMPLETE, 1, at_once=1)
    assert json.loads(seat.load.bodies[0])["data"]["choices"] == constants["choices"]


def test_growth_is_measured_at_a_size_and_the_records_are_right(tmp_path: Path) -> None:
    smallest = compiled(Size(20, 6, 1), tmp_path / "few")
    found = [measure(Size(60, 12, 3), tmp_path, smallest)]
    assert found[0]["beside"]["draw"] > 0
    assert found[0]["build"]["seconds"] > found[0]["answer"]["open_seconds"] > 0
    assert markdown(found).count("\n") == 2 + len(ROWS)
    assert pictured(found).count("<polyline") == 7
    report = check(tmp_path / "records")
    assert report.problems == ()
    assert sum(len(records.quotes) for records in report.records) == 60


@pytest.mark.parametrize("bot", [OURS, PLAIN])
async def test_shards_are_filled_with_servers_and_what_that_costs_is_told(bot: str, tmp_path: Path) -> None:
    population = Population()
    take = partial(take_in, bot, population=population, folder=tmp_path / bot, cores=Cores.free())
    found = [await take(shards=shards, each=each) for shards, each in ((1, 0), (2, 0), (2, 3))]
    assert [one.servers for one in found] == [0, 0, 6]
    assert all(one.resident_mb > 20 and one.seconds > 0 for one in found)
    assert [one.held_ms is None for one in found] == [bot == OURS] * 3
    assert markdown_of_shards(found, population.bytes_each).count(f"\n| {bot} | ") == 3 + 1


async def test_servers_are_told_as_discord_tells_them() -> None:
    population = Population()
    guilds = population.ids(3, 1, 2)
    assert len({*guilds}) == 3
    for guild in guilds:
        assert (int(guild) >> 22) % 2 == 1
        told = json.loads(population.told(guild))
        assert told["id"] == told["roles"][0]["id"] == guild
        assert len({channel["id"] for channel in told["channels"]}) == len(told["channels"]) >= 30
