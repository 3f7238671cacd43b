"""The bot's commands as Discord knows them: told when they changed, and again later where that failed."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

from bot.journal import Journal

log = logging.getLogger(__name__)

LONGEST_LIMIT: Final = 60.0
"""Seconds of a rate limit that are waited for while everything else waits too; a longer one is told."""

Pause = Callable[[float], Awaitable[object]]

_SOON: Final = 60.0
_LATE: Final = 3600.0
_PASSES: Final = (discord.RateLimited, discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError)


class Registration:
    """Registers a tree's commands. The bot goes live with what Discord has of them, whatever comes of it."""

    def __init__(
        self,
        *,
        tree: app_commands.CommandTree[Any],
        journal: Journal,
        wordings: str,
        always: bool = False,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """`wordings` changes with what the commands are called in any language.

        `always` is for a Discord that forgets what it was told, such as a simulated one.
        """
        self._tree = tree
        self._journal = journal
        self._wordings = wordings
        self._always = always
        self._pause = pause
        self._trying: asyncio.Task[None] | None = None

    async def keep(self, application_id: int | None) -> None:
        """Register what has changed since the last time, now or, while Discord is not well, later.

        What it refuses for good is raised.
        """
        # What a sync would be made of: to translate it, only to see that nothing has changed, takes 40 MB.
        definition = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        made_of = [definition, self._wordings]
        digest = hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
        name = f"commands:{application_id}"
        if not self._always and self._journal.state(name) == digest:
            log.info("commands unchanged, not synced")
            return
        if (wait := await self._sync(name, digest, _SOON)) is not None:
            again = self._again(name, digest, wait)
            self._trying = asyncio.create_task(again, name="register commands")

    def stop(self) -> None:
        """Try no more."""
        if self._trying is not None:
            self._trying.cancel()

    async def _again(self, name: str, digest: str, wait: float) -> None:
        longer, after = _SOON, wait
        while True:
            await self._pause(after)
            longer = min(longer * 2, _LATE)
            try:
                again = await self._sync(name, digest, longer)
            except Exception:
                # The bot is live, and nobody waits for this task to hear of it.
                log.exception("commands not synced; Discord goes on with those it has, until the next start")
                return
            if again is None:
                return
            after = again

    async def _sync(self, name: str, digest: str, wait: float) -> float | None:
        """Seconds after which to try again; None where it is done."""
        try:
            synced = await self._tree.sync()
        except _PASSES as error:
            if isinstance(error, discord.RateLimited):
                wait = error.retry_after
            why = str(error) or type(error).__name__
            told = "commands not synced (%s); Discord goes on with those it has, next try in %.0f s"
            log.warning(told, why, wait)
            return wait
        self._journal.set_state(name, digest)
        log.info("synced %d commands", len(synced))
        return None
