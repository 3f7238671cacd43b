"""Running an unmodified discord.py client against the stand-in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.wire.discord_server.server import DiscordServer

Move = Callable[[str, str], None]


def move(api_base: str, gateway: str) -> None:
    """Send discord.py's requests and connections there; its addresses are attributes of classes."""
    Route.BASE = api_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


@contextlib.contextmanager
def addressed(server: DiscordServer, move: Move = move) -> Iterator[None]:
    """Have discord.py speak to the stand-in, and to Discord again afterwards.

    `move` is what changes its addresses: a program's own setting for it, to try that too.
    """
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    move(server.api_base, server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@contextlib.asynccontextmanager
async def running(client: discord.Client, server: DiscordServer) -> AsyncIterator[None]:
    """Log a client in, wait until it is greeted, and in the end close it and wait until it is gone.

    What ends the client by itself, such as a refused token, is raised here.
    """
    greeted = len(server.gateway.identifies) + 1
    async with client:
        serving = asyncio.create_task(client.start(server.token), name="client")
        ready = asyncio.create_task(server.identified(greeted), name="greeting")
        try:
            await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
            if not serving.done():
                await ready
                yield
        finally:
            ready.cancel()
            await client.close()
            await asyncio.wait({serving, ready})
        await serving
