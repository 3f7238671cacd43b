"""What the bot remembers: usage, draws, small state."""

from bot.journal.database import JournalClosed
from bot.journal.journal import Journal

__all__ = ["Journal", "JournalClosed"]
