"""From a search to a card of what was found, for the command and for the buttons that turn its pages."""

import asyncio
from dataclasses import replace

from bot.archive import search
from bot.archive.fold import whole
from bot.archive.hits import Hits, Scope
from bot.archive.search import Found
from bot.cogs.answers import Answer, Asked, gone, present
from bot.cogs.kept import Kept
from bot.cogs.lookups import forum_names, looked_up
from bot.journal.events import Outcome, Served
from bot.ui import cards
from bot.ui.labels import options_apart, theme_option
from bot.ui.presses import Action, Press, Search
from bot.ui.search import PAGE_SIZE


class Searches:
    """Looks up, off the event loop, and keeps what a button cannot carry."""

    def __init__(self, *, kept: Kept) -> None:
        self._kept = kept

    async def answer(self, wanted: Search, asked: Asked) -> Answer:
        """The page of hits; where nothing is found, the nearest themes."""
        wanted = replace(wanted, text=whole(wanted.text))
        text = self._kept.find(wanted.text) if wanted.kept else wanted.text
        if text is None:
            return gone(asked)
        scope = Scope(
            asked.words.language, wanted.key(wanted.speaker), wanted.key(wanted.theme), wanted.language
        )
        hits = await asyncio.to_thread(search, asked.archive, text, scope, page=wanted.page, size=PAGE_SIZE)
        if not hits.items:
            return await self._nothing(text, asked)
        said = present(asked.archive.quote, _keys(hits, Found.QUOTE))
        who = dict.fromkeys(quote.speaker_key for quote in said if quote.speaker_key)
        # Texts may be long, and to say where in one of them something stands takes all of it.
        view = await asyncio.to_thread(
            cards.search_card,
            hits,
            text=text,
            search=self._carried(wanted),
            quotes={quote.key: quote for quote in said},
            speakers={speaker.key: speaker for speaker in present(asked.archive.speaker, who)},
            forums=self._forums(hits, asked),
            themes={theme.key: theme for theme in present(asked.archive.theme, _keys(hits, Found.SUMMARY))},
            words=asked.words,
            private=asked.private,
        )
        quotes = tuple(_keys(hits, Found.QUOTE))
        return Answer(view, Served(quotes=quotes), hits.items[0].forum)

    def _forums(self, hits: Hits, asked: Asked) -> dict[str, str]:
        """What the forums of these hits are called; of a single one there is nothing to tell."""
        if len(asked.archive.forums()) == 1:
            return {}
        name = forum_names(asked.archive, asked.words)
        return {key: name(key) for key in {hit.forum for hit in hits.items}}

    async def _nothing(self, text: str, asked: Asked) -> Answer:
        found = await looked_up(asked.archive, asked.archive.find_themes, text)
        options = [
            theme_option(
                theme,
                Press(Action.THEME, forum=theme.forum, theme=theme.record.id, share=not asked.private),
                asked.own,
            )
            for theme in (*found.matches, *found.nearest)[: cards.NEAREST]
        ]
        shown = options_apart(options, forum_names(asked.archive, asked.own))
        view = cards.nearest_card(text, options=shown, words=asked.own)
        return Answer(view, outcome=Outcome.NO_MATCH, private=True)

    def _carried(self, wanted: Search) -> Search:
        """The search as its buttons carry it: long texts are kept under a short name."""
        try:
            replace(wanted, page=999, own=True).custom_id()
        except ValueError:
            return replace(wanted, text=self._kept.keep(wanted.text), kept=True)
        return wanted


def _keys(hits: Hits, found: Found) -> list[str]:
    return [hit.key for hit in hits.items if hit.found is found]
