"""Autocomplete: what a reader may mean while typing. At most 25 choices, and never an error."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from discord.app_commands import Choice

from bot import limits
from bot.archive import Archive
from bot.archive.entities import Forum, Speaker, Theme
from bot.i18n import Catalogues
from bot.languages import Language
from bot.ui.labels import forum_choice, speaker_choice, theme_choice

log = logging.getLogger(__name__)
T = TypeVar("T", Speaker, Theme, Forum)


class Choices:
    """Suggestions for every option that takes a name. A choice's value is its record's key."""

    def __init__(
        self, *, archive: Archive, catalogues: Catalogues, observe: Callable[[float], None] | None = None
    ) -> None:
        """`observe` is told how many seconds each finding took."""
        self._observe = observe
        self._archive = archive
        self._words = catalogues.words(Language.EN)

    def speakers(self, text: str, *, theme: str | None = None) -> list[Choice[str]]:
        """People by any spelling; where a theme is already chosen, those who spoke under it."""

        def under(speaker: Speaker) -> bool:
            return theme in speaker.theme_keys

        def label(speaker: Speaker) -> str:
            return speaker_choice(speaker, self._words)

        return self._list(lambda: _prefer(self._archive.suggest_speakers(text), under), label)

    def themes(self, text: str, *, speaker: str | None = None) -> list[Choice[str]]:
        """Themes by heading or keyword; where a speaker is already chosen, those spoken under."""

        def spoken(theme: Theme) -> bool:
            return speaker in theme.speaker_keys

        def label(theme: Theme) -> str:
            return theme_choice(theme, self._words)

        return self._list(lambda: _prefer(self._archive.suggest_themes(text), spoken), label)

    def forums(self, text: str) -> list[Choice[str]]:
        """Forums by name or edition."""

        def label(forum: Forum) -> str:
            return forum_choice(forum, self._words)

        return self._list(lambda: self._archive.suggest_forums(text), label)

    def _list(self, find: Callable[[], Iterable[T]], label: Callable[[T], str]) -> list[Choice[str]]:
        started = time.perf_counter()
        try:
            found = [Choice(name=label(item), value=item.key) for item in find()]
        except Exception:
            # A reader in the middle of a word cannot be told of an error: an empty list keeps typing free.
            log.exception("no choices could be offered")
            return []
        finally:
            if self._observe is not None:
                self._observe(time.perf_counter() - started)
        return found[: limits.AUTOCOMPLETE_CHOICES]


def _prefer(items: Sequence[T], fits: Callable[[T], bool]) -> Sequence[T]:
    """Those that fit what is already chosen; all, where none does."""
    return [item for item in items if fits(item)] or items
