"""Every card of every shipped record, in every language: Discord takes it, and it fits in one message."""

from collections.abc import Iterator

import pytest
from discord import ui

from bot.archive import Archive, open_archive
from bot.archive.entities import Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.records.models import Kind
from bot.shipped import shipped
from bot.ui.cards import (
    PAGE_SIZE,
    context_card,
    forum_card,
    quote_card,
    quotes_card,
    speaker_card,
    theme_card,
)
from bot.ui.labels import forum_choice, speaker_choice, theme_choice
from tests.ui.conftest import Card
from tests.ui.discord_markdown import shown


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))
    yield opened
    opened.close()


def quotes_of(archive: Archive) -> Iterator[Quote]:
    """All quotes, those that only a summary leads to included."""
    yield from archive.quotes(Pool(), page=0, size=1000).items
    for theme in archive.themes():
        yield from (quote for quote in cited(archive, theme).values() if quote.record.speaker is None)


def cited(archive: Archive, theme: Theme) -> dict[str, Quote]:
    names = {name for part in theme.record.summary.values() for sentence in part for name in sentence.quotes}
    found = {name: archive.quote(f"{theme.forum}/{name}") for name in names}
    return {name: quote for name, quote in found.items() if quote}


def speakers_of(archive: Archive) -> dict[str, Speaker]:
    return {speaker.key: speaker for speaker in archive.speakers()}


async def test_quotes_and_their_passages(archive: Archive, any_words: Words) -> None:
    speakers, themes = speakers_of(archive), {theme.key: theme for theme in archive.themes()}
    for quote in quotes_of(archive):
        (forum,) = (forum for forum in archive.forums() if forum.key == quote.forum)
        speaker = speakers.get(quote.speaker_key or "")
        card = Card(
            quote_card(
                quote,
                speaker=speaker,
                theme=themes[quote.theme_key],
                forum=forum,
                words=any_words,
                private=True,
                pool=Pool(speaker=quote.speaker_key, theme=quote.theme_key),
            )
        )
        assert all(f"> {part}" in shown(card.text) for part in quote.record.text), quote.key
        assert not card.turns
        reported = quote.record.kind is not Kind.DIRECT
        assert reported == any(line.startswith("**") for line in card.lines)
        passage = Card(
            context_card(quote, passage=archive.passage(quote), speaker=speaker, forum=forum, words=any_words)
        )
        plain = shown(passage.text).replace("**", "").replace("\xa0", " ")
        assert all(part in plain for part in quote.record.text), quote.key
        assert passage.text.count("**") == 2 * len(quote.record.text)


async def test_speakers(archive: Archive, any_words: Words) -> None:
    themes = {theme.key: theme for theme in archive.themes()}
    for speaker in archive.speakers():
        (forum,) = (forum for forum in archive.forums() if forum.key == speaker.forum)
        view = speaker_card(
            speaker,
            forum=forum,
            themes=[themes[key] for key in speaker.theme_keys],
            quotes=archive.quotes(Pool(speaker=speaker.key), page=0, size=PAGE_SIZE),
            words=any_words,
            private=True,
        )
        card = Card(view)
        record = speaker.record
        assert record.role.printed in card.lines
        assert all(f"**{name.text}** · " in card.text for name in record.names)
        assert sum(custom_id.startswith("fh:q:") for custom_id in card.ids) == speaker.quote_count
        assert 1 <= len(speaker_choice(speaker, any_words)) <= 100


async def test_themes(archive: Archive, any_words: Words) -> None:
    speakers = speakers_of(archive)
    for theme in archive.themes():
        (forum,) = (forum for forum in archive.forums() if forum.key == theme.forum)
        view = theme_card(
            theme,
            forum=forum,
            speakers=[speakers[key] for key in theme.speaker_keys],
            quotes=archive.quotes(Pool(theme=theme.key), page=0, size=PAGE_SIZE),
            cited=cited(archive, theme),
            quote_speakers=speakers,
            words=any_words,
            private=True,
        )
        card = Card(view)
        assert theme.record.heading.printed in card.text
        assert all(speakers[key].record.name in card.text for key in theme.speaker_keys)
        assert 1 <= len(theme_choice(theme, any_words)) <= 100


async def test_forums_and_lists(archive: Archive, any_words: Words) -> None:
    themes = {theme.key: theme for theme in archive.themes()}
    for forum in archive.forums():

        def make(page: int, key: str = forum.key) -> ui.LayoutView:
            found = archive.forum(key)
            assert found is not None
            return forum_card(found, themes=archive.themes(key), words=any_words, private=True, page=page)

        pages = [Card(make(page)) for page in range(3)]
        told = "\n".join(page.text for page in pages)
        assert all(str(source.url) in told for source in forum.record.sources.values() if source.url)
        assert 1 <= len(forum_choice(forum, any_words)) <= 100
        pool = Pool(forum=forum.key)
        for number in range(archive.quotes(pool, page=0, size=PAGE_SIZE).count):
            view = quotes_card(
                archive.quotes(pool, page=number, size=PAGE_SIZE),
                pool=pool,
                speakers=speakers_of(archive),
                themes=themes,
                forum=forum,
                words=any_words,
                private=True,
            )
            assert Card(view).buttons
