"""Questions back, apologies, help and statistics with the longest texts there can be, in every language.

That each card fits Discord's limits is asserted by `Card` itself.
"""

from datetime import UTC, date, datetime, timedelta

from bot.i18n import Words
from bot.journal.events import Count, Statistics
from bot.ui.cards import (
    NEAREST,
    CommandHelp,
    apology_card,
    gone_card,
    help_card,
    limited_card,
    nearest_card,
    picker_card,
    statistics_card,
    unsaid_card,
)
from bot.ui.labels import forum_option, quote_name, speaker_choice, speaker_option, theme_option
from bot.ui.presses import Action, Press
from tests.ui.conftest import Card
from tests.ui.test_limits import FORUM, ID, MARKUP, THEME, long, long_quote, long_speaker


async def test_menus_and_buttons(any_words: Words) -> None:
    speakers = [long_speaker(number, facts=0, names=1) for number in range(60)]
    options = [
        speaker_option(speaker, Press(Action.SPEAKER, forum="bt-17", speaker=speaker.record.id), any_words)
        for speaker in speakers
    ]
    options.append(theme_option(THEME, Press(Action.THEME, forum="bt-17", theme=f"{ID}001"), any_words))
    options.append(forum_option(FORUM, Press(Action.FORUM, forum="bt-17"), any_words))
    for text in ("", long(1, 6000), "\n" * 6000, "\ud800\u202e" * 100, "😀" * 3000):
        Card(picker_card(text, options=options, words=any_words))
        Card(nearest_card(text, options=options, words=any_words))
        Card(nearest_card(text, options=[], words=any_words))
    assert len(Card(nearest_card("x", options=options, words=any_words)).buttons) == NEAREST
    assert all(1 <= len(speaker_choice(speaker, any_words)) <= 100 for speaker in speakers)


async def test_words_of_the_house(any_words: Words) -> None:
    Card(gone_card(words=any_words))
    speaker = long_speaker(facts=0, names=1)
    for whom, about in ((speaker, THEME), (speaker, None), (None, THEME), (None, None)):
        Card(unsaid_card(speaker=whom, theme=about, words=any_words))
    for server in (True, False):
        assert (
            "<t:1:R>"
            in Card(limited_card(datetime.fromtimestamp(1, UTC), server=server, words=any_words)).text
        )
    Card(apology_card(long(1, 5000), words=any_words))
    commands = [
        CommandHelp("x" * 32, long(n, 100), ("option-of-32-characters-in-length",) * 25) for n in range(100)
    ]
    Card(help_card(words=any_words, commands=commands))


async def test_statistics_of_long_names(any_words: Words) -> None:
    def counts(prefix: str) -> tuple[Count, ...]:
        return tuple(Count(f"{prefix}{n}{MARKUP * 40}", 10**9) for n in range(10))

    statistics = Statistics(
        total=10**9,
        since=datetime(2026, 1, 1, tzinfo=UTC),
        users=10**9,
        median_ms=1e6,
        commands=counts("c"),
        outcomes=counts("o"),
        quotes=counts("q"),
        speakers=counts("s"),
        themes=counts("t"),
        languages=counts("l"),
        unanswered=counts("u"),
        days=tuple((date(2026, 1, 1) + timedelta(days=n), 10**9) for n in range(30)),
    )
    name = quote_name(long_quote(1), any_words)
    names = {count.what: name for count in statistics.quotes}
    Card(statistics_card(statistics, names=names, picture="use.png", words=any_words))
