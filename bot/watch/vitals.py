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
from bot.gateway.attendance import spans
from bot.journal import Journal
from bot.watch.metrics import Metrics

STATE: Final = (
    "forum_bot_gateway_connected",
    "forum_bot_gateway_latency_seconds",
    "forum_bot_gateway_shard_connected",
    "forum_bot_gateway_shard_latency_seconds",
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
        library.tell(self._archive_opened)
        for listener, event in (
            (self._on_connect, "on_shard_connect"),
            (self._on_resume, "on_shard_resumed"),
            (self._on_disconnect, "on_shard_disconnect"),
        ):
            bot.add_listener(listener, event)
        metrics.registry.register(self)

    def _archive_opened(self, archive: Archive) -> None:
        self._content = archive.content
        self._quotes = archive.quotes(Pool(), 0, 1).total
        self._metrics.archive_opened(self._content, self._quotes)

    async def _on_connect(self, _: int) -> None:
        self._metrics.gateway("connect")

    async def _on_resume(self, _: int) -> None:
        self._metrics.gateway("resume")

    async def _on_disconnect(self, _: int) -> None:
        self._metrics.gateway("disconnect")

    async def parts(self) -> tuple[Part, ...]:
        """Gateway, archive and journal."""
        gateway = Part("gateway", self._disconnected())
        return (gateway, Part("archive", self._closed()), await self._unwritable())

    def _disconnected(self) -> str | None:
        here = self._bot.attendance
        if here.complete:
            return None
        if len(here.expected) <= 1:
            return "not connected to Discord's gateway"
        return f"{len(here.connected)} of {len(here.expected)} shards are connected; away: {spans(here.away)}"

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
            "shards": {
                "connected": len(self._bot.attendance.connected),
                "expected": len(self._bot.attendance.expected),
                "total": self._bot.attendance.total,
            },
            "journal": {
                "waiting": self._journal.waiting,
                "dropped": self._journal.dropped,
                "lag_seconds": round(self._journal.lag, 3),
            },
        }

    def _latency(self) -> float | None:
        return max(self._latencies().values(), default=None)

    def _latencies(self) -> dict[int, float]:
        # Before the first heartbeat discord.py tells of an infinite one.
        here = self._bot.attendance.connected
        return {
            shard: round(latency, 4)
            for shard, latency in self._bot.latencies
            if shard in here and math.isfinite(latency)
        }

    def describe(self) -> list[Metric]:
        """Nothing is asked while this is being registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """State that is read when somebody asks, not kept up to date at each change."""
        journal = self._journal
        latency = self._latency()
        for name, told, value in (
            ("gateway_connected", "1 while every shard is connected.", float(self._bot.attendance.complete)),
            ("gateway_latency_seconds", "Slowest heartbeat.", math.nan if latency is None else latency),
            ("servers", "Servers that the bot is in.", len(self._bot.guilds)),
            ("journal_lag_seconds", "Age of the oldest entry that is not written.", journal.lag),
            ("journal_waiting_entries", "Entries that are not written yet.", journal.waiting),
            ("journal_failing", "1 while the journal cannot be written.", float(journal.failing)),
            ("uptime_seconds", "Since the start.", time.monotonic() - self._started),
        ):
            yield GaugeMetricFamily(f"forum_bot_{name}", told, value)
        yield from self._shards()
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

    def _shards(self) -> Iterator[Metric]:
        connected = GaugeMetricFamily(
            "forum_bot_gateway_shard_connected", "1 while this shard is connected.", labels=["shard"]
        )
        latency = GaugeMetricFamily(
            "forum_bot_gateway_shard_latency_seconds", "This shard's last heartbeat.", labels=["shard"]
        )
        here, latencies = self._bot.attendance, self._latencies()
        for shard in here.expected:
            connected.add_metric([str(shard)], float(shard in here.connected))
            latency.add_metric([str(shard)], latencies.get(shard, math.nan))
        yield connected
        yield latency
