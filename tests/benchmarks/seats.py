"""The contestants, each seated before a Discord of its own; and what the others need of our answers."""

import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.asking import Asker, Matter, Question
from tests.benchmarks.contestants import OURS, Start, other, ours
from tests.benchmarks.lean_discord import LeanDiscord
from tests.benchmarks.loads import Load
from tests.benchmarks.processes import Cores, NotStartedError, Process, running

Json = dict[str, Any]
_STARTING_SECONDS: Final = 60.0
_TOLD: Final = 2000
_EPHEMERAL: Final = 64
_SAMPLE: Final = 60
_CHOICES: Final = 25
_BEGINNINGS: Final = ("", "s", "sh", "tan", "tana", "島", "岛田", "sensetime")
"""What somebody has typed of a name so far."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A bot that is up and greeted."""

    name: str
    discord: LeanDiscord
    load: Load
    process: Process

    def about(self, matter: Matter) -> None:
        """Say what it will be asked about."""
        self.load.asker = Asker(self.discord, matter)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where everything happens, and what it is about."""

    folder: Path
    """For state, caches and logs; removed in the end."""
    cores: Cores
    constants: Path
    """JSON, our answers for the others to give: components of the cards `quote` and `speaker`, `choices`."""
    matter: Matter


@contextlib.asynccontextmanager
async def seated(name: str, around: Surroundings) -> AsyncIterator[Seat]:
    """Start a bot, wait until it is greeted, and get ready to ask it."""
    start = ours if name == OURS else partial(other, name, around.constants)
    async with seated_with(start, name, around.folder, around.cores) as seat:
        seat.about(around.matter)
        yield seat


@contextlib.asynccontextmanager
async def seated_with(
    how: Callable[[LeanDiscord, Path], Start], name: str, folder: Path, cores: Cores
) -> AsyncIterator[Seat]:
    """Start a process as `how` says; NotStartedError, with the end of its log, when it does not log in."""
    process: Process | None = None
    load = Load(lambda: process.cpu_seconds() if process else 0.0)
    discord = LeanDiscord(load.answered)
    await discord.open()
    try:
        start, log = how(discord, folder), folder / f"{name}.log"
        async with running(start.command, start.environment, core=cores.bot, log=log) as process:
            try:
                await discord.greeted(_STARTING_SECONDS)
            except TimeoutError:
                raise NotStartedError(log.read_text(encoding="utf-8", errors="replace")[-_TOLD:]) from None
            yield Seat(name, discord, load, process)
    finally:
        await discord.close()


async def surroundings(folder: Path) -> Surroundings:
    """Ask our bot for the answers that the others will give.

    Of each kind of card it is the one of middle size.
    """
    cores = Cores.free()
    async with seated_with(ours, OURS, folder, cores) as seat:
        seat.about(Matter(names=("",), beginnings=("",)))
        (offered,) = await _answers(seat, Question.AUTOCOMPLETE, 1)
        choices = offered["choices"]
        names = [value for choice in choices for value in (choice["value"], choice["name"].split(" · ")[0])]
        seat.about(Matter(names, _BEGINNINGS))
        quote = _middle(await _answers(seat, Question.QUOTE, _SAMPLE))
        speaker = _middle(await _answers(seat, Question.SPEAKER, len(names)))
        message = seat.discord.message(quote)
    told = {
        "quote": quote["components"],
        "speaker": speaker["components"],
        "choices": [
            {"name": choice["name"], "value": f"{choice['value']}-{number}"}
            for number, choice in enumerate((choices * _CHOICES)[:_CHOICES])
        ],
    }
    constants = folder / "constants.json"
    constants.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return Surroundings(folder, cores, constants, Matter(names, _BEGINNINGS, message))


async def _answers(seat: Seat, question: Question, count: int) -> list[Json]:
    seat.load.bodies.clear()
    seat.load.keep = True
    await seat.load.full(question, count, at_once=1)
    seat.load.keep = False
    return [json.loads(body)["data"] for body in seat.load.bodies]


def _middle(answers: Sequence[Json]) -> Json:
    """The one of middle size among the cards for everybody: pickers and apologies are private."""
    shown = sorted(
        (one for one in answers if not one.get("flags", 0) & _EPHEMERAL), key=lambda one: len(str(one))
    )
    return shown[len(shown) // 2]


async def first_answer(name: str, around: Surroundings) -> float:
    """Seconds from the start of the process to its first answer."""
    async with seated(name, around) as seat:
        await seat.load.full(Question.QUOTE, 1, at_once=1)
        return time.perf_counter() - seat.process.started
