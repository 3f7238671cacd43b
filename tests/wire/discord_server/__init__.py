"""A stand-in of Discord on the real wire: any client logs in to it, unmodified, over HTTP and websocket.

It keeps Discord's rules (commands, components, tokens, deadlines, error codes) for a bot that lives on
interactions: no message content, no voice, no members' list. It has no rate limits of its own; `faults`
brings them, and everything else that goes wrong, when a test asks for it.
"""

from tests.wire.discord_server.changes import NothingHappenedError
from tests.wire.discord_server.clock import ManualClock, SystemClock
from tests.wire.discord_server.exchange import Callback, DidNotRespondError, Exchange
from tests.wire.discord_server.faults import Broken, Cut, Held, RateLimited, Refuse, Slow
from tests.wire.discord_server.messages import Message
from tests.wire.discord_server.people import Person
from tests.wire.discord_server.refusals import NotOfferedError, Why
from tests.wire.discord_server.server import DiscordServer, Terms
from tests.wire.discord_server.world import Context

__all__ = [
    "Broken",
    "Callback",
    "Context",
    "Cut",
    "DidNotRespondError",
    "DiscordServer",
    "Exchange",
    "Held",
    "ManualClock",
    "Message",
    "NotOfferedError",
    "NothingHappenedError",
    "Person",
    "RateLimited",
    "Refuse",
    "Slow",
    "SystemClock",
    "Terms",
    "Why",
]
