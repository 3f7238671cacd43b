"""How often somebody may ask: never so often that others wait, and more often than anybody reads.

One number for each person and server is all that is kept (GCRA, the token bucket without tokens): when the
bucket will be full again. Libraries keep a list of times for each key, or a thread that tidies them.
"""

import math
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.cogs.answers import Answer, Asked
from bot.journal.events import Outcome
from bot.settings import LimitSettings
from bot.ui import cards

MOST: Final = 100_000
"""People, and servers, whose buckets are kept; of more, those are forgotten who came longest ago."""
NOTICES_PER_MINUTE: Final = 1.0
"""How often somebody is told to wait. In between there is no answer at all."""

Seconds = Callable[[], float]


class Buckets:
    """A bucket of `burst` tokens for each key; `per_minute` tokens come back a minute, one by one."""

    def __init__(self, per_minute: float, burst: int, clock: Seconds, *, most: int = MOST) -> None:
        self._interval: Final = 60 / per_minute
        self._burst: Final = burst
        self._clock: Final = clock
        self._most: Final = most
        self._full_at: dict[int, float] = {}
        """In the order in which they last came."""

    def take(self, key: int) -> float:
        """Take a token: 0.0; where none is left, the seconds until there is one."""
        now = self._clock()
        full_at = max(self._full_at.pop(key, now), now)
        # What is missing now, less what may be missing.
        wait = (full_at - now) - (self._burst - 1) * self._interval
        self._full_at[key] = full_at if wait > 0 else full_at + self._interval
        if len(self._full_at) > self._most:
            del self._full_at[next(iter(self._full_at))]
        return max(wait, 0.0)

    def __len__(self) -> int:
        return len(self._full_at)


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody has to wait: for how many seconds, because of a server's use or one's own, and who says so."""

    seconds: float
    server: bool
    told: bool
    """Whether this person was told a moment ago and gets no answer now."""

    def notice(self, at: datetime) -> Callable[[Asked], Coroutine[Any, Any, Answer]]:
        """What to answer to what was asked at `at`."""
        # Discord shows whole seconds: not one too early.
        when = datetime.fromtimestamp(
            math.ceil((at + timedelta(seconds=self.seconds)).timestamp()), at.tzinfo
        )

        async def answer(asked: Asked) -> Answer:
            view = cards.limited_card(when, server=self.server, words=asked.own)
            return Answer(view, outcome=Outcome.REFUSED, private=True)

        return answer


class Turnstile:
    """Lets people in, one answer for a token of theirs and one of their server's."""

    def __init__(self, limits: LimitSettings, clock: Seconds = time.monotonic) -> None:
        self._people = Buckets(limits.user_per_minute, limits.user_burst, clock)
        self._servers = Buckets(limits.guild_per_minute, limits.guild_burst, clock)
        self._typing = Buckets(limits.typing_per_minute, limits.typing_burst, clock)
        self._notices = Buckets(NOTICES_PER_MINUTE, 1, clock)
        self.turned_away: Final = {"user": 0, "guild": 0, "typing": 0}
        """How often nobody got in, for the limit of a person, of a server, of who is typing."""

    def enter(self, user: int, guild: int | None) -> Wait | None:
        """None: come in. What somebody may not have costs their server nothing."""
        seconds, server = self._people.take(user), False
        if not seconds and guild is not None:
            seconds, server = self._servers.take(guild), True
        if not seconds:
            return None
        self.turned_away["guild" if server else "user"] += 1
        return Wait(seconds, server, told=self._notices.take(user) > 0)

    def type(self, user: int) -> bool:
        """Whether to look for what somebody may mean who is still typing."""
        if self._typing.take(user) == 0.0:
            return True
        self.turned_away["typing"] += 1
        return False
