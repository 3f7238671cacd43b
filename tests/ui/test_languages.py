"""Every shipped record on every card in Chinese and Japanese: what is not printed is not in English."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from discord import ui
from msgspec import to_builtins

from bot.archive import Archive, identify, open_archive, search
from bot.archive.entities import Pool
from bot.archive.hits import Hits, Scope
from bot.i18n import Catalogues, Words
from bot.i18n.traditional import traditional
from bot.languages import Language
from bot.shipped import shipped
from bot.ui.cards import (
    PAGE_SIZE,
    CommandHelp,
    compare_card,
    compared,
    context_card,
    forum_card,
    help_card,
    identified_card,
    quote_card,
    quotes_card,
    search_card,
    speaker_card,
    theme_card,
)
from bot.ui.presses import Comparison, Search
from bot.ui.wording import BREAK
from tests.ui.conftest import Card
from tests.ui.discord_markdown import shown
from tests.ui.test_shipped import cited, quotes_of, speakers_of

PRINTED = {"printed", "text", "title", "name", "family", "attribution", "publisher"}
"""Fields of records that hold what somebody else wrote; `text` of a fact is in every language."""
LATIN = re.compile(r"[A-Za-z][A-Za-z’-]{2,}")
EVERYWHERE = {"SHA-"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def allowed(archive: Archive) -> set[str]:
    """Latin words in what is printed, and in translations: names that every language writes so."""
    records: list[Any] = [forum.record for forum in archive.forums()]
    records += [speaker.record for speaker in archive.speakers()]
    records += [theme.record for theme in archive.themes()]
    records += [quote.record for quote in quotes_of(archive)]
    texts = [text for record in records for text in _printed(to_builtins(record))]
    return {word for text in texts for word in LATIN.findall(text)} | EVERYWHERE


def _printed(value: object, field: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != Language.EN:
                yield from _printed(inner, name if name in {*PRINTED, *Language} else "")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _printed(inner, field)
    elif isinstance(value, str) and field:
        yield value


def cards_of(archive: Archive, words: Words) -> Iterator[ui.LayoutView]:
    """One of each kind of card for every record, and every page."""
    (forum,) = archive.forums()
    themes, speakers = {theme.key: theme for theme in archive.themes()}, speakers_of(archive)
    common: dict[str, Any] = {"forum": forum, "words": words}
    for quote in quotes_of(archive):
        said = {"speaker": speakers.get(quote.speaker_key or ""), **common}
        for private in (True, False):
            yield quote_card(quote, theme=themes[quote.theme_key], private=private, pool=Pool(), **said)
        yield context_card(quote, passage=archive.passage(quote), **said)
    for speaker in speakers.values():
        page = archive.quotes(Pool(speaker=speaker.key), page=0, size=PAGE_SIZE)
        of_speaker = [themes[key] for key in speaker.theme_keys]
        yield speaker_card(speaker, themes=of_speaker, quotes=page, private=True, **common)
        other = next(each for each in speakers.values() if each != speaker)
        nothing = archive.quotes(Pool(speaker="nobody/nobody"), page=0, size=PAGE_SIZE)
        this = Comparison(speaker.key, other.key)
        yield compare_card(
            [(speaker, page), (other, nothing)],
            theme=None,
            themes=themes,
            this=this,
            forums={forum.key: forum},
            words=words,
            private=False,
        )
    for theme in themes.values():
        page = archive.quotes(Pool(theme=theme.key), page=0, size=PAGE_SIZE)
        about = {"cited": cited(archive, theme), "quote_speakers": speakers, **common}
        who = [speakers[key] for key in theme.speaker_keys]
        yield theme_card(theme, speakers=who, quotes=page, private=True, **about)
    for number in range(3):
        yield forum_card(forum, themes=list(themes.values()), words=words, private=True, page=number)
    page = archive.quotes(Pool(forum=forum.key), page=0, size=PAGE_SIZE)
    yield quotes_card(
        page, pool=Pool(forum=forum.key), speakers=speakers, themes=themes, private=True, **common
    )
    commands = [
        CommandHelp("quote", "In English", ("speaker",)),
        CommandHelp("settings language", "Also", ()),
    ]
    yield help_card(words=words, commands=commands)


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT, Language.JA])
async def test_nothing_is_left_in_english(
    archive: Archive, allowed: set[str], catalogues: Catalogues, language: Language
) -> None:
    for view in cards_of(archive, catalogues.words(language)):
        card = Card(view)
        told = [*(shown(line) for line in card.lines if not line.startswith("> ")), *card.buttons]
        for line in told:
            plain = re.sub(r"\]\(<[^>]*>\)|\(https?:\S*|SHA-256 [0-9a-f]+", "", line)
            assert set(LATIN.findall(plain)) <= allowed, line


async def test_what_a_card_shows_in_traditional_chinese_is_recognised(
    archive: Archive, catalogues: Catalogues
) -> None:
    words = catalogues.words(Language.ZH_HANT)
    (forum,) = archive.forums()
    theme = archive.themes()[0]
    for quote in archive.quotes(Pool(), page=0, size=100).items:
        text = f" {BREAK} ".join(map(traditional, quote.record.translations[Language.ZH_HANS]))
        found = identify(archive, text)
        assert found is not None
        view = identified_card(
            found, compared(found, words), speaker=None, theme=theme, forum=forum, words=words
        )
        assert words("identify-exact") in Card(view).lines, text


def hits_card(archive: Archive, hits: Hits, text: str, words: Words) -> ui.LayoutView:
    return search_card(
        hits,
        text=text,
        search=Search(text),
        quotes={quote.key: quote for quote in quotes_of(archive)},
        speakers=speakers_of(archive),
        themes={theme.key: theme for theme in archive.themes()},
        forums={},
        words=words,
        private=False,
    )


async def test_hits_are_shown_in_the_readers_chinese(archive: Archive, catalogues: Catalogues) -> None:
    for language, shown_as in ((Language.ZH_HANT, "人工智慧"), (Language.ZH_HANS, "人工智能")):
        hits = search(archive, "人工智慧", Scope(language), page=0, size=PAGE_SIZE)
        view = hits_card(archive, hits, "人工智慧", catalogues.words(language))
        assert f"**{shown_as}**" in Card(view).text


async def test_a_hit_in_another_language_says_which(archive: Archive, catalogues: Catalogues) -> None:
    cases = [
        (Language.JA, "logistics", "英語 · 記事の原文"),
        (Language.EN, "物流", "Simplified Chinese · unofficial translation"),
        (Language.ZH_HANT, "物流", "轉述 · 非官方翻譯"),
        (Language.EN, "logistics", "Taro Shimada · 島田太郎 · Reported speech"),
    ]
    for language, text, mark in cases:
        hits = search(archive, text, Scope(language), page=0, size=PAGE_SIZE)
        view = hits_card(archive, hits, text, catalogues.words(language))
        assert any(line.endswith(mark) for line in Card(view).lines), (language, mark)


async def test_of_the_words_of_a_theme_only_those_that_match_are_shown(
    archive: Archive, catalogues: Catalogues
) -> None:
    hits = search(archive, "環境", Scope(Language.JA), page=0, size=PAGE_SIZE)
    lines = Card(hits_card(archive, hits, "環境", catalogues.words(Language.JA))).lines
    assert "「ゼロカーボン化」、デジタル経済で勢いを増す — **环境** · **環境**" in lines
