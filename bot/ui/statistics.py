"""How a server uses the bot: totals, favourites, and what was looked for in vain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from discord import ui

from bot.i18n import Words
from bot.journal.events import Count, Statistics
from bot.languages import Language
from bot.ui.commands import command_name
from bot.ui.lengths import excerpt
from bot.ui.markdown import subtext
from bot.ui.sheet import Accent, Gap, Sheet

_TOP: Final = 5
"""Entries of each list."""
_NAME: Final = 100
_INLINE: Final = 30


def statistics_card(
    statistics: Statistics, *, names: Mapping[str, str], picture: str | None, words: Words
) -> ui.LayoutView:
    """The card of `/stats`: `names` are plain text by record key, `picture` is a file sent along."""
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"### {words('stats-heading')}", *_totals(statistics, words))
    if picture:
        sheet.picture(picture, words("stats-picture", count=sum(times for _, times in statistics.days)))
    if statistics.total:
        sheet.gap(Gap.RULE)
        sheet.text(*_inline(statistics, words))

    def named(what: str) -> str:
        return names.get(what, what)

    for heading, counts in (
        (words("stats-quotes"), statistics.quotes),
        (words("stats-speakers"), statistics.speakers),
        (words("stats-themes"), statistics.themes),
    ):
        if counts:
            sheet.gap(Gap.SPACE)
        sheet.text(*_list(heading, counts, named, words))
    if statistics.unanswered:
        sheet.gap(Gap.RULE)
        sheet.text(*_list(words("stats-unanswered"), statistics.unanswered, str, words))
    return sheet.view()


def _totals(statistics: Statistics, words: Words) -> Iterator[str]:
    if statistics.since is None or not statistics.total:
        yield words("stats-nothing")
        return
    yield words("stats-total", count=statistics.total, users=statistics.users)
    facts = [words("stats-since", day=words.date(statistics.since.date()))]
    if statistics.median_ms is not None:
        facts.append(words("stats-median", ms=round(statistics.median_ms)))
    yield subtext(" · ".join(facts))


def _inline(statistics: Statistics, words: Words) -> Iterator[str]:
    """Short lists in a line each."""

    def language(what: str) -> str:
        return words("language", language=what) if what in set(Language) else what

    def outcome(what: str) -> str:
        return words("outcome", outcome=what)

    def command(what: str) -> str:
        return words("stats-command", command=what, name=command_name(what, words))

    yield _line(words("stats-commands"), statistics.commands, command)
    yield _line(words("stats-languages"), statistics.languages, language)
    yield _line(words("stats-outcomes"), statistics.outcomes, outcome)


def _line(heading: str, counts: Sequence[Count], name: Callable[[str], str]) -> str:
    if not counts:
        return ""
    entries = " · ".join(f"{excerpt(name(count.what), _INLINE)} {count.times}" for count in counts)
    return f"**{heading}** {entries}"


def _list(heading: str, counts: Sequence[Count], name: Callable[[str], str], words: Words) -> Iterator[str]:
    if not counts:
        return
    yield f"**{heading}**"
    for count in counts[:_TOP]:
        yield f"- {excerpt(name(count.what), _NAME)} · {words('times', count=count.times)}"
