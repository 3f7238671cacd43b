"""A reader of Traditional Chinese gets the same cards with and without what was derived beforehand."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.archive import Archive, identify, open_archive, search
from bot.archive.apart import prepare
from bot.archive.derived import Derivation
from bot.archive.entities import Pool
from bot.archive.hits import Scope, text_of_quote, text_of_speaker
from bot.i18n import Catalogues, Words
from bot.i18n.traditional import in_bulk, method, traditional
from bot.languages import Language
from bot.shipped import shipped
from bot.ui.cards import PAGE_SIZE, compared, identified_card, theme_card
from bot.ui.labels import (
    forum_choice,
    forum_option,
    quote_name,
    speaker_choice,
    speaker_option,
    theme_choice,
    theme_option,
)
from bot.ui.presses import Action, Press
from tests.benchmarks.growth.synthetic import Size, write
from tests.ui.conftest import Card
from tests.ui.test_languages import cards_of, hits_card
from tests.ui.test_shipped import cited, quotes_of, speakers_of

HANS, HANT = Language.ZH_HANS, Language.ZH_HANT
DERIVATION = Derivation(method(), in_bulk)


class Reader:
    """Somebody who reads Traditional Chinese, and what had to be converted for them."""

    def __init__(self, archive: Archive, cache: Path | None) -> None:
        self.archive = archive
        self.converted: list[str] = []
        catalogues = Catalogues.load(cache=cache, derive=self._convert)
        self.words = catalogues.words(HANT, archive.derived)
        self.simplified = catalogues.words(HANS, archive.derived)

    def _convert(self, text: str) -> str:
        self.converted.append(text)
        return traditional(text)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    Catalogues.load(cache=folder).keep()
    prepare(shipped("data"), folder, DERIVATION)
    return folder


@pytest.fixture
def readers(cache: Path) -> Iterator[tuple[Reader, Reader]]:
    """One beside whose archive all is derived, and one without."""
    with (
        closing(open_archive(shipped("data"), cache, None, DERIVATION)) as archive,
        closing(open_archive(shipped("data"), cache)) as bare,
    ):
        yield Reader(archive, cache), Reader(bare, None)


def every_card(reader: Reader) -> Iterator[object]:
    """Of each record, and of each page of it."""
    yield from (Card(view).components for view in cards_of(reader.archive, reader.words))


def every_label(reader: Reader) -> Iterator[object]:
    """In autocomplete, pickers, buttons and statistics."""
    archive, words, press = reader.archive, reader.words, Press(Action.ANOTHER)
    for speaker in archive.speakers():
        yield speaker_choice(speaker, words), speaker_option(speaker, press, words)
    for theme in archive.themes():
        yield theme_choice(theme, words), theme_option(theme, press, words)
    for forum in archive.forums():
        yield forum_choice(forum, words), forum_option(forum, press, words)
    for quote in quotes_of(archive):
        yield quote_name(quote, words)


def every_hit(reader: Reader) -> Iterator[object]:
    """What a search finds: quotes, themes, summaries and speakers, by words in three languages."""
    for text in (
        "人工智慧",
        "人工智能",
        "數位",
        "数字",
        "合作",
        "東芝",
        "中国",
        "総裁",
        "trends",
        "AI",
        "张",
    ):
        for language in (HANT, HANS):
            scope = Scope(HANT, language=language)
            for number in range(4):
                hits = search(reader.archive, text, scope, number, PAGE_SIZE)
                if hits.items:
                    yield Card(hits_card(reader.archive, hits, text, reader.words)).components


def every_identification(reader: Reader) -> Iterator[object]:
    """Of quotes as they are recorded, as a card shows them in Traditional Chinese, and altered."""
    archive = reader.archive
    (forum,) = archive.forums()
    for quote in archive.quotes(Pool(), 0, 100).items:
        theme = archive.theme(quote.theme_key)
        assert theme is not None
        recorded = text_of_quote(quote, HANS) or ""
        for pasted in (recorded, traditional(recorded), traditional(recorded)[6:] + "等等等等"):
            found = identify(archive, pasted)
            for words in (reader.words, reader.simplified):
                if found is not None:
                    comparison = compared(found, words)
                    view = identified_card(
                        found, comparison, speaker=None, theme=theme, forum=forum, words=words
                    )
                    yield Card(view).components


def every_page_of_a_theme(reader: Reader) -> Iterator[object]:
    """Beside what is quoted, the summary goes on for pages."""
    archive, words = reader.archive, reader.words
    (forum,), speakers = archive.forums(), speakers_of(archive)
    for theme in archive.themes():
        for number in range(3):
            view = theme_card(
                theme,
                forum=forum,
                speakers=[speakers[key] for key in theme.speaker_keys],
                quotes=archive.quotes(Pool(theme=theme.key), page=number, size=PAGE_SIZE),
                cited=cited(archive, theme),
                quote_speakers=speakers,
                words=words,
                private=True,
                page=number,
            )
            yield Card(view).components


@pytest.mark.unmeasured
async def test_every_card_is_the_same_and_nothing_is_converted_for_it(
    readers: tuple[Reader, Reader],
) -> None:
    prepared, bare = readers
    for every in (every_card, every_label, every_hit, every_identification, every_page_of_a_theme):
        shown = [*every(prepared)]
        assert len(shown) > 10, every
        assert shown == [*every(bare)], every
    assert prepared.converted == []
    assert len(bare.converted) > 1000, "the catalogue, and every text each time"


async def test_a_forum_that_is_printed_in_chinese_is_found_as_it_is_shown(tmp_path: Path) -> None:
    records = write(tmp_path / "records", Size(24, 6, 3))
    prepare(records, tmp_path / "cache", DERIVATION)
    Catalogues.load(cache=tmp_path / "cache").keep()
    with closing(open_archive(records, tmp_path / "cache", None, DERIVATION)) as archive:
        reader = Reader(archive, tmp_path / "cache")
        printed = [quote for quote in archive.quotes(Pool(), 0, 100).items if quote.forum == "synthetic-1"]
        for quote in printed:
            text = quote.record.text[0]
            found = identify(archive, traditional(text))
            assert found is not None
            assert compared(found, reader.words).exact
        for speaker in archive.speakers("synthetic-1"):
            hits = search(archive, speaker.record.name, Scope(HANT), 0, PAGE_SIZE)
            view = hits_card(archive, hits, "", reader.words)
            assert traditional(text_of_speaker(speaker))[:12] in Card(view).text.replace("**", "")
        assert reader.converted == []


async def test_what_somebody_typed_is_converted_all_the_same(readers: tuple[Reader, Reader]) -> None:
    prepared, _ = readers
    assert prepared.words.traditional("没有人说过的话") == "沒有人說過的話"
    assert prepared.converted == ["没有人说过的话"]


def test_words_beside_the_same_records_are_the_same_words(readers: tuple[Reader, Reader]) -> None:
    prepared, bare = readers
    catalogues = Catalogues.load()

    def words(archive: Archive | None) -> Words:
        return catalogues.words(Language.EN, archive.derived if archive else None)

    first = words(prepared.archive)
    assert words(None) is words(None)
    assert words(prepared.archive) is first
    assert words(bare.archive) is not first
    assert words(bare.archive)("open") == first("open")
