"""Records edited while `try` runs: taken over, or told."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.attending import attending
from bot.local.world import World, world
from bot.settings import JournalSettings, Settings
from tests.support.forums import QUOTES, write_forum
from tests.support.payload_reading import text_of

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_forum(tmp_path / "data" / "minato")


def settings_of(folder: Path) -> Settings:
    state = folder.parent.parent
    return Settings(
        records=folder.parent, cache=state / "cache", journal=JournalSettings(folder=state / "state")
    )


async def said(simulated: World) -> str:
    result = await simulated.keeper.slash(simulated.channel, "quote", speaker="鈴木")
    assert result.response is not None
    return text_of(result.response.components)


@pytest.mark.parametrize("watch", [0.01, 0.0])
async def test_what_is_saved_is_what_is_said(folder: Path, watch: float) -> None:
    async with (
        world(settings_of(folder)) as simulated,
        attending(simulated.renewal, watch=watch),
        asyncio.timeout(PATIENCE),
    ):
        assert "ships go electric" in await said(simulated)
        anew = {**QUOTES[1], "translations": {"en": "ships sail again", "zh-Hans": "x"}}
        write_forum(folder, quotes=[QUOTES[0], anew])
        if not watch:
            os.kill(os.getpid(), signal.SIGHUP)
        while "ships sail again" not in await said(simulated):
            pass


async def test_what_is_wrong_and_what_was_taken_over_is_told_where_try_was_started(folder: Path) -> None:
    state = folder.parent.parent
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--no-open"),
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "FORUM_BOT_RECORDS": str(folder.parent),
            "FORUM_BOT_RECORDS_WATCH": "0.05",
            "FORUM_BOT_CACHE": str(state / "cache"),
            "FORUM_BOT_JOURNAL__FOLDER": str(state / "state"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        await process.stdout.readline()
        write_forum(folder, quotes=[{**QUOTES[0], "speaker": "nobody"}, QUOTES[1]])
        assert b"quotes.yaml:" in await process.stderr.readline()
        anew = {**QUOTES[1], "translations": {"en": "ships sail again", "zh-Hans": "x"}}
        write_forum(folder, quotes=[QUOTES[0], anew])
        while b"quotes: 1 changed" not in (line := await process.stderr.readline()):
            assert b" records: " in line
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert process.returncode == 0
