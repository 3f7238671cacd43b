"""A watch on an event loop: how long each callback holds it.

How often one held the loop longer than LIMIT, and for how long at most: by the clock, and in processor time
of its own, which is free of what else the machine does. SIGUSR1 starts the watch anew. At the end all of it
is written to the file that is named in BENCHMARK_HOLDS.
"""

import asyncio.events
import contextlib
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

LIMIT: Final = 0.005
"""Seconds."""
_WARM: Final = 2000
"""Callbacks at the start that are not counted: imports and first looks."""


class Watch:
    """Notes what holds the loop."""

    def __init__(self) -> None:
        self.begin(_WARM)

    def begin(self, warm: int = 0) -> None:
        """Forget what was seen so far; `warm` more callbacks are not counted."""
        self.callbacks, self._warm = 0, warm
        self.held: list[tuple[float, float, str]] = []
        self.longest = self.longest_cpu = 0.0

    def install(self) -> None:
        """Time every callback of every loop of this process, which will be asyncio's own.

        uvloop calls the same callbacks where nobody can watch.
        """
        sys.modules["uvloop"] = None  # type: ignore[assignment] # so that there is none
        plain = asyncio.events.Handle._run

        def timed(handle: Any) -> None:
            started, cpu = time.perf_counter(), time.thread_time()
            plain(handle)
            self.note(time.perf_counter() - started, time.thread_time() - cpu, handle)

        signal.signal(signal.SIGUSR1, lambda *_: self.begin())
        asyncio.events.Handle._run = timed  # type: ignore[assignment, method-assign] # all pass here

    def note(self, seconds: float, cpu: float, handle: Any) -> None:
        """Keep what took long."""
        self.callbacks += 1
        if self.callbacks <= self._warm:
            return
        self.longest, self.longest_cpu = max(self.longest, seconds), max(self.longest_cpu, cpu)
        if seconds > LIMIT:
            self.held.append((seconds, cpu, repr(handle)[:200]))

    def told(self) -> dict[str, Any]:
        """Everything that was noted."""
        return {
            "callbacks": self.callbacks,
            "longest_ms": self.longest * 1000,
            "longest_cpu_ms": self.longest_cpu * 1000,
            "held": len(self.held),
            "held_cpu": sum(cpu > LIMIT for _, cpu, _ in self.held),
            "who": [
                f"{seconds * 1000:.1f} ms, {cpu * 1000:.1f} of its own: {who}"
                for seconds, cpu, who in self.held[:20]
            ],
            "collections": [generation["collections"] for generation in gc.get_stats()],
        }


@contextlib.contextmanager
def watching() -> Iterator[None]:
    """Watch meanwhile, and write down what was seen."""
    watch = Watch()
    watch.install()
    try:
        yield
    finally:
        Path(os.environ["BENCHMARK_HOLDS"]).write_text(json.dumps(watch.told()), encoding="utf-8")
