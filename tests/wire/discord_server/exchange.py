"""One interaction and everything that came of it, as the person who caused it sees it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from tests.wire.discord_server.changes import Changes
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.messages import Message

Json = dict[str, Any]


class Callback(IntEnum):
    """The ways to answer an interaction (interactions/receiving-and-responding)."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the bot did: `acknowledge`, `edit`, `follow up` or `delete`, and what it left behind."""

    what: str
    payload: Json | None


class DidNotRespondError(Exception):
    """The person reads: the application did not respond."""

    def __init__(self, exchange: "Exchange") -> None:
        super().__init__(exchange.story())
        self.exchange = exchange


class Exchange:
    """Starts with what the person did; fills as the bot answers."""

    def __init__(self, interaction: Json, *, patience: float) -> None:
        self.interaction = interaction
        self.callback: Callback | None = None
        self.failed = False
        """Nothing came within three seconds."""
        self.latency: float | None = None
        """Seconds from telling the gateway to the arrival of the first answer, taken or not."""
        self.original: Message | None = None
        """The first answer; of a changed message, that message."""
        self.followups: list[Message] = []
        self.choices: list[Json] = []
        self.modal: Json | None = None
        self.steps: list[Step] = []
        self.refusals: list[ApiError] = []
        """What the bot was told when it answered badly, or too late."""
        self._changes = Changes()
        self._patience = patience
        self._started = time.perf_counter()

    @property
    def acknowledged(self) -> bool:
        """Whether there was a first answer of any kind."""
        return self.callback is not None

    @property
    def deferred(self) -> bool:
        """Whether the first answer only promised one."""
        return self.callback in {Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE}

    @property
    def messages(self) -> list[Message]:
        """What there is to be read of the answer: the first one, then those that followed."""
        first = [self.original] if self.original is not None else []
        return [message for message in [*first, *self.followups] if not message.deleted]

    @property
    def message(self) -> Message:
        """The first answer; AssertionError when there is none to read."""
        assert self.original is not None, self.story()
        return self.original

    @property
    def ephemeral(self) -> bool:
        """Whether only the person sees the first answer."""
        return self.message.ephemeral

    @property
    def answered(self) -> bool:
        """Whether there is something to be read: a promise alone is no answer."""
        if self.callback is Callback.DEFERRED_MESSAGE:
            return self.original is None or self.original.deleted or not self.original.loading
        return self.acknowledged

    def story(self) -> str:
        """What came of it, in a line."""
        did = [step.what for step in self.steps] or ["nothing"]
        refused = [str(refusal) for refusal in self.refusals]
        data = self.interaction["data"]
        name = data.get("name") or data.get("custom_id")
        return f"{name}: the bot did {', '.join(did)}" + (
            f"; refused: {' | '.join(refused)}" if refused else ""
        )

    def took(self) -> None:
        """The first answer has arrived."""
        if self.latency is None:
            self.latency = time.perf_counter() - self._started

    @property
    def arrived(self) -> float | None:
        """When the first answer came, by `time.perf_counter`."""
        return None if self.latency is None else self._started + self.latency

    def note(self, what: str, message: Message | None = None) -> None:
        """Keep what the bot did, and tell whoever waits."""
        self.steps.append(Step(what, message.payload if message else None))
        self._changes.announce()

    def refuse(self, error: ApiError) -> None:
        """Keep what the bot was refused."""
        self.refusals.append(error)
        self._changes.announce()

    def fail(self) -> None:
        """Three seconds are over."""
        self.failed = True
        self._changes.announce()

    async def until(
        self,
        true: Callable[["Exchange"], object],
        *,
        awaited: str = "a change",
        patience: float | None = None,
    ) -> "Exchange":
        """Wait until something holds of this exchange; NothingHappenedError when it does not come to hold."""
        await self._changes.until(
            lambda: true(self) or None,
            awaited=awaited,
            patience=self._patience if patience is None else patience,
            seen=self.story,
        )
        return self

    async def answer(self, patience: float | None = None) -> "Exchange":
        """Wait until there is something to be read; DidNotRespondError when Discord gives up."""
        await self.until(lambda it: it.answered or it.failed, awaited="an answer", patience=patience)
        if self.failed:
            raise DidNotRespondError(self)
        return self
