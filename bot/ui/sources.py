"""Where something comes from, said in a line: the place in the source text, the page behind a fact."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.archive.entities import Forum, Quote
from bot.i18n import Words
from bot.records.models import Name, Source
from bot.records.source import Span
from bot.ui.lengths import ELLIPSIS, excerpt
from bot.ui.markdown import bold, linked, subtext
from bot.ui.sheet import Block, Part, flowing
from bot.ui.wording import forum_name, said

_TITLE: Final = 120
_SPANS: Final = 3
"""How many stretches of a much divided quotation are given by number."""


def source_link(forum: Forum, key: str, words: Words) -> str:
    """The title of one of the forum's sources, linked to its page, as markdown."""
    source = forum.record.sources.get(key)
    return link(source, words) if source else words("unknown-source")


def link(source: Source, words: Words, *, room: int = _TITLE) -> str:
    """A source's title, linked to its page, as markdown."""
    return linked(excerpt(source_name(source, words), room), source.url)


def source_name(source: Source, words: Words) -> str:
    """A source's own title; what it is, in the reader's language, where that is not known."""
    return source.title or said(source.described or {}, words) or words("unknown-source")


def place_line(quote: Quote, forum: Forum, words: Words) -> str:
    """Forum, line and characters of a quote in the stored source text, and a link to the article."""
    stretches = ", ".join(stretch(span, words) for span in quote.spans[:_SPANS])
    if len(quote.spans) > _SPANS:
        stretches += f", {ELLIPSIS}"
    return subtext(
        words(
            "place",
            forum=excerpt(forum_name(forum, words), 120),
            line=quote.line,
            characters=stretches,
            article=source_link(forum, forum.record.article, words),
        )
    )


def stretch(span: Span, words: Words) -> str:
    """A span as people count: the first character is number 1, and the last one is named."""
    return words("stretch", first=span.start + 1, last=span.end)


def name_blocks(names: Sequence[Name], forum: Forum, words: Words, part: Part, room: int) -> Iterator[Block]:
    """A line for every form of a name: its script, and how it is proven, linked to the proof."""
    for name in names:
        proof = words(
            "name-proof",
            script=name.script.value,
            proof=_proof(name, forum.record.sources.get(name.source), words),
        )
        yield from flowing(name.text, room, part, bold, f" · {proof}")
        if note := said(name.note or {}, words):
            yield from flowing(note, room, part, subtext)


def _proof(name: Name, source: Source | None, words: Words) -> str:
    """How a form is proven, in a word or two that lead to the page; where there is no page, its title."""
    grade = words("grade", grade=name.grade.value)
    if source is not None and source.url:
        return linked(grade, source.url)
    title = excerpt(source_name(source, words), _TITLE) if source else words("unknown-source")
    return grade + words("beside", text=title)
