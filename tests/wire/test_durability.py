"""Killed under load, the bot has lost nothing that was answered more than a second before."""

import signal
from pathlib import Path

import pytest

from tests.wire.discord_server import DiscordServer
from tests.wire.durability import kill_under_load
from tests.wire.program import PATIENCE


@pytest.mark.unmeasured
@pytest.mark.usefixtures("later_start")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_what_was_answered_is_in_the_database(tmp_path: Path, number: signal.Signals) -> None:
    async with DiscordServer(patience=PATIENCE) as server:
        toll = await kill_under_load(server, tmp_path, number, count=600, per_second=200)
    assert toll.lost == 0, toll
    assert toll.old_enough > 0, toll
