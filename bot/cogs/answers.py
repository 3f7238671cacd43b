"""From a press to a card: what every command and every button ends in.

A command turns what somebody typed into a `Press`; a button carries one. From here on there is no
difference between them, and nothing here knows how the interaction came in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from random import Random
from typing import Final, TypeVar

import discord

from bot.archive import Archive
from bot.archive.entities import Page, Pool, Quote, Speaker, Theme
from bot.cogs.layouts import laid_out
from bot.i18n import Words
from bot.journal import Journal
from bot.journal.events import Outcome, Served
from bot.languages import Language
from bot.ui import cards
from bot.ui.presses import Action, Press, of_key

NOTHING: Final = Served()
ANY: Final = Pool()
KEPT: Final = 1_000
"""Answers of each kind that are kept as they were made, some seven kilobytes each."""
Clock = Callable[[], datetime]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A card and what the journal should know of it."""

    view: discord.ui.LayoutView
    served: Served = NOTHING
    forum: str | None = None
    outcome: Outcome = Outcome.OK
    private: bool = False
    """Only for whoever asked, whatever they asked for: pickers, passages, apologies."""
    files: tuple[discord.File, ...] = ()
    logged: bool = True
    """Whether the journal keeps a line about it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer depends on besides the press itself."""

    archive: Archive
    """What is answered from: one and the same for all of an answer, whatever happens to the records."""
    words: Words
    own: Words
    """For what only whoever asked sees, whatever was asked for: pickers, apologies."""
    place: str
    """Where no quote shall repeat: a channel or DM."""
    private: bool
    language: Language | None = None
    """What the buttons of the answer go on in, where a language was asked for."""


class Answers:
    """Every card that a press can ask for, out of the archive that the question was given."""

    def __init__(self, *, journal: Journal, random: Random) -> None:
        self._journal = journal
        self._random = random
        self._by_action: dict[Action, Callable[[Press, Asked], Answer]] = {
            Action.QUOTE: self._quote,
            Action.QUOTES: self._quotes,
            Action.SPEAKER: self._speaker,
            Action.THEME: self._theme,
            Action.FORUM: self._forum,
            Action.CONTEXT: self._context,
        }
        # Putting a card together is most of what an answer costs, and records do not change.
        self._kept = lru_cache(KEPT)(self._made)
        self._kept_draw = lru_cache(KEPT)(self._made_of_draw)
        self._kept_of: Archive | None = None

    async def card(self, press: Press, asked: Asked) -> Answer:
        """The card for `press`; where its record has gone, a card that says so.

        A long one is put together where it holds nobody up.
        """
        lay_out, shown = self._drawn(press, asked)
        return await laid_out(lay_out, shown, asked.archive)

    def _drawn(self, press: Press, asked: Asked) -> tuple[Callable[[], Answer], Press]:
        """What lays the answer out, and the press for what it shows: that for a draw comes to a quote."""
        if asked.archive is not self._kept_of:
            # The records were renewed: what was made of the old ones goes, and they with it.
            self._kept_of = asked.archive
            self._kept.cache_clear()
            self._kept_draw.cache_clear()
        if press.action is not Action.ANOTHER:
            return partial(self._kept, press, replace(asked, place="")), press
        pool = pool_of(press)
        draw = asked.archive.draw(pool, self._journal.drawn(asked.place, pool.name), self._random)
        if draw is None:
            return partial(empty, pool, asked), press
        self._journal.remember_draw(asked.place, pool.name, draw.quote.key, restarted=draw.restarted)
        drawn = of_key(Action.QUOTE, draw.quote.key, "quote")
        return partial(self._kept_draw, drawn, pool, replace(asked, place="")), drawn

    def _made(self, press: Press, asked: Asked) -> Answer:
        return _finished(self._by_action[press.action](press, asked), asked)

    def _made_of_draw(self, press: Press, pool: Pool, asked: Asked) -> Answer:
        return _finished(self._quote(press, asked, pool), asked)

    def _quote(self, press: Press, asked: Asked, pool: Pool = ANY) -> Answer:
        quote = asked.archive.quote(press.key(press.quote) or "")
        return self._quote_answer(quote, pool, asked, press.page) if quote else gone(asked)

    def _quote_answer(self, quote: Quote, pool: Pool, asked: Asked, page: int = 0) -> Answer:
        # Nobody's statement is opened from a summary that cites it; it is shown as nobody's.
        speaker = asked.archive.speaker(quote.speaker_key) if quote.speaker_key else None
        theme = asked.archive.theme(quote.theme_key)
        forum = asked.archive.forum(quote.forum)
        if (quote.speaker_key and speaker is None) or theme is None or forum is None:
            return gone(asked)
        view = cards.quote_card(
            quote,
            speaker=speaker,
            theme=theme,
            forum=forum,
            pool=pool,
            words=asked.words,
            private=asked.private,
            page=page,
        )
        speakers = (speaker.key,) if speaker else ()
        served = Served(quotes=(quote.key,), speakers=speakers, themes=(theme.key,))
        return Answer(view, served, quote.forum)

    def _quotes(self, press: Press, asked: Asked) -> Answer:
        pool = pool_of(press)
        page = _page(asked, pool, press.page)
        forum = asked.archive.forum(press.forum or "")
        if forum is None:
            return gone(asked)
        if not page.items:
            return empty(pool, asked)
        view = cards.quotes_card(
            page,
            pool=pool,
            speakers=_speakers(asked, page.items),
            themes=_themes(asked, page.items),
            forum=forum,
            words=asked.words,
            private=asked.private,
        )
        return Answer(view, served_page(page, pool), forum.key)

    def _speaker(self, press: Press, asked: Asked) -> Answer:
        speaker = asked.archive.speaker(press.key(press.speaker) or "")
        forum = asked.archive.forum(press.forum or "")
        if speaker is None or forum is None:
            return gone(asked)
        page = _page(asked, Pool(speaker=speaker.key), press.page)
        view = cards.speaker_card(
            speaker,
            forum=forum,
            themes=present(asked.archive.theme, speaker.theme_keys),
            quotes=page,
            words=asked.words,
            private=asked.private,
            page=press.page,
        )
        return Answer(view, served_page(page, Pool(speaker=speaker.key)), forum.key)

    def _theme(self, press: Press, asked: Asked) -> Answer:
        theme = asked.archive.theme(press.key(press.theme) or "")
        forum = asked.archive.forum(press.forum or "")
        if theme is None or forum is None:
            return gone(asked)
        page = _page(asked, Pool(theme=theme.key), press.page)
        cited = {
            name: quote
            for sentences in theme.record.summary.values()
            for sentence in sentences
            for name in sentence.quotes
            if (quote := asked.archive.quote(f"{theme.forum}/{name}"))
        }
        view = cards.theme_card(
            theme,
            forum=forum,
            speakers=present(asked.archive.speaker, theme.speaker_keys),
            quotes=page,
            cited=cited,
            quote_speakers=_speakers(asked, (*page.items, *cited.values())),
            words=asked.words,
            private=asked.private,
            page=press.page,
        )
        return Answer(view, served_page(page, Pool(theme=theme.key)), forum.key)

    def _forum(self, press: Press, asked: Asked) -> Answer:
        forum = asked.archive.forum(press.forum or "")
        if forum is None:
            return gone(asked)
        view = cards.forum_card(
            forum,
            themes=asked.archive.themes(forum.key),
            words=asked.words,
            private=asked.private,
            page=press.page,
        )
        return Answer(view, forum=forum.key)

    def _context(self, press: Press, asked: Asked) -> Answer:
        quote = asked.archive.quote(press.key(press.quote) or "")
        forum = asked.archive.forum(press.forum or "")
        if quote is None or forum is None:
            return gone(asked)
        view = cards.context_card(
            quote,
            passage=asked.archive.passage(quote),
            speaker=asked.archive.speaker(quote.speaker_key) if quote.speaker_key else None,
            forum=forum,
            words=asked.words,
            page=press.page,
        )
        return Answer(view, Served(quotes=(quote.key,)), forum.key, private=True)


def _page(asked: Asked, pool: Pool, number: int) -> Page[Quote]:
    page = asked.archive.quotes(pool, page=number, size=cards.PAGE_SIZE)
    last = page.count - 1
    # Records may have shrunk since the button was sent: the last page is nearer than none.
    return page if number <= last else asked.archive.quotes(pool, page=last, size=cards.PAGE_SIZE)


def _speakers(asked: Asked, quotes: Iterable[Quote]) -> dict[str, Speaker]:
    keys = {quote.speaker_key: None for quote in quotes if quote.speaker_key}
    return {speaker.key: speaker for speaker in present(asked.archive.speaker, keys)}


def _themes(asked: Asked, quotes: Iterable[Quote]) -> dict[str, Theme]:
    keys = {quote.theme_key: None for quote in quotes}
    return {theme.key: theme for theme in present(asked.archive.theme, keys)}


def present(find: Callable[[str], T | None], keys: Iterable[str]) -> tuple[T, ...]:
    """The records that are still there, in the order of their keys."""
    return tuple(item for key in keys if (item := find(key)) is not None)


def pool_of(press: Press) -> Pool:
    """What a press draws from; a forum counts by itself only where nothing narrower is named."""
    speaker, theme = press.key(press.speaker), press.key(press.theme)
    return Pool(speaker=speaker, theme=theme, forum=None if speaker or theme else press.forum)


def served_page(page: Page[Quote], pool: Pool) -> Served:
    """What a list of quotes showed."""
    return Served(
        quotes=tuple(quote.key for quote in page.items),
        speakers=(pool.speaker,) if pool.speaker else (),
        themes=(pool.theme,) if pool.theme else (),
    )


def _finished(answer: Answer, asked: Asked) -> Answer:
    """The answer as it can be given again and again."""
    if asked.language is not None:
        cards.carry_on(answer.view, asked.language)
    return replace(answer, view=cards.Finished(answer.view))


def gone(asked: Asked) -> Answer:
    """The record behind a press is no longer there."""
    return Answer(cards.gone_card(words=asked.own), outcome=Outcome.NO_MATCH, private=True)


def empty(pool: Pool, asked: Asked) -> Answer:
    """There is no quote to choose from: because nothing was said, or because whom it is about has gone."""
    speaker = asked.archive.speaker(pool.speaker) if pool.speaker else None
    theme = asked.archive.theme(pool.theme) if pool.theme else None
    known = (speaker is not None or not pool.speaker) and (theme is not None or not pool.theme)
    if not known or (pool.forum and asked.archive.forum(pool.forum) is None):
        return gone(asked)
    view = cards.unsaid_card(speaker=speaker, theme=theme, words=asked.own)
    return Answer(view, outcome=Outcome.NO_MATCH, private=True)
