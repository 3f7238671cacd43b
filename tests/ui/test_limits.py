"""The longest records that anybody could write, in every language, page by page: all of it, and it fits.

That each page fits Discord's limits is asserted by `Card` itself.
"""

from collections.abc import Callable

import pytest
from discord import ui

from bot.archive.entities import Pool, Quote, Speaker, Theme
from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.records import models
from bot.records.models import Grade, Kind, Script
from bot.ui.cards import (
    PAGE_SIZE,
    context_card,
    forum_card,
    quote_card,
    quotes_card,
    speaker_card,
    theme_card,
)
from tests.ui import samples
from tests.ui.conftest import Card
from tests.ui.discord_markdown import shown

ID = "x" * 29
URL = f"https://example.org/{'路' * 40}?{'_' * 120}"
MARKUP = "*_~`|[<\\"


def long(number: int, length: int = 160) -> str:
    """A text full of markup that can be told from all others."""
    return f"N{number}n {(MARKUP * length)[: length - 8]}"


def all_pages(make: Callable[[int], ui.LayoutView], most: int = 200) -> list[Card]:
    """Every page of a card, by turning it with its own button."""
    found: list[Card] = []
    page: int | None = 0
    while page is not None:
        assert len(found) < most
        found.append(Card(make(page)))
        page = next((turn.page for turn in found[-1].turns if turn.page > page), None)
    return found


def said(pages: list[Card]) -> str:
    return "\n".join(shown(page.text) for page in pages)


def long_speaker(number: int = 0, *, facts: int = 60, names: int = 40) -> Speaker:
    """Somebody with 40 names and 60 facts, all of them long."""
    scripts = [script for script in Script if script is not Script.LATIN]
    speaker = samples.speaker(
        f"{ID}{number:03}",
        shown=long(number),
        names=[
            samples.name(long(1000 + n, 90), scripts[n % 4], list(Grade)[n % 3], note=long(2000 + n))
            for n in range(names)
        ],
        facts=[
            models.Fact(text=samples.wording(long(3000 + n, 400)), source="report", dated="2021-10")
            for n in range(facts)
        ],
        role=long(4000, 700),
        title=long(4001, 700),
        organisation=long(4002, 700),
        quote_count=200,
        theme_keys=("bt-17/trends",),
    )
    return Speaker(speaker.key, "bt-17", speaker.record, 200, speaker.theme_keys)


def long_quote(number: int, length: int = 2500) -> Quote:
    return samples.quote(
        f"{ID}{number:03}",
        kind=list(Kind)[number % 2],
        speaker=f"{ID}000",
        theme=f"{ID}001",
        text=[long(number, length)],
        translations={
            language: [long(number, length)] for language in (Language.ZH_HANS, Language.ZH_HANT, Language.JA)
        },
        attribution=long(1, 900),
        note=samples.wording(long(2, 2500)),
    )


def long_theme(speakers: int = 100) -> Theme:
    theme = samples.theme(
        f"{ID}001",
        heading=long(5000, 700),
        sentences=[(long(6000 + n, 900), [f"{ID}{n:03}", f"{ID}{n + 1:03}"]) for n in range(30)],
        speaker_keys=[f"bt-17/{ID}{n:03}" for n in range(speakers)],
    )
    return Theme(theme.key, "bt-17", theme.record, 200, theme.speaker_keys)


FORUM = samples.forum(
    name=long(7000, 250),
    topics=40,
    notes=[samples.wording(long(7100 + n, 3000)) for n in range(3)],
    sources={
        f"{'report' if n == 0 else f'report-{n}'}": samples.source(long(7200 + n), URL) for n in range(60)
    },
)
THEME = long_theme()
SPEAKER = long_speaker()
OTHERS = [language for language in Language if language is not Language.EN]


@pytest.fixture(
    params=[Language.EN, *(pytest.param(language, marks=pytest.mark.unmeasured) for language in OTHERS)]
)
def any_words(request: pytest.FixtureRequest, catalogues: Catalogues) -> Words:
    """Of what is so long, one language is measured: the others go the same ways again."""
    return catalogues.words(request.param)


async def test_a_quote_of_2500_characters_with_its_translation(any_words: Words) -> None:
    quote = long_quote(7)

    def make(page: int) -> ui.LayoutView:
        return quote_card(
            quote,
            speaker=SPEAKER,
            theme=THEME,
            forum=FORUM,
            words=any_words,
            private=True,
            pool=Pool(speaker=SPEAKER.key, theme=THEME.key),
            page=page,
        )

    pages = all_pages(make)
    texts = "".join(
        shown(line.removeprefix("> ")) for page in pages for line in page.lines if line.startswith("> ")
    )
    whole = long(7, 2500).replace(" ", "")
    assert texts.replace(" ", "").count(whole) == (1 if any_words.language is Language.EN else 2)


async def test_a_speaker_with_200_quotes_60_facts_and_40_names(any_words: Words) -> None:
    def make(page: int) -> ui.LayoutView:
        number = min(page, 39)
        quotes = [long_quote(number * PAGE_SIZE + row) for row in range(PAGE_SIZE)]
        return speaker_card(
            SPEAKER,
            forum=FORUM,
            themes=[THEME],
            quotes=samples.page(quotes, number=number, size=PAGE_SIZE, total=200),
            words=any_words,
            private=True,
            page=page,
        )

    pages = all_pages(make)
    text = said(pages)
    assert len(pages) >= 40
    for number in (
        *range(1000, 1040),
        *range(2000, 2040),
        *range(3000, 3060),
        4000,
        4002,
        *range(200),
    ):
        assert f"N{number}n" in text, number
    assert text.count("N199n") == 1


async def test_a_theme_with_100_speakers(any_words: Words) -> None:
    speakers = [long_speaker(number, facts=0, names=1) for number in range(100)]
    by_key = {speaker.key: speaker for speaker in speakers}
    cited = {f"{ID}{number:03}": long_quote(number) for number in range(31)}

    def make(page: int) -> ui.LayoutView:
        number = min(page, 39)
        quotes = [long_quote(number * PAGE_SIZE + row) for row in range(PAGE_SIZE)]
        return theme_card(
            THEME,
            forum=FORUM,
            speakers=speakers,
            quotes=samples.page(quotes, number=number, size=PAGE_SIZE, total=200),
            cited=cited,
            quote_speakers=by_key,
            words=any_words,
            private=True,
            page=page,
        )

    text = said(all_pages(make))
    for number in (*range(6000, 6030), *range(100)):
        assert f"N{number}n" in text, number


async def test_lists_of_200_quotes(any_words: Words) -> None:
    for pool in (Pool(forum="bt-17"), Pool(speaker=SPEAKER.key), Pool(speaker=SPEAKER.key, theme=THEME.key)):

        def make(page: int, pool: Pool = pool) -> ui.LayoutView:
            quotes = [long_quote(page * PAGE_SIZE + row) for row in range(PAGE_SIZE)]
            return quotes_card(
                samples.page(quotes, number=page, size=PAGE_SIZE, total=200),
                pool=pool,
                speakers={SPEAKER.key: SPEAKER},
                themes={THEME.key: THEME},
                forum=FORUM,
                words=any_words,
                private=True,
            )

        assert len(all_pages(make)) == 40


async def test_the_last_pages_of_a_million_quotes_under_the_longest_ids(words: Words) -> None:
    forum = "f" * 24
    pools = (
        (Pool(speaker=f"{forum}/{'s' * 32}"), 199_999),
        (Pool(speaker=f"{forum}/{'s' * 32}", theme=f"{forum}/{'t' * 32}"), 99),
    )
    for pool, number in pools:
        view = quotes_card(
            samples.page([samples.quote()], number=number, size=PAGE_SIZE, total=1_000_000),
            pool=pool,
            speakers={pool.speaker or "": samples.shimada()},
            themes={pool.theme or "": samples.theme()},
            forum=samples.forum(),
            words=words,
            private=True,
        )
        assert Card(view).buttons["Previous"].endswith(f":{number - 1}")


async def test_a_forum_with_60_sources(any_words: Words) -> None:
    themes = [samples.theme(f"{ID}{n:03}", heading=long(n, 300)) for n in range(60)]

    def make(page: int) -> ui.LayoutView:
        return forum_card(FORUM, themes=themes, words=any_words, private=True, page=page)

    pages = all_pages(make)
    text = said(pages)
    for number in (*range(7100, 7103), *range(7200, 7260)):
        assert f"N{number}n" in text, number
    opened = {custom_id for page in pages for custom_id in page.ids if custom_id.startswith("fh:t:")}
    assert len(opened) == 60


async def test_a_passage_of_any_length(any_words: Words) -> None:
    text = "\n\n".join(f"{long(n, 900)} “{long(n + 500, 900)}” end." for n in range(12))
    first, last = text.index("“"), text.rindex("”") + 1
    passage = samples.passage(text, (first, first + 900), (last - 900, last))

    def make(page: int) -> ui.LayoutView:
        return context_card(
            long_quote(1), passage=passage, speaker=SPEAKER, forum=FORUM, words=any_words, page=page
        )

    told = said(all_pages(make)).replace("> ", "").replace("**", "")
    for number in (*range(12), *range(500, 512)):
        assert f"N{number}n" in told
