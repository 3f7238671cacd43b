"""Random interactions through the real bot: its command tree, its parsing, its answers, its journal."""

import asyncio
import contextlib
import logging
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from discord.webhook.async_ import async_context

import bot
from bot.archive import Library, open_archive
from bot.client import ForumBot, use_api
from bot.clock import utc_now
from bot.cogs.delivery import PATIENCE
from bot.journal import Journal
from bot.journal.events import Usage
from bot.journal.keys import Keys
from bot.shipped import shipped
from tests.fuzz.doings import Doing, Doings
from tests.fuzz.judging import faults
from tests.fuzz.line import Discord, Line
from tests.support.catalogues import shipped_catalogues
from tests.wire.discord_server import DiscordServer, ManualClock, Message
from tests.wire.discord_server.client import addressed, running

LONGEST = 60.0
BOT = Path(bot.__file__).parent


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with one interaction, and how to see it again."""

    seed: int
    number: int
    wrong: str
    did: str

    def __str__(self) -> str:
        again = f"python -m tests.fuzz --seed {self.seed} --first {self.number} --count 1"
        return f"{again}  # {self.wrong} | {self.did.encode('unicode_escape').decode()}"


@dataclass(slots=True)
class Result:
    """What came of a run."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


class Overheard(Journal):
    """The real journal; what was recorded last can be asked for."""

    last: Usage | None = None

    def record(self, entry: Usage) -> None:
        self.last = entry
        super().record(entry)


class Complaints(logging.Handler):
    """Errors that somebody logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.heard.append(f"{record.name}: {record.getMessage()} ({error!r})")


@contextlib.contextmanager
def listening() -> Iterator[Complaints]:
    """Hear every error that is logged meanwhile, and keep it from the terminal."""
    complaints, root = Complaints(), logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = [complaints]
    root.setLevel(logging.ERROR)
    try:
        yield complaints
    finally:
        root.handlers[:] = before
        root.setLevel(level)


class Runner:
    """The bot, let in by the stand-in; from then on it is told of interactions directly."""

    def __init__(
        self, client: ForumBot, journal: Overheard, server: DiscordServer, clock: ManualClock
    ) -> None:
        self._client = client
        self._journal = journal
        self._server = server
        self._clock = clock
        self._line = Line(server)
        self._discord = Discord(server)
        async_context.set(self._line)

    async def run(self, seed: int, count: int, first: int = 0) -> Result:
        """Do `count` things, from number `first` on; each depends on the seed and its number alone."""
        result = Result()
        guild = self._server.guild
        friend = self._server.world.user("friend")
        places = [
            self._server.world.room(guild),
            self._server.world.direct(friend),
            self._server.world.private(friend),
            self._server.world.room(self._server.world.guild("Elsewhere", joined=False)),
        ]
        with listening() as complaints:
            doings = Doings(self._discord, places, await self._cards())
            for number in range(first, first + count):
                doing = doings.one(Random(f"{seed}/{number}"))
                self._journal.last = None
                complaints.heard.clear()
                errors = await self._tell(doing)
                logged = self._journal.last
                errors += [] if doing.bent else complaints.heard
                result.outcomes[_outcome(doing, logged)] += 1
                wrong = faults(doing, self._line.sent, logged, errors)
                result.faults += [Fault(seed, number, each, str(doing)) for each in wrong]
                self._line.sent.clear()
                self._clock.advance(5)
        return result

    async def _cards(self) -> list[Message]:
        """A card of every kind, to press buttons on."""
        person = self._server.person("somebody")
        asked: tuple[tuple[str, dict[str, object]], ...] = (
            ("quote", {}),
            ("quote", {"speaker": "Liu Song", "private": True}),
            ("speaker", {"name": "島田"}),
            ("speaker", {"name": "vice president"}),
            ("speaker", {"name": "nobody"}),
            ("theme", {"name": "AI"}),
            ("forum", {}),
            ("search", {"text": "AI"}),
            ("search", {"text": "AI " * 60}),
            ("help", {}),
            ("privacy", {}),
            ("language", {"language": "ja"}),
            ("compare", {"first": "Liu", "second": "Shimada"}),
            ("identify", {"text": "AI helps develop new materials such as new catalysts"}),
        )
        asking = type(person)(self._discord, person.user, person.place)
        cards = []
        for name, options in asked:
            exchange = asking.begin(name, **options)
            await self._told(self._discord.gateway.caught.pop())
            cards.append(exchange.message)
        self._line.sent.clear()
        return cards

    async def _tell(self, doing: Doing) -> list[str]:
        """Have the bot parse and answer; what nobody caught is told."""
        try:
            return await self._told(doing.payload, bent=doing.bent)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return [f"parsing: {error!r}"] if not doing.bent or _ours(error) else []

    async def _told(self, payload: dict[str, Any], *, bent: bool = False) -> list[str]:
        before = asyncio.all_tasks()
        self._client._connection.parse_interaction_create(payload)  # type: ignore[arg-type]
        errors: list[str] = []
        while new := asyncio.all_tasks() - before:
            done, late = await asyncio.wait(new, timeout=LONGEST)
            raised = [error for task in done if (error := task.exception())]
            errors += [f"nobody caught {error!r}" for error in raised if not bent or _ours(error)]
            if late:
                return [*errors, f"not answered within {LONGEST} s"]
        return errors


def _ours(error: BaseException) -> bool:
    """Whether any code of the bot took part: what discord.py itself cannot read never reaches it."""
    frames = traceback.extract_tb(error.__traceback__)
    return any(Path(frame.filename).is_relative_to(BOT) for frame in frames)


def _outcome(doing: Doing, logged: Usage | None) -> str:
    if doing.bent:
        return "bent"
    return str(logged.outcome) if logged else f"type {doing.kind}"


@contextlib.asynccontextmanager
async def runner(folder: Path, patience: float = PATIENCE) -> AsyncIterator[Runner]:
    """The real bot on the shipped records, with a journal in `folder`, logged in.

    With a `patience` of 0.0 every slow answer is promised first.
    """
    archive = open_archive(shipped("data"), folder / "cache")
    clock = ManualClock()
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(archive.close)
        journal = await stack.enter_async_context(
            await Overheard.open(folder / "journal.sqlite3", keys=Keys(b"k" * 32), clock=utc_now)
        )
        server = await stack.enter_async_context(DiscordServer(clock=clock))
        stack.enter_context(addressed(server, use_api))
        client = ForumBot(
            library=Library(archive),
            journal=journal,
            catalogues=shipped_catalogues(),
            clock=utc_now,
            random=Random(17),
            patience=patience,
        )
        await stack.enter_async_context(running(client, server))
        yield Runner(client, journal, server, clock)
