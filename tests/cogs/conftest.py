"""The real bot on the real records and a real journal, in a simulated Discord."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import discord
import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.archive import Archive, Library, open_archive
from bot.client import ForumBot
from bot.clock import utc_now
from bot.journal import Journal
from bot.shipped import shipped
from tests.support.catalogues import shipped_catalogues
from tests.support.journals import for_a_bot
from tests.support.openapi import body_violations


@dataclass(frozen=True)
class World:
    """A server with a member, its administrator, and the bot."""

    env: simcord.Env
    bot: ForumBot
    archive: Archive
    journal: Journal
    journal_file: Path
    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor
    administrator: MemberActor

    async def logged(self, columns: str) -> list[dict[str, object]]:
        """Rows of the usage log, oldest first, once everything accepted is written."""
        await self.journal.flush()
        engine = create_async_engine(f"sqlite+aiosqlite:///{self.journal_file}")
        async with engine.connect() as connection:
            rows = (await connection.execute(text("SELECT * FROM usage ORDER BY id"))).mappings()
            names = columns.split(", ")
            found = [{name: row[name] for name in names} for row in rows]
        await engine.dispose()
        return found


@pytest.fixture(scope="session")
def shipped_archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with await for_a_bot(tmp_path / "journal.sqlite3") as opened:
        yield opened


@pytest.fixture
async def world(shipped_archive: Archive, journal: Journal, tmp_path: Path) -> AsyncIterator[World]:
    bot = ForumBot(
        library=Library(shipped_archive),
        journal=journal,
        catalogues=shipped_catalogues(),
        clock=utc_now,
        random=Random(17),
    )
    # Not `simcord.run`: it enters a context variable that an async fixture leaves in another context.
    env = simcord.Env(bot, shard_count=1)
    await env.start()
    try:
        guild = env.create_guild("Forum")
        channel = guild.create_text_channel("forum")
        administrators = guild.create_role(
            "Administrators", permissions=discord.Permissions(manage_guild=True)
        )
        yield World(
            env=env,
            bot=bot,
            archive=shipped_archive,
            journal=journal,
            journal_file=tmp_path / "journal.sqlite3",
            guild=guild,
            channel=channel,
            member=guild.add_member(env.create_user("reader")),
            administrator=guild.add_member(env.create_user("keeper"), roles=[administrators]),
        )
    finally:
        await env.shutdown()
    env.raise_errors()
    for sent in env.http_requests:
        if sent.json is not None:
            assert body_violations(sent.method, sent.path, sent.json) == [], sent
