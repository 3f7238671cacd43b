"""Whoever reads many rows lets others have their turn."""

import asyncio

import pytest

from bot.journal.turns import in_turns


@pytest.mark.parametrize(("rows", "turns"), [(0, 0), (99, 0), (250, 2), (1_000, 10)])
async def test_others_have_their_turn_after_every_hundred(rows: int, turns: int) -> None:
    taken = 0

    async def other() -> None:
        nonlocal taken
        while True:
            taken += 1
            await asyncio.sleep(0)

    waiting = asyncio.create_task(other())
    assert [row async for row in in_turns(range(rows))] == [*range(rows)]
    assert taken == turns
    waiting.cancel()
