"""From what somebody typed to a press, or to a card that asks what was meant.

One match is taken; several become a picker; none becomes the nearest three as buttons. A dead end is
never an answer.
"""

from collections.abc import Callable
from typing import TypeVar

from bot import limits
from bot.archive.entities import Finding, Forum, Speaker, Theme
from bot.cogs.answers import Answer, Asked
from bot.cogs.lookups import forum_names, looked_up
from bot.journal.events import Outcome
from bot.ui import cards
from bot.ui.labels import Option, forum_option, options_apart, speaker_option, theme_option
from bot.ui.presses import Action, Press
from bot.ui.wording import full_name, theme_name

T = TypeVar("T", Speaker, Theme, Forum)


class Questions:
    """Resolves typed names against the archive that the question was given."""

    async def speaker(self, text: str, asked: Asked) -> Press | Answer:
        """The person meant by `text`, as the press for the bio."""

        def option(speaker: Speaker) -> Option:
            return speaker_option(speaker, self._press(Action.SPEAKER, asked, speaker=speaker), asked.own)

        return _settle(text, await _speakers(text, asked), option, asked)

    async def theme(self, text: str, asked: Asked) -> Press | Answer:
        """The theme meant by `text`, as the press for its summary."""

        def option(theme: Theme) -> Option:
            return theme_option(theme, self._press(Action.THEME, asked, theme=theme), asked.own)

        return _settle(text, await _themes(text, asked), option, asked)

    async def forum(self, text: str | None, asked: Asked) -> Press | Answer:
        """The forum meant by `text`; without one, the only forum or a choice among all."""

        def option(forum: Forum) -> Option:
            press = Press(Action.FORUM, forum=forum.key, share=not asked.private)
            return forum_option(forum, press, asked.own)

        archive = asked.archive
        found = await looked_up(archive, archive.find_forums, text) if text else Finding(archive.forums())
        return _settle(text or "", found, option, asked)

    async def quote(self, speaker: str | None, theme: str | None, asked: Asked) -> Press | Answer:
        """A draw from the quotes of a speaker and/or theme, either of which may be doubtful."""
        themes = await _themes(theme, asked) if theme else None
        if speaker is None:
            if theme is None or themes is None:
                return Press(Action.ANOTHER)

            def theme_choice(choice: Theme) -> Option:
                press = self._press(Action.ANOTHER, asked, theme=choice)
                return theme_option(choice, press, asked.own)

            return _settle(theme, themes, theme_choice, asked)
        speakers = await _speakers(speaker, asked)
        if speakers.only is None:
            sure = themes.only if themes else None

            def speaker_choice(choice: Speaker) -> Option:
                kept = sure if sure and sure.key in choice.theme_keys else None
                press = self._press(Action.ANOTHER, asked, speaker=choice, theme=kept)
                return speaker_option(choice, press, asked.own)

            return _settle(speaker, speakers, speaker_choice, asked)
        if theme is None or themes is None:
            return self._press(Action.ANOTHER, asked, speaker=speakers.only)
        return self._speaker_under(speakers.only, theme, themes, asked)

    def _speaker_under(
        self, speaker: Speaker, text: str, themes: Finding[Theme], asked: Asked
    ) -> Press | Answer:
        """A known speaker under a theme: only themes under which the speaker spoke lead anywhere."""

        def option(theme: Theme) -> Option:
            press = self._press(Action.ANOTHER, asked, speaker=speaker, theme=theme)
            return theme_option(theme, press, asked.own)

        spoken = tuple(theme for theme in themes.matches if theme.key in speaker.theme_keys)
        if spoken:
            return _settle(text, Finding(spoken), option, asked)
        elsewhere = tuple(
            theme for key in speaker.theme_keys if (theme := asked.archive.theme(key)) is not None
        )
        found = themes.only
        view = cards.nearest_card(
            theme_name(found, asked.own) if found else text,
            options=[option(near) for near in elsewhere[: cards.NEAREST]],
            words=asked.own,
            speaker=full_name(speaker, asked.own) if themes.matches else None,
        )
        return Answer(view, outcome=Outcome.NO_MATCH, private=True)

    def _press(
        self, action: Action, asked: Asked, *, speaker: Speaker | None = None, theme: Theme | None = None
    ) -> Press:
        forum = speaker.forum if speaker else theme.forum if theme else None
        return Press(
            action,
            forum=forum,
            speaker=speaker.record.id if speaker else None,
            theme=theme.record.id if theme else None,
            share=not asked.private,
        )


async def _speakers(text: str, asked: Asked) -> Finding[Speaker]:
    return await looked_up(asked.archive, asked.archive.find_speakers, text)


async def _themes(text: str, asked: Asked) -> Finding[Theme]:
    return await looked_up(asked.archive, asked.archive.find_themes, text)


def _settle(text: str, found: Finding[T], option: Callable[[T], Option], asked: Asked) -> Press | Answer:
    if found.only is not None:
        return option(found.only).press
    offered = found.matches[: limits.SELECT_OPTIONS] or found.nearest
    shown = options_apart([option(one) for one in offered], forum_names(asked.archive, asked.own))
    if found.matches:
        # Asking what was meant is no answer yet, and no failure: the choice will be logged as one.
        more = len(found.matches) - len(shown)
        view = cards.picker_card(text, options=shown, more=more, words=asked.own)
        return Answer(view, private=True)
    view = cards.nearest_card(text, options=shown, words=asked.own)
    return Answer(view, outcome=Outcome.NO_MATCH, private=True)
