"""Faults to be added to the server, one by one, each for the requests that it is meant for."""

import asyncio
from fnmatch import fnmatchcase

from aiohttp import web

from tests.wire.discord_server import errors
from tests.wire.discord_server.changes import Changes
from tests.wire.discord_server.errors import ApiError


class Fault:
    """Something that goes wrong with a request. The next `times` that match meet it; None: all of them.

    `on` is a pattern of shell style over `METHOD /route`, the route as Discord's documentation writes it:
    `POST /interactions/*/callback`, `* /webhooks/*`; the gateway's handshake is `GET /`, or `GET /resume`.
    """

    def __init__(self, on: str = "*", *, times: int | None = 1, after: bool = False) -> None:
        self.on = on
        self.times = times
        self.after = after
        """Strikes when the work is done: what is lost is the answer."""
        self.met = 0

    def matches(self, request: str) -> bool:
        """Whether it is this request's turn."""
        return (self.times is None or self.met < self.times) and fnmatchcase(request, self.on)

    async def strike(self, request: web.Request) -> None:
        """Raise what the request is to meet, or return and let it go on."""
        raise NotImplementedError


class Refuse(Fault):
    """Discord refuses: `Refuse(ApiError(403, 50013, "Missing Permissions"), "POST /webhooks/*")`."""

    def __init__(self, error: ApiError, on: str = "*", *, times: int | None = 1, after: bool = False) -> None:
        super().__init__(on, times=times, after=after)
        self.error = error

    async def strike(self, request: web.Request) -> None:
        del request
        raise self.error


class Broken(Refuse):
    """Something is broken at Discord's: a status of 500 and more."""

    def __init__(
        self, status: int = 500, on: str = "*", *, times: int | None = 1, after: bool = False
    ) -> None:
        super().__init__(
            ApiError(status, 0, f"{status}: Internal Server Error"), on, times=times, after=after
        )


class RateLimited(Refuse):
    """429, with the seconds after which to try again. `scope`: `user`, `shared` or `global`."""

    def __init__(
        self, retry_after: float, on: str = "*", *, times: int | None = 1, scope: str = "user"
    ) -> None:
        super().__init__(errors.rate_limited(retry_after, scope), on, times=times)


class Slow(Fault):
    """The network takes its time: seconds of the machine's clock."""

    def __init__(
        self, seconds: float, on: str = "*", *, times: int | None = None, after: bool = False
    ) -> None:
        super().__init__(on, times=times, after=after)
        self.seconds = seconds

    async def strike(self, request: web.Request) -> None:
        del request
        await asyncio.sleep(self.seconds)


class Held(Fault):
    """Requests wait until `release` is called: a slow network without a clock."""

    def __init__(self, on: str = "*", *, times: int | None = None, after: bool = False) -> None:
        super().__init__(on, times=times, after=after)
        self._released = asyncio.Event()

    def release(self) -> None:
        """Let everything go on, now and from now on."""
        self.times = 0
        self._released.set()

    async def strike(self, request: web.Request) -> None:
        del request
        await self._released.wait()


class LineCutError(Exception):
    """There is nobody left to answer."""


class Cut(Fault):
    """The line is cut: the client gets no answer at all."""

    async def strike(self, request: web.Request) -> None:
        assert request.transport is not None
        request.transport.abort()
        raise LineCutError


class Faults:
    """The faults that are to come."""

    def __init__(self, *, changes: Changes, patience: float) -> None:
        self._faults: list[Fault] = []
        self._changes = changes
        self._patience = patience

    def add(self, fault: Fault) -> Fault:
        """Have this happen, after the faults that were added before."""
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Let nothing more happen; what is held goes on."""
        for fault in self._faults:
            if isinstance(fault, Held):
                fault.release()
        self._faults.clear()

    async def met(self, fault: Fault, times: int = 1) -> None:
        """Wait until requests have met a fault so many times."""
        await self._changes.until(
            lambda: fault.met >= times, awaited=f"{type(fault).__name__} {fault.on}", patience=self._patience
        )

    async def strike(self, request: web.Request, route: str, *, after: bool) -> None:
        """Let the faults strike that are meant for this request at this moment."""
        for fault in list(self._faults):
            if fault.after is after and fault.matches(f"{request.method} {route}"):
                fault.met += 1
                self._changes.announce()
                await fault.strike(request)
