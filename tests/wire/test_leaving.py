"""A server that removes the bot is forgotten; one that is out for a while is not."""

import asyncio

import pytest

from bot.journal import Journal
from bot.journal.preferences import Preference, Whose
from tests.wire.discord_server import DiscordServer


@pytest.mark.usefixtures("forum_bot")
async def test_only_a_server_that_removed_the_bot_is_forgotten(
    discord_server: DiscordServer, journal: Journal
) -> None:
    guild, gateway = discord_server.guild, discord_server.gateway
    await discord_server.command("quote")
    journal.prefer(Whose.GUILD, int(guild.id), Preference("ja"))
    gateway.dispatch("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild_id=guild.id)
    # What is asked after it is heard after it.
    await discord_server.command("quote")
    await journal.flush()
    assert (await journal.statistics(int(guild.id))).total == 2
    assert journal.preference(Whose.GUILD, int(guild.id)) == Preference("ja")
    gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild_id=guild.id)
    async with asyncio.timeout(60):
        while (await journal.statistics(int(guild.id))).total:
            pass
    assert journal.preference(Whose.GUILD, int(guild.id)) is None
