"""The parts of the bot put together and taken live: records, journal, client."""

import asyncio
import gc
import logging
from contextlib import AsyncExitStack
from random import SystemRandom
from typing import Final

import typer
from prometheus_client import CollectorRegistry

from bot.admission import verdict
from bot.archive import Renewal
from bot.archive.progress import on_terminal
from bot.attending import attending
from bot.callbacks import use_callbacks
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.turnstile import Turnstile
from bot.i18n import Catalogues
from bot.journal import Journal
from bot.journal.keys import load_or_create
from bot.lifetime import run
from bot.loop import new_loop
from bot.settings import Settings
from bot.ui.presses import Action
from bot.warming import warm
from bot.watch.health import listening, pages, timed
from bot.watch.metrics import Metrics
from bot.watch.vitals import Vitals

log = logging.getLogger(__name__)

SCOPES: Final = "bot+applications.commands"


def live(settings: Settings, token: str) -> None:
    """Serve until told to stop.

    NotAdmitted when Discord will never let us in; Unreachable while it cannot be reached.
    """
    use_api(str(settings.discord.api_base), str(settings.discord.gateway))
    use_callbacks()
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_live(settings, token))
    except Exception as error:
        told = verdict(error)
        if told is None:
            raise
        raise told from error


async def _live(settings: Settings, token: str) -> None:
    async with AsyncExitStack() as stack:
        renewal = Renewal.open(settings.records, settings.cache, on_terminal())
        stack.callback(renewal.library.close)
        keys = load_or_create(settings.secret_file())
        place = settings.journal_place()
        days = settings.journal.retention_days
        journal = await stack.enter_async_context(
            await Journal.open(place, keys=keys, clock=utc_now, retention_days=days)
        )
        catalogues = Catalogues.load()
        with renewal.library.reading() as archive:
            warm(archive, catalogues)
        metrics = Metrics(CollectorRegistry(), known=lambda: names(bot))
        bot = ForumBot(
            library=renewal.library,
            journal=journal,
            catalogues=catalogues,
            clock=utc_now,
            random=SystemRandom(),
            greet=invite,
            turnstile=Turnstile(settings.limits),
            observe=metrics.observe,
            observe_choices=metrics.observe_choices,
            shard_count=settings.discord.shard_count,
            shard_ids=settings.discord.shards(),
        )
        fresh = attending(renewal, watch=settings.records_watch, place=settings.control_place())
        await stack.enter_async_context(fresh)
        if settings.health.port is not None:
            vitals = Vitals(bot=bot, journal=journal, library=renewal.library, metrics=metrics)
            await stack.enter_async_context(timed(metrics))
            address = settings.health.host, settings.health.port
            port = await stack.enter_async_context(listening(pages(vitals, metrics), *address))
            log.info("health on http://%s:%d/health", settings.health.host, port)
        # What is here now stays: to look through it for rubbish, again and again, would hold up everybody.
        gc.collect()
        gc.freeze()
        await run(bot, token)


def names(bot: ForumBot) -> set[str]:
    """What a visit may be called: by a slash command, or by a button."""
    return {command.name for command in bot.commands_known()} | {action.name.lower() for action in Action}


def invite(application_id: int) -> None:
    """Print the links that bring the bot into a server, or to one's own account."""
    base = f"https://discord.com/oauth2/authorize?client_id={application_id}"
    typer.echo(f"Add it to a server:   {base}&integration_type=0&permissions=0&scope={SCOPES}")
    typer.echo(f"Add it to your apps:  {base}&integration_type=1&scope=applications.commands")
