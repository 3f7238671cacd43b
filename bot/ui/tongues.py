"""What a choice of language has changed, for a reader or for a place; and who may not change it."""

from discord import ui

from bot.i18n import Words
from bot.languages import Language
from bot.ui.markdown import escape
from bot.ui.sheet import Accent, Sheet


def own_language_card(chosen: Language | None, *, public: bool, words: Words) -> ui.LayoutView:
    """A reader chose a language, or went back to Discord's; `public` says whether others see it at work."""
    if chosen is None:
        return _card(words("language-forgotten-heading"), words("language-forgotten"))
    heading = words("language-saved-heading", language=chosen.own_name)
    return _card(heading, words("language-saved-public") if public else words("language-saved-private"))


def place_language_card(chosen: Language | None, *, channel: str | None, words: Words) -> ui.LayoutView:
    """A language was set for a channel, by its name, or for the server; or none is set any more."""
    room = escape(f"#{channel}")
    if chosen is None:
        heading = words("place-language-forgotten-heading")
        if channel is None:
            return _card(heading, words("place-language-forgotten"))
        return _card(heading, words("place-language-forgotten-channel", channel=room))
    heading = words("place-language-heading", language=chosen.own_name)
    if channel is None:
        return _card(heading, words("place-language-server"))
    return _card(heading, words("place-language-channel", channel=room))


def refused_card(*, words: Words) -> ui.LayoutView:
    """Only those who manage the server may do this."""
    return _card(words("refused-heading"), words("refused-manage-server"), Accent.QUIET)


def _card(heading: str, text: str, accent: Accent = Accent.RECORD) -> ui.LayoutView:
    sheet = Sheet(accent)
    sheet.text(f"### {heading}", text)
    return sheet.view()
