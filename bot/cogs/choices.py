"""Autocomplete: what a reader may mean while typing. At most 25 choices, and never an error."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from discord.app_commands import Choice

from bot import limits
from bot.archive import Archive, Library
from bot.archive.entities import Forum, Speaker, Theme
from bot.cogs.delivery import Interaction
from bot.cogs.lookups import forum_names, looked_up
from bot.i18n import Words
from bot.ui.labels import forum_choice, speaker_choice, theme_choice, told_apart

log = logging.getLogger(__name__)
T = TypeVar("T", Speaker, Theme, Forum)


class Choices:
    """Suggestions for every option that takes a name. A choice's value is its record's key.

    Only who types sees them: they are in that reader's own language.
    """

    def __init__(
        self,
        *,
        library: Library,
        own: Callable[[Interaction, Archive], Words],
        observe: Callable[[float], None] | None = None,
    ) -> None:
        """`observe` is told how many seconds each finding took."""
        self._library = library
        self._own = own
        self._observe = observe

    async def speakers(
        self, interaction: Interaction, text: str, *, theme: str | None = None
    ) -> list[Choice[str]]:
        """People by any spelling; where a theme is already chosen, those who spoke under it."""

        def under(speaker: Speaker) -> bool:
            return theme in speaker.theme_keys

        def found(archive: Archive) -> Callable[[str], Sequence[Speaker]]:
            return lambda text: _prefer(archive.suggest_speakers(text), under)

        return await self._list(interaction, text, found, speaker_choice)

    async def themes(
        self, interaction: Interaction, text: str, *, speaker: str | None = None
    ) -> list[Choice[str]]:
        """Themes by heading or keyword; where a speaker is already chosen, those spoken under."""

        def spoken(theme: Theme) -> bool:
            return speaker in theme.speaker_keys

        def found(archive: Archive) -> Callable[[str], Sequence[Theme]]:
            return lambda text: _prefer(archive.suggest_themes(text), spoken)

        return await self._list(interaction, text, found, theme_choice)

    async def forums(self, interaction: Interaction, text: str) -> list[Choice[str]]:
        """Forums by name or edition."""
        return await self._list(interaction, text, lambda archive: archive.suggest_forums, forum_choice)

    async def _list(
        self,
        interaction: Interaction,
        text: str,
        finding: Callable[[Archive], Callable[[str], Sequence[T]]],
        label_of: Callable[[T, Words], str],
    ) -> list[Choice[str]]:
        started = time.perf_counter()
        try:
            with self._library.reading() as archive:
                words = self._own(interaction, archive)
                items = await looked_up(archive, finding(archive), text)
                labels = told_apart(
                    [label_of(item, words) for item in items],
                    [item.key.partition("/")[0] for item in items],
                    forum_names(archive, words),
                    limits.CHOICE_NAME,
                )
                found = [
                    Choice(name=label, value=item.key) for label, item in zip(labels, items, strict=True)
                ]
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
