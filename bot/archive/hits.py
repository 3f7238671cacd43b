"""What a search and an identification find, and the texts that they find it in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Levenshtein, Opcode

from bot.archive.entities import Quote, Speaker, Theme
from bot.archive.identify import Likeness
from bot.archive.search import Found
from bot.languages import Language
from bot.records import models
from bot.records.source import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a speaker and/or theme (keys), one language; and the language to show, if it matches."""

    reader: Language
    speaker: str | None = None
    theme: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that matches, with the text in which it does, and where."""

    found: Found
    key: str
    language: Language
    text: str
    marks: tuple[Span, ...]

    @property
    def forum(self) -> str:
        """The key of the forum that it is of."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found; `loose` where nothing holds all the words, and these hold some.

    `more` where more texts match than the `total` that were looked at.
    """

    items: tuple[Hit, ...]
    number: int
    size: int
    total: int
    loose: bool
    more: bool = False

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Identified:
    """The record that a text comes from, and how alike they are; `pasted` is the text without whose it is."""

    quote: Quote
    language: Language
    recorded: str
    alike: Likeness
    pasted: str


def text_of_quote(quote: Quote, language: Language) -> str | None:
    """A quote in one language: as printed in English or whatever the source's is, else as translated."""
    parts = quote.record.translations.get(language)
    return joined(quote.record.text if parts is None else parts)


def joined(parts: Iterable[str]) -> str:
    """The parts of an utterance as one text."""
    return " […] ".join(parts)


def text_of_speaker(speaker: Speaker) -> str:
    """What a speaker is found by."""
    return speaker_text(speaker.record)


def speaker_text(record: models.Speaker) -> str:
    """Names, role, and organisation and title in every language: all that a speaker is looked for by."""
    names = dict.fromkeys([record.name, *(name.text for name in record.names)])
    role, organisation = record.role, record.role.organisation
    known = [
        role.printed,
        *organisation.translations.values(),
        *(name.text for name in organisation.names),
        *role.title.translations.values(),
    ]
    return f"{' · '.join(names)} — {' · '.join(dict.fromkeys(known))}"


def text_of_theme(theme: Theme, found: Found, language: Language) -> str | None:
    """A theme's heading or summary in one language."""
    record = theme.record
    if found is Found.SUMMARY:
        return summary_text(record, language) or None
    return theme_text(record, language)


def summary_text(record: models.Theme, language: Language) -> str:
    """The sentences of a summary; none, where there is none in this language."""
    between = "" if language in {Language.JA, Language.ZH_HANS, Language.ZH_HANT} else " "
    return between.join(sentence.text for sentence in record.summary.get(language, ()))


def theme_text(record: models.Theme, language: Language) -> str:
    """Heading, label and keywords: everything that a theme is looked for by."""
    heading = record.heading.translations.get(language, record.heading.printed)
    return f"{heading} — {' · '.join(dict.fromkeys([*record.label.values(), *record.keywords]))}"


def carried(marks: Sequence[Span], text: str, derived: str) -> tuple[Span, ...]:
    """The marks of a text where they are in what was derived from it.

    Where words became others of another length, all of these is marked if any of them was.
    """
    stretches = [*_stretches(text, derived)] if marks and text != derived else []
    if not stretches:
        return tuple(marks)
    moved: list[Span] = []
    for mark in marks:
        # What came before a word (伏 was 太陽, with 光 behind it) is marked with that word.
        first = next(one for one in stretches if mark.start < one.of.end or mark.start == one.of.start)
        last = next(one for one in stretches if mark.end <= one.of.end)
        start, end = first.into.start, last.into.end
        if not first.longer:
            start += mark.start - first.of.start
        if not last.longer:
            end += mark.end - last.of.end
        start = max(start, moved[-1].end if moved else 0)
        if start < end:
            moved.append(Span(start, end))
    return tuple(moved)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What became what: character by character, unless one is longer."""

    of: Span
    into: Span

    @property
    def longer(self) -> bool:
        return self.of.end - self.of.start != self.into.end - self.into.start

    def up_to(self, end: int, derived_end: int) -> "_Stretch":
        return _Stretch(Span(self.of.start, end), Span(self.into.start, derived_end))

    def after(self) -> "_Stretch":
        return _Stretch(Span(self.of.end, self.of.end), Span(self.into.end, self.into.end))


def _stretches(text: str, derived: str) -> Iterator[_Stretch]:
    """Everything, in order: as much of one length together as there is, and what is longer or shorter."""
    run = word = _Stretch(Span(0, 0), Span(0, 0))
    steps = [*Levenshtein.opcodes(text, derived)]
    for number, step in enumerate(steps):
        more = word.up_to(step.src_end, step.dest_end)
        if step.tag != "equal" or (word.longer and _made_good(word, steps[number + 1 :])):
            word = more
            continue
        if word.longer:
            yield from (run, word)
            run = word.after()
        run, word = run.up_to(step.src_end, step.dest_end), more.after()
    yield from (run, word) if word.longer else (run.up_to(word.of.end, word.into.end),)


def _made_good(word: _Stretch, steps: Iterable[Opcode]) -> bool:
    """Whether what comes next is as much shorter as this is longer: 服务器 is 伺服器, of the same length."""
    over = (word.into.end - word.into.start) - (word.of.end - word.of.start)
    for step in takewhile(lambda step: step.tag != "equal", steps):
        over += (step.dest_end - step.dest_start) - (step.src_end - step.src_start)
    return over == 0
