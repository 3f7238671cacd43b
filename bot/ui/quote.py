"""One utterance: the words as printed, who said them, how the source tells it, and where it stands."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot import limits
from bot.archive.entities import Forum, Pool, Quote, Speaker, Theme
from bot.i18n import Words
from bot.records.models import Attribution, Grade, Kind
from bot.ui.audience import other_languages, to_others
from bot.ui.lengths import excerpt, fitted
from bot.ui.markdown import escape, quoted, subtext
from bot.ui.presses import Action, Press, of_key, of_pool
from bot.ui.sheet import (
    Accent,
    Block,
    Button,
    Gap,
    Part,
    Room,
    Sheet,
    button,
    flowing,
    page_line,
    paginate,
    turning,
)
from bot.ui.sources import place_line
from bot.ui.wording import BREAK, full_name, other_name, reads, role_name, said, theme_name, translation

_ACCENTS: Final = {
    Kind.DIRECT: Accent.RECORD,
    Kind.REPORTED: Accent.REPORTED,
    Kind.UNATTRIBUTED: Accent.QUIET,
}
_PAGE_LINE: Final = 80
_COMPONENTS: Final = 12
"""For the words themselves; head, foot and buttons take the rest of a message."""


def quote_card(
    quote: Quote,
    *,
    speaker: Speaker | None,
    theme: Theme,
    forum: Forum,
    words: Words,
    private: bool,
    pool: Pool,
    page: int = 0,
) -> ui.LayoutView:
    """The card of one quote, with what to do next.

    The text and its translation are never shortened: what one message cannot hold goes on on the next
    page. `private` answers can be shared; `pool` is what "another quote" draws from.
    """
    head, kind = _head(speaker, words), _kind(quote, words)
    foot = _foot(quote, theme, forum, words)
    taken = sum(len(line) + 1 for line in (*head, *kind, *foot)) + _PAGE_LINE
    room = Room(limits.MESSAGE_TEXT - taken, _COMPONENTS)
    pages = paginate(
        [*_texts(quote, forum, words, room.characters), *_note(quote, words, room.characters)], room
    )
    page = min(page, len(pages) - 1)
    sheet = Sheet(_ACCENTS[quote.record.kind])
    sheet.text(*head)
    sheet.gap(Gap.SPACE)
    sheet.text(*kind)
    sheet.blocks(pages[page])
    sheet.gap(Gap.RULE)
    sheet.text(*foot, page_line(page, len(pages), words))

    def turn(number: int) -> Press:
        return of_key(Action.QUOTE, quote.key, "quote", page=number, turn=True)

    sheet.row(*turning(page, len(pages), turn, words))
    this = of_key(Action.QUOTE, quote.key, "quote", page=page)
    sheet.row(*_buttons(quote, speaker, pool, words, this=this, private=private))
    if private:
        sheet.menu(list(other_languages(this, words)), words("other-languages"))
    return sheet.view()


def _head(speaker: Speaker | None, words: Words) -> list[str]:
    if speaker is None:
        return [f"## {words('nobody-named')}"]
    role = speaker.record.role
    lines = [
        f"## {excerpt(full_name(speaker, words), 200)}",
        excerpt(role.printed, 300),
        subtext(words("as-of", month=words.date(role.as_of))),
    ]
    if translated := role_name(speaker, words):
        lines.append(subtext(words("unofficially", text=excerpt(translated, 300))))
    other = other_name(speaker, words.language)
    if other and other.grade is not Grade.FOUND:
        proof = words("name-caution", name=excerpt(other.text, 80), grade=other.grade.value)
        lines.append(subtext(proof))
    return lines


def _kind(quote: Quote, words: Words) -> list[str]:
    """What the source does with the words. Only what is in quotation marks there goes without emphasis."""
    record = quote.record
    name = words("kind", kind=record.kind.value)
    if record.kind is Kind.DIRECT:
        way = record.attributed_by or Attribution.NAME
        detail = words("attributed-by", way=way.value) if way is not Attribution.NAME else ""
        return [subtext(f"{name} · {detail}" if detail else name)]
    lines = [f"**{name}**", subtext(words("not-verbatim", kind=record.kind.value))]
    if record.kind is Kind.REPORTED and record.attribution:
        lines.append(subtext(words("introduced", phrase=excerpt(record.attribution, 300))))
    return lines


def _texts(quote: Quote, forum: Forum, words: Words, room: int) -> Iterator[Block]:
    """The translation for those who need one, then what is printed, each labelled."""
    printed = forum.record.language
    if reads(words.language, printed):
        yield from _parts(quote.record.text, quote.record.attribution, room, Part(gap=Gap.NONE))
        return
    translated = translation(quote.record.translations, words)
    original = subtext(words("printed-in", language=printed.value))
    if translated is None:
        missing = subtext(words("not-translated", language=words.language.value))
        original = f"{missing}\n{original}"
    else:
        label = words("translated-into", language=translated.language.value, printed=printed.value)
        yield from _parts(translated.text, None, room, Part(subtext(label), gap=Gap.NONE))
    yield from _parts(quote.record.text, quote.record.attribution, room, Part(original, gap=Gap.NONE))


def _parts(texts: Sequence[str], attribution: str | None, room: int, part: Part) -> Iterator[Block]:
    """The parts of an utterance as one block quotation, with what the source puts between them."""
    for number, text in enumerate(texts):
        if number:
            gap = escape(BREAK)
            between = f"{gap} *{excerpt(attribution, 300)}* {gap}" if attribution and number == 1 else gap
            yield Block(quoted(between), part)
        yield from flowing(text, room - len(part.heading), part, quoted)


def _note(quote: Quote, words: Words, room: int) -> Iterator[Block]:
    note = said(quote.record.note or {}, words)
    if note:
        label = words("note")
        yield from flowing(note, room, Part(gap=Gap.NONE), lambda text: subtext(f"{label}{text}"))


def _foot(quote: Quote, theme: Theme, forum: Forum, words: Words) -> list[str]:
    theme_line = words("theme-line", theme=excerpt(theme_name(theme, words), 200))
    return [subtext(theme_line), place_line(quote, forum, words)]


def _buttons(
    quote: Quote, speaker: Speaker | None, pool: Pool, words: Words, *, this: Press, private: bool
) -> Iterator[Button]:
    yield button(words("another-quote"), of_pool(Action.ANOTHER, pool), main=True)
    if speaker:

        def more(name: str) -> str:
            return words("more-from", speaker=name)

        label = fitted(more, speaker.record.name, limits.BUTTON_LABEL)
        yield button(label, of_key(Action.SPEAKER, speaker.key, "speaker"))
    yield button(words("this-theme"), of_key(Action.THEME, quote.theme_key, "theme"))
    yield button(words("in-context"), of_key(Action.CONTEXT, quote.key, "quote"))
    yield to_others(this, words, private=private)
