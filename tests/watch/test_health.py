"""`/health` and `/metrics` of a bot that is really connected, and of one that is not."""

import asyncio
import errno
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.archive import Archive, Library, open_archive
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.turnstile import Turnstile
from bot.journal import Journal
from bot.journal.events import Context, Outcome, Served, Surface, Usage
from bot.journal.keys import Keys
from bot.journal.writer import Pace
from bot.live import names
from bot.settings import LimitSettings
from bot.shipped import shipped
from bot.watch.address import NotListening
from bot.watch.health import listening, pages
from bot.watch.metrics import Metrics
from bot.watch.vitals import STATE, Vitals
from tests.support.catalogues import shipped_catalogues
from tests.support.forums import write_forum
from tests.wire.discord_server import DiscordServer
from tests.wire.discord_server.client import addressed, running

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def archive(cache: Path) -> Archive:
    return open_archive(shipped("data"), cache)


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    pace = Pace(linger=0.01, patience=0.05, busy=0.05)
    place = tmp_path / "journal.sqlite3"
    async with await Journal.open(place, keys=Keys(b"k" * 32), clock=utc_now, pace=pace) as opened:
        yield opened


class Watched:
    """A bot with its watch, and its pages at `base`."""

    def __init__(self, archive: Archive, journal: Journal) -> None:
        self.metrics = Metrics(CollectorRegistry(), known=lambda: names(self.bot))
        self.library = library = Library(archive)
        self.bot = ForumBot(
            library=library,
            journal=journal,
            catalogues=shipped_catalogues(),
            clock=utc_now,
            random=Random(17),
            turnstile=Turnstile(LimitSettings(user_per_minute=1, user_burst=3)),
            observe=self.metrics.observe,
            observe_choices=self.metrics.observe_choices,
        )
        self.vitals = Vitals(bot=self.bot, journal=journal, library=library, metrics=self.metrics)
        self.content = archive.content
        self.base = ""

    async def get(self, path: str, method: str = "GET") -> tuple[int, Any]:
        async with aiohttp.ClientSession() as session, session.request(method, self.base + path) as answer:
            return answer.status, await (answer.json() if answer.ok and path == "/health" else answer.text())

    async def values(self) -> dict[tuple[str, ...], float]:
        _, text = await self.get("/metrics")
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
async def watched(archive: Archive, journal: Journal) -> AsyncIterator[Watched]:
    made = Watched(archive, journal)
    async with listening(pages(made.vitals, made.metrics), "127.0.0.1", 0) as port:
        made.base = f"http://127.0.0.1:{port}"
        yield made
    await made.bot.close()


def usage(command: str, outcome: Outcome = Outcome.OK) -> Usage:
    return Usage(
        at=datetime(2026, 1, 1, tzinfo=UTC),
        command=command,
        surface=Surface.COMMAND,
        options={},
        forum=None,
        served=Served(),
        context=Context.GUILD,
        guild_id=1,
        channel_id=2,
        user_id=3,
        language="en",
        latency_ms=20.0,
        outcome=outcome,
    )


async def test_a_bot_that_is_not_connected_is_alive_and_not_ready(watched: Watched) -> None:
    assert (await watched.get("/health/live"))[0] == 200
    status, text = await watched.get("/health/ready")
    assert status == 503
    assert "not connected to Discord's gateway" in text


async def test_a_connected_bot_is_ready_and_counts(watched: Watched) -> None:
    async with DiscordServer() as server:
        with addressed(server, use_api):
            async with running(watched.bot, server):
                await watched.bot.wait_until_ready()
                await server.command("speaker", name="島田")
                hasty = server.person("reader")
                await hasty.autocomplete("speaker", "name", "shi")
                for _ in range(4):
                    await hasty.command("quote")
                status, told = await watched.get("/health")
                values = await watched.values()
                assert server.token not in str(told)
    assert status == 200
    assert told["ready"] is True
    assert told["records"] == {"hash": watched.content, "quotes": 17}
    assert values["forum_bot_gateway_connected",] == 1
    assert {name for name, *_ in values} >= set(STATE)
    assert values["forum_bot_interactions_total", "speaker", "ok"] == 1
    assert values["forum_bot_interaction_seconds_count", "speaker"] == 1
    assert values["forum_bot_turned_away_total", "user"] == 1
    assert values["forum_bot_turned_away_total", "guild"] == 0
    assert values["forum_bot_autocomplete_seconds_count",] == 1
    assert values["forum_bot_archive_info", watched.content] == 1
    assert values["forum_bot_process_resident_memory_bytes",] > 0


async def test_the_images_own_question_tells_what_is_not_ready(watched: Watched) -> None:
    """The container file's command as it stands, but for Python and the port."""
    text = (ROOT / "config" / "Containerfile").read_text(encoding="utf-8")
    _, code, question = json.loads(text.partition("HEALTHCHECK")[2].partition("CMD")[2].splitlines()[0])
    assert (code, question.count("8080")) == ("-c", 1)

    async def asked() -> tuple[int | None, str]:
        here = question.replace("8080", watched.base.rpartition(":")[2])
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", here, stdout=asyncio.subprocess.PIPE
        )
        told, _ = await process.communicate()
        return process.returncode, told.decode()

    code, told = await asked()
    assert (code, "not connected to Discord's gateway" in told) == (1, True)
    async with DiscordServer() as server:
        with addressed(server, use_api):
            async with running(watched.bot, server):
                await watched.bot.wait_until_ready()
                code, told = await asked()
    assert (code, json.loads(told)["ready"]) == (0, True)


async def test_a_locked_journal_is_told(watched: Watched, journal: Journal, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        status, text = await watched.get("/health/ready")
        journal.record(usage("quote"))
        assert journal.waiting == 1
        assert journal.lag > 0
        async with asyncio.timeout(60):
            while "1 entries wait" not in (await watched.get("/health/ready"))[1]:
                assert journal.waiting == 1
        assert (await watched.values())["forum_bot_journal_failing",] == 1
        other.execute("ROLLBACK")
    assert status == 503
    assert "cannot be written" in text
    await journal.flush()
    assert (journal.waiting, journal.lag, await journal.writable()) == (0, 0.0, True)


async def test_made_up_names_make_no_series(watched: Watched) -> None:
    for name in ("nonsense", "more nonsense"):
        watched.metrics.observe(usage(name))
    values = await watched.values()
    assert values["forum_bot_interactions_total", "other", "ok"] == 2
    assert not [key for key in values if "nonsense" in str(key)]


async def test_a_reload_leaves_one_archive(watched: Watched, tmp_path: Path) -> None:
    write_forum(tmp_path / "data" / "minato")
    with closing(open_archive(tmp_path / "data", tmp_path / "cache")) as other:
        watched.library.replace(other)
        values = await watched.values()
    assert ("forum_bot_archive_info", watched.content) not in values
    assert values["forum_bot_archive_info", other.content] == 1
    assert values["forum_bot_archive_quotes",] == 2
    assert values["forum_bot_archive_opened_total",] == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
async def test_only_get(watched: Watched, method: str) -> None:
    assert (await watched.get("/health/live", method))[0] == 405


async def test_a_port_that_is_taken(watched: Watched) -> None:
    port = int(watched.base.rsplit(":", 1)[1])
    with pytest.raises(NotListening) as refused:
        async with listening(pages(watched.vitals, watched.metrics), "127.0.0.1", port):
            pass
    assert refused.value.port == port
    assert refused.value.why == os.strerror(errno.EADDRINUSE)


async def test_a_closed_archive_is_told_and_a_failure_is_logged_with_its_keys(
    journal: Journal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive = open_archive(shipped("data"), tmp_path / "cache")
    made = Watched(archive, journal)
    async with DiscordServer() as server, listening(pages(made.vitals, made.metrics), "127.0.0.1", 0) as port:
        made.base = f"http://127.0.0.1:{port}"
        with addressed(server, use_api):
            async with running(made.bot, server):
                await made.bot.wait_until_ready()
                archive.close()
                exchange = await server.command("search", text="AI")
                status, text = await made.get("/health/ready")
                values = await made.values()
    (record,) = (each for each in caplog.records if each.message.startswith("interaction failed"))
    assert vars(record)["reference"] in exchange.message.text
    assert (vars(record)["command"], type(vars(record)["guild_id"])) == ("search", int)
    assert status == 503
    assert "the archive is closed" in text
    assert values["forum_bot_interactions_total", "search", "error"] == 1
