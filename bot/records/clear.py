"""Quotes that are clearly right, told from the others at once: nearly all are, and are then not judged.

`Clear.sees` says yes only where no rule has anything to say; where it does not, the rules say what is wrong,
or that nothing is. Each of its conditions stands beside the name of the rule that it answers for.
"""

import re
from collections.abc import Mapping
from typing import Final

from bot import limits
from bot.records.judging import WRITTEN, cut_word, in_source
from bot.records.loader import Draft, Entry
from bot.records.marks import PAIRS, enclosed, surrounded
from bot.records.models import Attribution, Kind, Quote, Speaker
from bot.records.sections import Sections
from bot.records.sizes import Room
from bot.records.source import SourceText, Stretch, folded

_COUNTED: Final = re.compile("[「」『』«»“”]")
"""Marks of which `open_at` says how many are open."""
# Until Python 3.12, to name a member of an Enum takes as long as all that is done with it here.
_UNATTRIBUTED, _DIRECT = Kind.UNATTRIBUTED, Kind.DIRECT
_NAME, _PRONOUN, _CONTEXT = Attribution.NAME, Attribution.PRONOUN, Attribution.CONTEXT
_ALL: Final = frozenset(WRITTEN)


class Clear:
    """What is known of a folder before its quotes are looked at."""

    def __init__(self, draft: Draft, speakers: Mapping[str, Speaker], sections: Sections, room: Room) -> None:
        self._draft, self._sections, self._room = draft, sections, room
        self._speakers, self._themes = draft.ids.get("speakers", set()), draft.ids.get("themes", set())
        self._names = {name: (folded(one.name), folded(one.family)) for name, one in speakers.items()}
        self._own = draft.language
        self._written = _ALL - {self._own}
        self._phrases: dict[str, str] = {}
        """Attributions that stand in the source, folded."""

    def sees(self, entry: Entry[Quote]) -> bool:
        """Whether nothing can be wrong with a quote, nor with what it refers to."""
        record, source = entry.record, self._draft.source
        if source is None or self._own is None or record.theme not in self._themes:
            return False
        stretch = source.stretch(record.text)
        return (
            stretch is not None
            and self._sections.at_home(record.theme, stretch.spans[0].start)
            and _marked(record, source, stretch)
            and self._named(entry, source, stretch)
            and self._translated(record)
            and self._room.of(record)[0] <= limits.MESSAGE_TEXT
        )

    def _named(self, entry: Entry[Quote], source: SourceText, stretch: Stretch) -> bool:
        """`_references`, `_who` and `_named`: the speaker is known, and named by what the quote says."""
        record = entry.record
        by, speaker, attribution = record.attributed_by, record.speaker, record.attribution
        if record.kind is _UNATTRIBUTED:
            return not (by or speaker or attribution)
        if speaker not in self._names or speaker not in self._speakers or by is None:
            return False
        name, family = self._names[speaker]
        if by is _CONTEXT:
            phrase = family
            if attribution:
                return False
        else:
            phrase = self._phrase(entry, attribution) if attribution else ""
            if not phrase or (by is not _PRONOUN and _telling(by, name, family) not in phrase):
                return False
        return source.text.find(phrase, stretch.around.start, stretch.around.end) >= 0

    def _phrase(self, entry: Entry[Quote], attribution: str) -> str:
        """The phrase as it is compared; nothing where it does not stand in the source."""
        if attribution not in self._phrases:
            wrong = any(in_source(entry, (), attribution, self._draft))
            self._phrases[attribution] = "" if wrong else folded(attribution)
        return self._phrases[attribution]

    def _translated(self, record: Quote) -> bool:
        """`translated`: into every language but the source's own, part by part."""
        translations, parts = record.translations, len(record.text)
        if self._own in translations or not self._written <= translations.keys():
            return False
        for translation in translations.values():
            if len(translation) != parts:
                return False
        return not record.note or record.note.keys() >= _ALL


def _telling(by: Attribution, name: str, family: str) -> str:
    return name if by is _NAME else family


def _marked(record: Quote, source: SourceText, stretch: Stretch) -> bool:
    """`_places`, `_marks` and `_bounds`: whole words, of one paragraph, between marks where it is direct."""
    text = source.text
    if not stretch.in_one:
        return False
    direct = record.kind is _DIRECT
    for part, (start, end) in zip(record.text, stretch.spans, strict=True):
        # Most begin or end with a mark, where no word can be cut.
        if (part[0].isalnum() or part[-1].isalnum()) and cut_word(text, start, end) is not None:
            return False
        if direct:
            if not enclosed(part):
                return False
        elif part[0] in PAIRS or surrounded(text[start - 1 : start], text[end : end + 1]):
            return False
    return direct or _COUNTED.search(text, stretch.around.start, stretch.spans[-1].end) is None
