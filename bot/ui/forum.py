"""The forum itself: edition, dates, places, hosts, format, topics, themes, counts and sources."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Theme
from bot.i18n import Words
from bot.records.models import Printed
from bot.ui.audience import to_others
from bot.ui.lengths import excerpt
from bot.ui.markdown import bold, item, subtext
from bot.ui.presses import Action, Press, of_key
from bot.ui.sheet import Accent, Block, Gap, Part, Room, Sheet, button, flowing, page_line, paginate, turning
from bot.ui.sources import link, name_blocks, source_link
from bot.ui.wording import beside, printed_forum_name, reads, said, theme_name, translation, untranslated

_HEAD: Final = 300
_PAGE_LINE: Final = 80
_ABOUT: Final = Room(
    characters=limits.MESSAGE_TEXT - _HEAD - _PAGE_LINE,
    # Container, head, page line and two rows with their buttons take the rest.
    components=limits.MESSAGE_COMPONENTS - 11,
)
_PIECE: Final = 1500
"""Longest stretch of one text: two fit on a page."""


def forum_card(
    forum: Forum, *, themes: Sequence[Theme], words: Words, private: bool, page: int = 0
) -> ui.LayoutView:
    """The card of a forum; what one message cannot hold goes on on the next page."""
    front = [*_facts(forum, words), *_themes(themes, words), *_notes(forum, words)]
    front.append(Block(subtext(words("forum-next")), Part()))
    proof = [*_names(forum, words), *_sources(forum, words)]
    pages = [*paginate(front, _ABOUT), *paginate(proof, _ABOUT)]
    page = min(page, len(pages) - 1)
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"## {excerpt(printed_forum_name(forum, words), _HEAD - 3)}")
    sheet.blocks(pages[page])
    sheet.text(page_line(page, len(pages), words))

    def turn(number: int) -> Press:
        return Press(Action.FORUM, forum=forum.key, page=number, turn=True)

    sheet.row(*turning(page, len(pages), turn, words))
    draw = button(words("draw"), Press(Action.ANOTHER, forum=forum.key), main=True)
    every = button(words("all-quotes"), Press(Action.QUOTES, forum=forum.key))
    this = Press(Action.FORUM, forum=forum.key, page=page)
    sheet.row(draw, every, to_others(this, words, private=private))
    return sheet.view()


def _facts(forum: Forum, words: Words) -> Iterator[Block]:
    record = forum.record
    if translated := translation(record.name.translations, words):
        yield from flowing(translated.text, _PIECE, tail=words("unofficial-mark"))
    elif missing := untranslated(record.language, words):
        yield Block(subtext(missing))
    day = record.session.day
    yield from _line(words("dates"), [words.days(record.dates.first, record.dates.last)])
    yield from _printed_date(record.dates.printed, record.dates.source, forum, words)
    yield from _line(words("places"), _both(record.places, words))
    yield from _line(words("format"), _both([record.format], words))
    yield from _line(words("hosts"), _both(record.hosts, words))
    yield from _line(words("topics"), _both(record.topics, words))
    yield from _line(
        words("session"), [*_both([record.session.topic], words), words.days(day.first, day.last)]
    )
    yield from _printed_date(day.printed, day.source, forum, words)
    if not reads(words.language, record.language):
        yield Block(subtext(words("in-brackets")))
    counts = words(
        "forum-counts",
        speakers=forum.speaker_count,
        direct=forum.direct_count,
        reported=forum.reported_count,
        unattributed=forum.unattributed_count,
    )
    yield Block(subtext(counts))


def _line(label: str, values: Iterable[str]) -> Iterator[Block]:
    """A labelled fact; its values are plain text."""
    yield from flowing(" · ".join(values), _PIECE, wrap=lambda text: f"**{label}** {text}")


def _both(texts: Iterable[Printed], words: Words) -> Iterator[str]:
    """What is printed, each with its translation for those who need one."""
    for text in texts:
        translated = translation(text.translations, words)
        yield beside(text.printed, translated, words)


def _printed_date(printed: str, source: str, forum: Forum, words: Words) -> Iterator[Block]:
    proof = words("date-source", printed=excerpt(printed, 120), source=source_link(forum, source, words))
    yield Block(subtext(proof))


def _themes(themes: Sequence[Theme], words: Words) -> Iterator[Block]:
    part = Part(f"**{words('themes')}**")
    for theme in themes:
        counts = words("theme-counts", quotes=theme.quote_count, speakers=len(theme.speaker_keys))
        text = f"{excerpt(theme_name(theme, words), 200)}\n{subtext(counts)}"
        press = of_key(Action.THEME, theme.key, "theme")
        yield Block(text, part, opens=(words("open"), press))


def _names(forum: Forum, words: Words) -> Iterator[Block]:
    part = Part(f"**{words('forum-names')}**")
    for printed, names in (
        (forum.record.name.printed, forum.record.names),
        *((host.printed, host.names) for host in forum.record.hosts),
    ):
        if names:
            yield from flowing(printed, _PIECE, part, bold, f" · {words('printed')}")
            yield from name_blocks(names, forum, words, part, _PIECE)


def _notes(forum: Forum, words: Words) -> Iterator[Block]:
    part = Part(f"**{words('notes')}**")
    for note in forum.record.notes:
        if text := said(note, words):
            yield from flowing(text, _PIECE, part, item)


def _sources(forum: Forum, words: Words) -> Iterator[Block]:
    part = Part(f"**{words('sources')}**")
    for source in forum.record.sources.values():
        about = [link(source, words, room=200)]
        if source.publisher:
            about.append(excerpt(source.publisher, 120))
        if source.published:
            about.append(words.date(source.published))
        yield Block(item(", ".join(about)), part)
        if note := said(source.note or {}, words):
            yield from flowing(note, _PIECE, part, subtext)
    checksum = words("source-text", characters=forum.source_characters, sha256=forum.source_sha256[:16])
    yield Block(subtext(checksum), Part(gap=Gap.NONE))
