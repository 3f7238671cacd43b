"""A bot as a process of its own: on its own core, and what it uses of the machine."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_MEGABYTE: Final = 1 << 20
_GOING_SECONDS: Final = 15.0
_CPU_CLOCK: Final = 2
"""CPUCLOCK_SCHED of the kernel: processor time of a whole process, its ended threads included, in ns."""


class NotStartedError(Exception):
    """A bot did not come up; what it said is in the exception."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Where the load runs and where the bot does; the same one where the machine has but one."""

    load: int
    bot: int

    @classmethod
    def free(cls) -> "Cores":
        """The first and the last core that this process may use."""
        cores = sorted(os.sched_getaffinity(0))
        return cls(cores[0], cores[-1])


@dataclass(frozen=True, slots=True)
class Process:
    """A running bot."""

    pid: int
    started: float
    """Of `time.perf_counter`."""
    log: Path

    def cpu_seconds(self) -> float:
        """Processor time, user's and system's, that it has used so far."""
        return time.clock_gettime((~self.pid << 3) | _CPU_CLOCK)

    def resident_mb(self) -> float:
        """Memory that it holds."""
        return resident_mb(str(self.pid))


def resident_mb(process: str = "self") -> float:
    """Memory that a process holds, as the kernel counts it, in megabytes."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


@contextlib.asynccontextmanager
async def running(
    command: Sequence[str], environment: Mapping[str, str], *, core: int, log: Path, cwd: Path = ROOT
) -> AsyncIterator[Process]:
    """Start a program on `core`; at the end ask it to go, and make it."""
    with log.open("wb") as output:
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, env=os.environ | environment, cwd=cwd, stdout=output, stderr=output
        )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield Process(process.pid, started, log)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(_GOING_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
