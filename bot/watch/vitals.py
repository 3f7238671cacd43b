"""How the parts of a running bot are at this moment."""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.archive import Archive, Library
from bot.archive.entities import Pool
from bot.client import ForumBot
from bot.journal import Journal
from bot.watch.metrics import Metrics

STATE: Final = (
    "forum_bot_gateway_connected",
    "forum_bot_gateway_latency_seconds",
    "forum_bot_servers",
    "forum_bot_journal_lag_seconds",
    "forum_bot_journal_waiting_entries",
    "forum_bot_journal_failing",
    "forum_bot_uptime_seconds",
    "forum_bot_journal_dropped_entries_total",
    "forum_bot_turned_away_total",
    "forum_bot_build_info",
)
"""The samples that are read at each scrape."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part, and, where it is not ready, why."""

    name: str
    why: str | None = None

    def told(self) -> dict[str, Any]:
        """As `/health` tells it."""
        return {"ready": True} if self.why is None else {"ready": False, "why": self.why}


class Vitals(Collector):
    """Asked by `/health`, and by `/metrics` at each scrape."""

    def __init__(self, *, bot: ForumBot, journal: Journal, library: Library, metrics: Metrics) -> None:
        self._bot = bot
        self._journal = journal
        self._library = library
        self._metrics = metrics
        self._started = time.monotonic()
        self._connected = False
        library.tell(self._archive_opened)
        bot.add_listener(self._on_connect, "on_ready")
        bot.add_listener(self._on_resume, "on_resumed")
        bot.add_listener(self._on_disconnect, "on_disconnect")
        metrics.registry.register(self)

    def _archive_opened(self, archive: Archive) -> None:
        self._content = archive.content
        self._quotes = archive.quotes(Pool(), 0, 1).total
        self._metrics.archive_opened(self._content, self._quotes)

    async def _on_connect(self) -> None:
        self._connected = True
        self._metrics.gateway("connect")

    async def _on_resume(self) -> None:
        self._connected = True
        self._metrics.gateway("resume")

    async def _on_disconnect(self) -> None:
        # Also told of every failed try to come back, which breaks off nothing.
        if self._connected:
            self._metrics.gateway("disconnect")
        self._connected = False

    async def parts(self) -> tuple[Part, ...]:
        """Gateway, archive and journal."""
        gateway = None if self._connected else "not connected to Discord's gateway"
        return (Part("gateway", gateway), Part("archive", self._closed()), await self._unwritable())

    def _closed(self) -> str | None:
        try:
            with self._library.reading() as archive:
                archive.forums()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            return f"{type(error).__name__}: {error}"
        return None

    async def _unwritable(self) -> Part:
        if self._journal.failing:
            return Part("journal", f"cannot be written; {self._journal.waiting} entries wait")
        return Part("journal", None if await self._journal.writable() else "cannot be written")

    def counts(self) -> dict[str, Any]:
        """What `/health` tells beside its parts. Nothing secret."""
        return {
            "version": __version__,
            "uptime_seconds": round(time.monotonic() - self._started, 1),
            "records": {"hash": self._content, "quotes": self._quotes},
            "servers": len(self._bot.guilds),
            "gateway_latency_seconds": self._latency(),
            "journal": {
                "waiting": self._journal.waiting,
                "dropped": self._journal.dropped,
                "lag_seconds": round(self._journal.lag, 3),
            },
        }

    def _latency(self) -> float | None:
        # Before the first heartbeat discord.py tells of no number, or of an infinite one.
        latency = self._bot.latency
        return round(latency, 4) if self._connected and math.isfinite(latency) else None

    def describe(self) -> list[Metric]:
        """Nothing is asked while this is being registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """State that is read when somebody asks, not kept up to date at each change."""
        journal = self._journal
        latency = self._latency()
        for name, told, value in (
            ("gateway_connected", "1 while connected to Discord.", float(self._connected)),
            ("gateway_latency_seconds", "The last heartbeat's.", math.nan if latency is None else latency),
            ("servers", "Servers that the bot is in.", len(self._bot.guilds)),
            ("journal_lag_seconds", "Age of the oldest entry that is not written.", journal.lag),
            ("journal_waiting_entries", "Entries that are not written yet.", journal.waiting),
            ("journal_failing", "1 while the journal cannot be written.", float(journal.failing)),
            ("uptime_seconds", "Since the start.", time.monotonic() - self._started),
        ):
            yield GaugeMetricFamily(f"forum_bot_{name}", told, value)
        yield CounterMetricFamily("forum_bot_journal_dropped_entries", "Entries lost.", journal.dropped)
        away = CounterMetricFamily(
            "forum_bot_turned_away", "Asked too often, and got no answer.", labels=["limit"]
        )
        for limit, times in (self._bot.turnstile.turned_away if self._bot.turnstile else {}).items():
            away.add_metric([limit], times)
        yield away
        info = GaugeMetricFamily("forum_bot_build_info", "The program.", labels=["version"])
        info.add_metric([__version__], 1)
        yield info
