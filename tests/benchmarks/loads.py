"""Load and what it measures: as many questions as are answered, or so many a second."""

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from tests.benchmarks.asking import Asker, Json, Question

PATIENCE: Final = 30.0
"""Seconds without any answer after which a bot counts as dead."""


class NoAnswerError(Exception):
    """A bot stopped answering."""


@dataclass(frozen=True, slots=True)
class Run:
    """One load on one bot. Latencies: from telling the gateway to the arrival of the callback."""

    answered: int
    seconds: float
    cpu_seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def cpu_us(self) -> float:
        """Processor time per interaction, in microseconds."""
        return self.cpu_seconds / self.answered * 1e6

    @property
    def per_second(self) -> float:
        """Interactions answered a second."""
        return self.answered / self.seconds


class Load:
    """Asks one bot. `cpu` tells how much processor time its process has used so far, in seconds."""

    def __init__(self, cpu: Callable[[], float]) -> None:
        self.asker: Asker | None = None
        self.bodies: list[bytes] = []
        """Answers, while `keep` is set."""
        self.keep = False
        self._cpu = cpu
        self._asked: dict[str, float] = {}
        self._latencies: list[float] = []
        self._on_answer: Callable[[], None] = lambda: None

    def answered(self, interaction_id: str, body: bytes) -> None:
        """Note an answer."""
        asked = self._asked.pop(interaction_id, None)
        if asked is None:
            return
        self._latencies.append(time.perf_counter() - asked)
        if self.keep:
            self.bodies.append(body)
        self._on_answer()

    def _ask(self, question: Question) -> None:
        assert self.asker is not None
        now = time.perf_counter()
        self._asked[self.asker.ask(question)] = now

    async def full(self, question: Question, count: int, at_once: int) -> Run:
        """Ask `count` times, always with `at_once` of them waiting for an answer."""
        done = asyncio.get_running_loop().create_future()
        left = count

        def next_one() -> None:
            nonlocal left
            if left > 0:
                left -= 1
                self._ask(question)
            elif not self._asked and not done.done():
                done.set_result(None)

        def begin() -> None:
            for _ in range(min(at_once, count)):
                next_one()

        return await self._run(done, next_one, begin)

    async def one(self, data: Json, locale: str) -> Run:
        """Use one command, as a reader with that locale."""
        assert self.asker is not None
        asker, done = self.asker, asyncio.get_running_loop().create_future()

        def begin() -> None:
            now = time.perf_counter()
            self._asked[asker.ask_for(data, locale)] = now

        return await self._run(done, partial(done.set_result, None), begin)

    async def paced(self, question: Question, count: int, per_second: float) -> Run:
        """Ask `count` times as people do, at random instants, so many a second on average."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        random, left = Random(17), count

        def finished() -> None:
            if left == 0 and not self._asked and not done.done():
                done.set_result(None)

        def tick(due: float) -> None:
            nonlocal left
            while left and due <= loop.time():
                left -= 1
                self._ask(question)
                due += random.expovariate(per_second)
            if left:
                loop.call_at(due, tick, due)

        return await self._run(done, finished, lambda: tick(loop.time()))

    async def _run(
        self, done: "asyncio.Future[None]", on_answer: Callable[[], None], begin: Callable[[], object]
    ) -> Run:
        self._asked.clear()
        self._latencies, self._on_answer = [], on_answer
        started, cpu = time.perf_counter(), self._cpu()
        begin()
        seen = -1
        while not done.done():
            if seen == len(self._latencies):
                raise NoAnswerError
            seen = len(self._latencies)
            await asyncio.wait({done}, timeout=PATIENCE)
        seconds, used = time.perf_counter() - started, self._cpu() - cpu
        milliseconds = [latency * 1000 for latency in self._latencies]
        cuts = statistics.quantiles(milliseconds, n=100) if len(milliseconds) > 1 else milliseconds * 99
        return Run(len(milliseconds), seconds, used, cuts[49], cuts[98])
