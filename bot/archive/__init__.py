"""Compiled records: build, open, find, draw; and renew, while somebody reads."""

from bot.archive.archive import Archive, Draw, open_archive
from bot.archive.library import Library
from bot.archive.reading_room import identify, search
from bot.archive.renewal import Renewal

__all__ = ["Archive", "Draw", "Library", "Renewal", "identify", "open_archive", "search"]
