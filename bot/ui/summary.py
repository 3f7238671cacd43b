"""The summary of a theme: every sentence with the numbers of its quotes, every number with a speaker."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from bot.archive.entities import Quote, Speaker, Theme
from bot.i18n import Words
from bot.ui.labels import Option, quote_name
from bot.ui.lengths import excerpt
from bot.ui.markdown import escape, item, subtext
from bot.ui.presses import Action, of_key
from bot.ui.sheet import Block, Gap, Part, flowing
from bot.ui.wording import full_name, wording

_TOGETHER: Final = 20
"""Numbers in a row before the speaker is named again."""
_LINE: Final = 300
"""Longest line of references."""


class Summary:
    """A theme's summary for one reader.

    `cited` has the quotes by their id within the forum, `speakers` has speakers by key.
    """

    def __init__(
        self, theme: Theme, cited: Mapping[str, Quote], speakers: Mapping[str, Speaker], words: Words
    ) -> None:
        self._worded = wording(theme.record.summary, words)
        self._cited = cited
        self._speakers = speakers
        self._words = words
        sentences = self._worded.text if self._worded else ()
        ids = dict.fromkeys(name for sentence in sentences for name in sentence.quotes)
        self.numbers = {name: number for number, name in enumerate(ids, start=1)}
        """The number of every quote that is cited, by its id, in the order of the sentences."""

    def blocks(self, room: int) -> Iterator[Block]:
        """The sentences, and below them who stands behind each number; nothing where there is none."""
        if self._worded is None or not self._worded.text:
            return
        words = self._words
        part = Part(f"**{words('summary')}**")
        for sentence in self._worded.text:
            numbers = ", ".join(str(self.numbers[name]) for name in sentence.quotes)
            yield from flowing(sentence.text, room, part, item, f" {excerpt(f'[{numbers}]', _LINE)}")
        below = Part(gap=Gap.NONE)
        if self._worded.language is not words.language:
            note = words("summary-in", language=self._worded.language.value)
            yield Block(subtext(note), below)
        for line in self._references():
            yield Block(subtext(line), below)
        yield Block(subtext(words("summary-origin")), below)

    def menu(self) -> list[Option]:
        """The numbered quotes, to open: also those of nobody, which no list of quotes has."""
        return [
            Option(
                press=of_key(Action.QUOTE, quote.key, "quote"),
                label=f"[{number}] {self._said_by(name)}",
                description=quote_name(quote, self._words),
            )
            for name, number in self.numbers.items()
            if (quote := self._cited.get(name))
        ]

    def _references(self) -> Iterator[str]:
        """Numbers and speakers, those of one speaker together, in lines of bounded length."""
        line = ""
        for speaker, group in groupby(self.numbers, key=self._said_by):
            names = list(group)
            for start in range(0, len(names), _TOGETHER):
                together = names[start : start + _TOGETHER]
                marks = " ".join(escape(f"[{self.numbers[name]}]") for name in together)
                entry = f"{marks} {excerpt(speaker, 80)}"
                if line and len(line) + len(entry) > _LINE:
                    yield line
                    line = ""
                line += f" · {entry}" if line else entry
        yield line

    def _said_by(self, name: str) -> str:
        """Whose words a cited quote is, as plain text."""
        quote = self._cited.get(name)
        speaker = self._speakers.get(quote.speaker_key or "") if quote else None
        if speaker:
            return full_name(speaker, self._words)
        return self._words("nobody-named") if quote else self._words("quote-gone")
