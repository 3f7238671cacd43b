"""Names: looked up at once among few, in a worker thread among many; and what a forum is called."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.archive import Archive
from bot.i18n import Words
from bot.ui.wording import forum_name

T = TypeVar("T")


async def looked_up(archive: Archive, look: Callable[[str], T], text: str) -> T:
    """What `look`, which asks this archive for a name, finds for a text."""
    if archive.names_are_few:
        return look(text)
    return await asyncio.to_thread(look, text)


def forum_names(archive: Archive, words: Words) -> Callable[[str], str]:
    """What the forum of a key is called."""

    def name(key: str) -> str:
        forum = archive.forum(key)
        return forum_name(forum, words) if forum else key

    return name
