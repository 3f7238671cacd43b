"""What is loaded when it is first needed, needed before anybody asks: nobody shall wait for it.

The first Japanese name held the event loop for a fiftieth of a second, the first words of a language for as
long. So a thread of its own asks first, once the bot is there: all of it takes a fifth of a second, by which
every answer after a start would come later.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress
from datetime import date
from typing import Final

from discord.ext import commands

from bot.archive import Archive, Library, identify, search
from bot.archive.hits import Scope
from bot.archive.identify import difference
from bot.archive.library import LibraryClosed
from bot.i18n import Catalogues
from bot.languages import Language
from bot.ui.cards import forum_card

_NAMES: Final = ("tanaka", "島田", "岛田太郎", "シマダ", "しまだ", "시마다")
"""One for each way in which names are looked up."""
_SAID: Final = "シマダ said so, and Tanaka said so, too."
"""Without Chinese characters, whose first search loads dictionaries of 46 MB."""
_FIRST_SECONDS: Final = 0.25
"""They are for whoever has been waiting for the bot to come."""


def load_converter(archive: Archive, catalogues: Catalogues) -> None:
    """Where nothing could be derived beforehand, load what derives it: a tenth of a second, and 46 MB.

    No thread can do that: meanwhile nothing else of the process gets on.
    """
    if not archive.derived.there:
        catalogues.words(Language.ZH_HANT).traditional("简")


def warm_soon(
    bot: commands.Bot | commands.AutoShardedBot,
    library: Library,
    catalogues: Catalogues,
    loading: Callable[[], AbstractContextManager[None]],
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Warm up once the bot is connected for the first time, in what `loading` gives: all of it stays."""

    async def connected() -> None:
        bot.remove_listener(connected, "on_connect")
        await pause(_FIRST_SECONDS)
        with suppress(LibraryClosed), library.reading() as archive, loading():
            await asyncio.to_thread(warm, archive, catalogues)

    bot.add_listener(connected, "on_connect")


def warm(archive: Archive, catalogues: Catalogues) -> None:
    """Look up a name in every script, and a text; write dates and the card of most words in every language.

    Safe beside readers: what two of them want at the same time is loaded twice.
    """
    for name in _NAMES:
        archive.suggest_speakers(name)
        archive.find_speakers(name)
        archive.find_themes(name)
    for language in Language:
        words = catalogues.words(language, archive.derived)
        words.prepare()
        words.date("2021-10")
        for last in (date(2021, 10, 26), date(2021, 11, 1), date(2022, 1, 1)):
            words.days(date(2021, 10, 25), last)
        for forum in archive.forums()[:1]:
            forum_card(forum, themes=archive.themes(forum.key), words=words, private=False)
    search(archive, _SAID, Scope(Language.EN), 0, 1)
    identify(archive, _SAID)
    difference(_SAID, _SAID)
