"""The passage of the article that a quote was taken from, with the quotation in bold."""

from collections.abc import Iterator

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Passage, Quote, Speaker
from bot.i18n import Words
from bot.records.source import Span
from bot.ui.lengths import cuts, excerpt
from bot.ui.markdown import marked, quoted, subtext
from bot.ui.presses import Action, Press, of_key
from bot.ui.sheet import Accent, Block, Gap, Room, Sheet, button, page_line, paginate, turning
from bot.ui.sources import place_line
from bot.ui.wording import full_name

_COMPONENTS = 10


def context_card(
    quote: Quote,
    *,
    passage: Passage,
    speaker: Speaker | None,
    forum: Forum,
    words: Words,
    page: int = 0,
) -> ui.LayoutView:
    """The passage, verbatim; what one message cannot hold goes on on the next page."""
    name = excerpt(full_name(speaker, words), 200) if speaker else words("nobody-named")
    head = f"### {words('context-heading', speaker=name)}"
    foot = [subtext(words("context-bold", kind=quote.record.kind.value)), place_line(quote, forum, words)]
    room = Room(limits.MESSAGE_TEXT - sum(len(line) + 1 for line in (head, *foot)) - 80, _COMPONENTS)
    pages = paginate(list(_paragraphs(passage, room.characters)), room)
    page = min(page, len(pages) - 1)
    sheet = Sheet(Accent.QUIET)
    sheet.text(head)
    sheet.blocks(pages[page])
    sheet.gap(Gap.RULE)
    sheet.text(*foot, page_line(page, len(pages), words))

    def turn(number: int) -> Press:
        return of_key(Action.CONTEXT, quote.key, "quote", page=number, turn=True)

    sheet.row(*turning(page, len(pages), turn, words))
    sheet.row(button(words("the-quote"), of_key(Action.QUOTE, quote.key, "quote")))
    return sheet.view()


def _paragraphs(passage: Passage, room: int) -> Iterator[Block]:
    """The passage as a block quotation, a block for each paragraph or part of one."""
    start = 0
    for paragraph in passage.text.splitlines(keepends=True):
        # Bold takes four characters a mark; a passage has few of them.
        for cut in cuts(paragraph.rstrip(), room - 2 - 4 * len(passage.marks)):
            stretch = Span(start + cut.start, start + cut.end)
            shown = marked(passage.text[stretch.start : stretch.end], _within(passage.marks, stretch))
            yield Block(quoted(shown.strip(" ")))
        start += len(paragraph)


def _within(marks: tuple[Span, ...], stretch: Span) -> tuple[Span, ...]:
    """The marks that fall into a stretch, relative to it."""
    return tuple(
        Span(max(mark.start, stretch.start) - stretch.start, min(mark.end, stretch.end) - stretch.start)
        for mark in marks
        if mark.start < stretch.end and mark.end > stretch.start
    )
