"""Compiled records: build, open, find, draw."""

from bot.archive.archive import Archive, Draw, open_archive
from bot.archive.reading_room import identify, search

__all__ = ["Archive", "Draw", "identify", "open_archive", "search"]
