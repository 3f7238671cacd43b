"""What the bot remembers: usage, draws, small state."""

from bot.journal.journal import Journal, JournalClosed

__all__ = ["Journal", "JournalClosed"]
