"""What is counted and timed, in a registry of its own."""

import asyncio
from collections.abc import Callable, Collection
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.journal.events import Outcome, Usage

OTHER: Final = "other"
"""The label of a command that is not ours: whoever makes up names must not make up time series."""

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""From an answer out of memory to the moment at which Discord stops waiting."""


class Metrics:
    """Everything that happens, counted. Each `observe…` costs microseconds and never raises."""

    def __init__(self, registry: CollectorRegistry, *, known: Callable[[], Collection[str]]) -> None:
        """`known` tells, once the bot has registered them, the names that may become labels."""
        self.registry = registry
        self._known = known
        self._timed: dict[tuple[str, Outcome], tuple[Counter, Histogram]] = {}
        self._served = Counter(
            "forum_bot_interactions",
            "Interactions that were answered or failed.",
            ["command", "outcome"],
            registry=registry,
        )
        self._latency = Histogram(
            "forum_bot_interaction_seconds",
            "From an interaction's arrival to its answer's acknowledgement.",
            ["command"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._suggested = Histogram(
            "forum_bot_autocomplete_seconds",
            "Finding the choices of one autocomplete.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._lag = Histogram(
            "forum_bot_event_loop_lag_seconds",
            "How much later than asked the event loop woke a sleeper.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._gateway = Counter(
            "forum_bot_gateway_events",
            "Sessions of shards begun (connect), taken up again (resume), broken off (disconnect).",
            ["event"],
            registry=registry,
        )
        self._archive = Gauge(
            "forum_bot_archive_info", "The records that are served, by hash.", ["hash"], registry=registry
        )
        self._quotes = Gauge("forum_bot_archive_quotes", "Quotes that may be drawn.", registry=registry)
        self._opened = Counter(
            "forum_bot_archive_opened",
            "Archives opened: one at the start, one at each reload.",
            registry=registry,
        )
        for event in ("connect", "resume", "disconnect"):
            self._gateway.labels(event)
        ProcessCollector(namespace="forum_bot", registry=registry)

    def observe(self, usage: Usage) -> None:
        """Count one interaction, as the journal records it."""
        key = usage.command, usage.outcome
        timed = self._timed.get(key)
        if timed is None:
            command = usage.command if usage.command in self._known() else OTHER
            timed = self._served.labels(command, usage.outcome.value), self._latency.labels(command)
            if command != OTHER:
                self._timed[key] = timed
        served, latency = timed
        served.inc()
        latency.observe(usage.latency_ms / 1000)

    def observe_choices(self, seconds: float) -> None:
        """Count one autocomplete."""
        self._suggested.observe(seconds)

    def archive_opened(self, records_hash: str, quotes: int) -> None:
        """Tell which records are served from now on."""
        self._archive.clear()
        self._archive.labels(records_hash).set(1)
        self._quotes.set(quotes)
        self._opened.inc()

    def gateway(self, event: str) -> None:
        """Count a change of the gateway's: connect, resume or disconnect."""
        self._gateway.labels(event).inc()

    async def time_the_loop(self, every: float = 0.5) -> None:
        """Measure, until cancelled, how late the event loop wakes; `every` in seconds."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + every
            await asyncio.sleep(every)
            self._lag.observe(max(0.0, loop.time() - due))
