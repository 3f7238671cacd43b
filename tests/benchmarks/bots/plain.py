"""discord.py's auto-sharded bot as it comes: default intents and caches, one command, a watch on its loop.

Only the five seconds between two identifies are left out: this Discord lets all shards in at once.
"""

import asyncio
import os
import signal
from contextlib import suppress
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.benchmarks.bots.watch import watching


@app_commands.command(description="A quote")
async def quote(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("A quote")


class Plain(commands.AutoShardedBot):
    """Registers its command and waits."""

    async def setup_hook(self) -> None:
        self.tree.add_command(quote)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait."""


async def main() -> None:
    """Serve until told to stop."""
    Route.BASE = os.environ["BENCHMARK_API"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["BENCHMARK_GATEWAY"])
    async with Plain(command_prefix="!", intents=discord.Intents.default()) as bot:
        serving = asyncio.create_task(bot.start(os.environ["BENCHMARK_TOKEN"]))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
        with suppress(asyncio.CancelledError):
            await serving


if __name__ == "__main__":
    with watching():
        asyncio.run(main())
