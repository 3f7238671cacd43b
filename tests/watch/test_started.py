"""`forum-bot run` with its health pages, as a whole process."""

import asyncio
import json
import socket
import sys
from pathlib import Path

import pytest

from bot import logs
from tests.wire.discord_server import DiscordServer
from tests.wire.program import environment


@pytest.mark.usefixtures("later_start")
async def test_a_taken_port_ends_it_before_it_logs_in(tmp_path: Path) -> None:
    async with DiscordServer() as server:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            own = {
                "FORUM_BOT_DISCORD__TOKEN": server.token,
                "FORUM_BOT_HEALTH__PORT": str(taken.getsockname()[1]),
            }
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env=environment(server, tmp_path, **own),
                stderr=asyncio.subprocess.PIPE,
            )
            async with asyncio.timeout(60):
                _, errors = await process.communicate()
        assert process.returncode == 78, errors
        assert b"Address already in use" in errors
        assert not server.requests


def test_an_answer_that_is_put_off_is_told_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    import logging  # noqa: PLC0415 - beside what it restores

    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.set_up(style="json")
        fmt = "Webhook ID %s is rate limited. Retrying in %.2f seconds."
        logging.getLogger("discord.webhook.async_").warning(fmt, 157, 0.5)
    finally:
        root.handlers[:], root.level = before
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "Discord puts an answer off (429); next try in 0.50 s"


def test_a_line_about_an_interaction_carries_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    import logging  # noqa: PLC0415 - beside what it restores

    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.set_up(style="json")
        where = {"reference": "ab12", "command": "quote", "guild_id": 5, "user_id": 9}
        try:
            raise ValueError("two\nlines")  # noqa: TRY301 - a traceback is what is wanted
        except ValueError:
            logging.getLogger("bot.cogs.reception").exception("failed", extra=where)
    finally:
        root.handlers[:], root.level = before
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["reference"], told["command"], told["guild_id"]) == ("ab12", "quote", 5)
    assert {"event", "level", "logger", "timestamp", "exception"} <= set(told)
    assert "user_id" not in told
