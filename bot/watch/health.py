"""`/health` and `/metrics`: how the bot is, told over HTTP to machines of its own house."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from aiohttp import web
from prometheus_client import generate_latest

from bot.watch.address import NotListening
from bot.watch.metrics import Metrics
from bot.watch.vitals import Vitals

_METRICS: Final = "text/plain; version=0.0.4; charset=utf-8"
_OK, _UNAVAILABLE = 200, 503


def pages(vitals: Vitals, metrics: Metrics) -> web.Application:
    """GET and nothing else."""

    async def live(_: web.Request) -> web.Response:
        return _json({"live": True}, ready=True)

    async def ready(_: web.Request) -> web.Response:
        parts = await vitals.parts()
        good = all(part.why is None for part in parts)
        return _json({"ready": good, "parts": {part.name: part.told() for part in parts}}, ready=good)

    async def health(_: web.Request) -> web.Response:
        parts = await vitals.parts()
        good = all(part.why is None for part in parts)
        told = {"live": True, "ready": good, "parts": {part.name: part.told() for part in parts}}
        return _json(told | vitals.counts(), ready=good)

    async def scrape(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.registry), headers={"Content-Type": _METRICS})

    app = web.Application()
    for path, page in (
        ("/health/live", live),
        ("/health/ready", ready),
        ("/health", health),
        ("/metrics", scrape),
    ):
        app.router.add_get(path, page, allow_head=False)
    return app


def _json(told: dict[str, Any], *, ready: bool) -> web.Response:
    return web.json_response(
        told, status=_OK if ready else _UNAVAILABLE, headers={"Cache-Control": "no-store"}
    )


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve `app` in this event loop; gives the port. NotListening where the address is not to be had."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise NotListening(host, port, os.strerror(error.errno) if error.errno else str(error)) from error
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


@asynccontextmanager
async def timed(metrics: Metrics) -> AsyncIterator[None]:
    """Measure the event loop's lag meanwhile."""
    timing = asyncio.create_task(metrics.time_the_loop(), name="event loop lag")
    try:
        yield
    finally:
        timing.cancel()
        with suppress(asyncio.CancelledError):
            await timing
