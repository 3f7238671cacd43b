"""`/privacy` in a direct message, in every language: told, exported, stopped and deleted, nothing left."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.client import ForumBot
from bot.journal import Journal
from bot.ui.privacy import FILE, Wish
from tests.wire.discord_server import DiscordServer

HEADINGS = {
    "en-US": "What this bot keeps about you",
    "zh-CN": "机器人保存了关于您的哪些信息",
    "zh-TW": "機器人儲存了關於您的哪些資訊",
    "ja": "このボット",
}
TABLES = ("usage", "served", "draws", "preferences", "state")


@pytest.mark.parametrize("locale", HEADINGS)
async def test_all_that_is_kept_is_told_and_deleted(
    discord_server: DiscordServer, forum_bot: ForumBot, journal: Journal, tmp_path: Path, locale: str
) -> None:
    reader = discord_server.writing("reader", locale=locale)
    await reader.command("quote")
    await reader.command("search", text="AI " + "technology " * 12)
    card = await reader.command("privacy")
    assert HEADINGS[locale] in card.message.text
    exported = await reader.press(card.message, Wish.EXPORT.custom_id())
    kept = json.loads(exported.message.files[FILE])
    assert [use["command"] for use in kept["uses"]] == ["quote", "search", "privacy"]
    assert len(kept["drawn"]) == 1
    await reader.press(card.message, Wish.STOP.custom_id())
    sure = await reader.press(card.message, Wish.DELETE.custom_id())
    await reader.press(sure.message, Wish.DELETE_NOW.custom_id())
    assert await forum_bot.reception.idle(30)
    await journal.flush()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection:
        left = {
            table: connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours
            for table in TABLES
        }
    assert [name for name, *_ in left["state"] if not name.startswith(("commands:", "opted-out:"))] == []
    assert [left[table] for table in TABLES[:-1]] == [[], [], [], []]
