"""The parts of the bot put together and taken live: records, journal, client."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from bot.admission import verdict
from bot.archive import Library, Renewal
from bot.archive.apart import compile_beforehand
from bot.archive.derived import Derivation
from bot.archive.progress import on_terminal
from bot.attending import attending
from bot.callbacks import use_callbacks
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.turnstile import Turnstile
from bot.i18n import Catalogues
from bot.i18n.locales import lighten
from bot.i18n.traditional import in_bulk, method
from bot.journal import Journal
from bot.journal.beforehand import make_beforehand
from bot.journal.keys import load_or_create
from bot.lifetime import run
from bot.loop import new_loop, take_short_turns
from bot.settings import Health, Settings
from bot.tidying import in_small_steps
from bot.ui.presses import Action
from bot.warming import load_converter, warm_soon

if TYPE_CHECKING:
    from bot.watch.metrics import Metrics

log = logging.getLogger(__name__)

ANY: Final = 1
"""Bytes of records: whatever changes is read in a process of its own, and leaves nothing here."""
SCOPES: Final = "bot+applications.commands"


def live(settings: Settings, token: str) -> None:
    """Serve until told to stop.

    NotAdmitted when Discord will never let us in; Unreachable while it cannot be reached.
    """
    use_api(settings.discord.api_base, settings.discord.gateway)
    use_callbacks()
    derivation = Derivation(method(), in_bulk)
    lighten()
    catalogues = Catalogues.load(cache=settings.cache)
    also = None if catalogues.complete else catalogues.keep
    compile_beforehand(
        settings.records,
        settings.cache,
        derivation,
        told=on_terminal(),
        deriving_told=on_terminal(doing="Deriving Traditional Chinese"),
        also=also,
    )
    make_beforehand(settings.journal_place(), utc_now)
    take_short_turns()
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_live(settings, token, catalogues, derivation))
    except Exception as error:
        told = verdict(error)
        if told is None:
            raise
        raise told from error


async def _live(settings: Settings, token: str, catalogues: Catalogues, derivation: Derivation) -> None:
    async with AsyncExitStack() as stack:
        renewal = Renewal.open(
            settings.records, settings.cache, on_terminal(), large=ANY, derivation=derivation
        )
        stack.callback(renewal.library.close)
        keys = load_or_create(settings.secret_file())
        place = settings.journal_place()
        days = settings.journal.retention_days
        journal = await stack.enter_async_context(
            await Journal.open(place, keys=keys, clock=utc_now, retention_days=days)
        )
        with renewal.library.reading() as archive:
            load_converter(archive, catalogues)
        metrics = _metrics(known=lambda: names(bot)) if settings.health.port is not None else None
        bot = ForumBot(
            library=renewal.library,
            journal=journal,
            catalogues=catalogues,
            clock=utc_now,
            random=SystemRandom(),
            greet=invite,
            turnstile=Turnstile(settings.limits),
            observe=metrics.observe if metrics else None,
            observe_choices=metrics.observe_choices if metrics else None,
            shard_count=settings.discord.shard_count,
            shard_ids=settings.discord.shards(),
        )
        fresh = attending(renewal, watch=settings.records_watch, place=settings.control_place())
        await stack.enter_async_context(fresh)
        if metrics is not None:
            watched = _watched(settings.health, bot, journal, renewal.library, metrics)
            await stack.enter_async_context(watched)
        # What is here now stays. Looked through once, it would give back less than a megabyte.
        tidying = stack.enter_context(in_small_steps(busy=lambda: bot.reception.busy))
        bot.reception.when_quiet(tidying.quiet)
        warm_soon(bot, renewal.library, catalogues, tidying.loading)
        gc.enable()
        await run(bot, token)


def _metrics(known: Callable[[], Collection[str]]) -> "Metrics":
    # Only a bot that is asked how it is pays for it: the metrics and their web server take 6 MB.
    from prometheus_client import CollectorRegistry  # noqa: PLC0415

    from bot.watch.metrics import Metrics  # noqa: PLC0415

    return Metrics(CollectorRegistry(), known=known)


@asynccontextmanager
async def _watched(
    health: Health, bot: ForumBot, journal: Journal, library: Library, metrics: "Metrics"
) -> AsyncIterator[None]:
    from bot.watch.health import listening, pages, timed  # noqa: PLC0415 - likewise
    from bot.watch.vitals import Vitals  # noqa: PLC0415 - likewise

    assert health.port is not None  # noqa: S101 - without one, nothing is counted
    vitals = Vitals(bot=bot, journal=journal, library=library, metrics=metrics)
    async with timed(metrics), listening(pages(vitals, metrics), health.host, health.port) as port:
        log.info("health on http://%s:%d/health", health.host, port)
        yield


def names(bot: ForumBot) -> set[str]:
    """What a visit may be called: by a slash command, or by a button."""
    return {command.name for command in bot.commands_known()} | {action.name.lower() for action in Action}


def invite(application_id: int) -> None:
    """Print the links that bring the bot into a server, or to one's own account."""
    base = f"https://discord.com/oauth2/authorize?client_id={application_id}"
    sys.stdout.write(
        f"Add it to a server:   {base}&integration_type=0&permissions=0&scope={SCOPES}\n"
        f"Add it to your apps:  {base}&integration_type=1&scope=applications.commands\n"
    )
    sys.stdout.flush()
