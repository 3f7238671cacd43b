"""Under load, whatever happens to the journal's file: everybody is answered, and written down."""

from pathlib import Path

import pytest

from tests.wire.outages import shared, suffer


@pytest.mark.usefixtures("later_start")
async def test_other_processes_that_come_and_go_cost_nothing(tmp_path: Path) -> None:
    damage = await suffer(shared, tmp_path, seconds=0.6, per_second=50)
    assert damage.answered == damage.asked, damage
    assert (damage.lost, damage.dropped, damage.aside) == (0, 0, 0), damage
