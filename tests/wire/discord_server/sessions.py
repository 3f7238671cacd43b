"""A gateway session: outlives its connections, and remembers what was sent so that none of it is lost."""

from collections import deque
from typing import Final

from tests.wire.discord_server.connection import Connection, text

REMEMBERED: Final = 4096
"""Events that a client may have missed and still resume."""


class Session:
    """Numbers events, sends them, and sends them again to a client that resumes."""

    def __init__(self, session_id: str, *, shard: tuple[int, int], intents: int) -> None:
        self.id = session_id
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.connection: Connection | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=REMEMBERED)

    def covers(self, guild_id: str | None) -> bool:
        """Whether events of this server (None: of a DM) are this session's (topics/gateway, sharding)."""
        number, count = self.shard
        return (int(guild_id) >> 22) % count == number if guild_id else number == 0

    def dispatch(self, event: str, data: object) -> None:
        """Send an event; to a client that is away, once it resumes."""
        self.sequence += 1
        payload = text({"op": 0, "t": event, "s": self.sequence, "d": data})
        self._sent.append((self.sequence, payload))
        if self.connection is not None:
            self.connection.send_text(payload)

    def can_resume_after(self, sequence: int) -> bool:
        """Whether everything after this event is still remembered."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def replay(self, connection: Connection, sequence: int) -> int:
        """Send what came after this event over a new connection; how many there were."""
        self.connection = connection
        missed = [payload for number, payload in self._sent if number > sequence]
        for payload in missed:
            connection.send_text(payload)
        return len(missed)
