"""Compiled records: build, open, find, draw."""

from bot.archive.archive import Archive, Draw, open_archive

__all__ = ["Archive", "Draw", "open_archive"]
