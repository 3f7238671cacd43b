"""What is loaded when it is first needed, needed before anybody asks: nobody shall wait for it.

The first Japanese name held the event loop for a fiftieth of a second, the first words of a language for as
long. Where nothing could be derived beforehand, the converter is loaded: a tenth of a second, and 46 MB.
"""

from datetime import date
from typing import Final

from bot.archive import Archive
from bot.i18n import Catalogues
from bot.languages import Language
from bot.ui.cards import forum_card

_NAMES: Final = ("tanaka", "島田", "岛田太郎", "シマダ", "しまだ", "시마다")
"""One for each way in which names are looked up."""


def warm(archive: Archive, catalogues: Catalogues) -> None:
    """Look up a name in every script; write the dates of every language, and its card of most words."""
    for name in _NAMES:
        archive.suggest_speakers(name)
        archive.find_speakers(name)
    for language in Language:
        words = catalogues.words(language, archive.derived)
        words.date("2021-10")
        for last in (date(2021, 10, 26), date(2021, 11, 1), date(2022, 1, 1)):
            words.days(date(2021, 10, 25), last)
        for forum in archive.forums()[:1]:
            forum_card(forum, themes=archive.themes(forum.key), words=words, private=False)
    if not archive.derived.there:
        catalogues.words(Language.ZH_HANT).traditional("简")
