"""The benchmark itself: every part of it runs, on very little, and asks what it says it asks."""

import json
import sys
from pathlib import Path

import pytest

from bot.records.check import check
from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import BARE, FLOOR, OURS
from tests.benchmarks.growth.__main__ import measure
from tests.benchmarks.growth.report import ROWS, markdown, pictured
from tests.benchmarks.growth.synthetic import Size
from tests.benchmarks.picture import picture
from tests.benchmarks.replies import Plan, compare, ratios
from tests.benchmarks.report import Found
from tests.benchmarks.seats import Seat, seated, surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's clocks of processes")

TINY = Plan(rounds=1, count=4, warm_up=2, at_once=2)


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
            assert measured[0].full.cpu_us > 0
    assert ratios(replies.results, Question.QUOTE)[0] > 0
    found = Found(replies)
    assert found.markdown().count(f"\n| {BARE} | ") == len(Question)
    assert json.loads(json.dumps(found.json()))["replies"]["results"][OURS]["/quote"]
    assert picture(replies).count("<rect") == 1 + 3 * len(Question)
    async with seated(BARE, around) as seat:
        await assert_same_cards(seat, json.loads(around.constants.read_text(encoding="utf-8")))


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
    found = [measure(Size(60, 12, 3), tmp_path)]
    assert found[0]["build"]["seconds"] > found[0]["answer"]["open_seconds"] > 0
    assert markdown(found).count("\n") == 2 + len(ROWS)
    assert pictured(found).count("<rect") == 1 + 3
    report = check(tmp_path / "records")
    assert report.problems == ()
    assert sum(len(records.quotes) for records in report.records) == 60
