"""Where a card is laid out: at once where it says little, in a worker thread where it says much."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from bot.archive import Archive
from bot.ui.presses import Action, Press

_FEW: Final = 30
"""Names that are put into words in a millisecond or so."""
_LONG: Final = 5_000
"""Characters that are laid out in as long."""
T = TypeVar("T")


async def laid_out(lay_out: Callable[[], T], press: Press, archive: Archive) -> T:
    """What `lay_out` makes for a press, which asks for a record of this archive."""
    if _characters(press, archive) <= _LONG and _named(press, archive) <= _FEW:
        return lay_out()
    return await asyncio.to_thread(lay_out)


def _characters(press: Press, archive: Archive) -> int:
    """How long a quote's text is, in all languages; the passage around it may be of any length."""
    quote = archive.quote(press.key(press.quote) or "") if press.quote else None
    if quote is None:
        return 0
    if press.action is Action.CONTEXT:
        return _LONG + 1
    record = quote.record
    return sum(len(part) for parts in (record.text, *record.translations.values()) for part in parts)


def _named(press: Press, archive: Archive) -> int:
    """How many others a record's card names on all its pages: to know where one ends takes all of them."""
    if press.action is Action.THEME:
        theme = archive.theme(press.key(press.theme) or "")
        return len(theme.speaker_keys) if theme else 0
    if press.action is Action.SPEAKER:
        speaker = archive.speaker(press.key(press.speaker) or "")
        return len(speaker.theme_keys) if speaker else 0
    forum = archive.forum(press.forum or "") if press.action is Action.FORUM else None
    return forum.theme_count if forum else 0
