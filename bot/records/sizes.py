"""What Discord has room for: nothing is recorded that would be cut in the only place where it is shown."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from bot import limits
from bot.records.judging import AnyEntry
from bot.records.loader import Draft, Entry
from bot.records.models import Name, Quote, Speaker, Theme
from bot.records.problems import Fault, Place

HEADLINE: Final = 200
"""A heading or name at the head of a card."""
ROLE: Final = 300
TITLE: Final = 140
PRESS: Final = 10
"""Characters of a button's custom id that are not ids and not the number of the page."""
FURNITURE: Final = 400
"""The words of a quote card that no record holds: labels, the place in the source, numbers of pages."""


def short(entry: AnyEntry, place: Place, text: str, longest: int, where: str) -> Iterator[Fault]:
    """The text fits where it is shown."""
    if len(text) > longest:
        wrong = f"has {len(text)} characters; {where} holds {longest}"
        yield entry.fault(place, wrong, "shorten it" if place[-1] != "printed" else "quote less of it")


def short_names(entry: AnyEntry, place: Place, names: tuple[Name, ...]) -> Iterator[Fault]:
    for number, name in enumerate(names):
        yield from short(entry, (*place, number, "text"), name.text, limits.CHOICE_NAME, "a choice")


def fits_speaker(entry: Entry[Speaker]) -> Iterator[Fault]:
    role = entry.record.role
    yield from short(entry, ("name",), entry.record.name, limits.BUTTON_LABEL, "a button")
    yield from short(entry, ("role", "printed"), role.printed, ROLE, "a card's head")
    for field, part in (("title", role.title), ("organisation", role.organisation)):
        yield from short(entry, ("role", field, "printed"), part.printed, TITLE, "a card's head")
        for language, text in part.translations.items():
            yield from short(
                entry, ("role", field, "translations", str(language)), text, TITLE, "a card's head"
            )
    yield from short_names(entry, ("names",), entry.record.names)
    yield from short_names(entry, ("role", "organisation", "names"), role.organisation.names)


def fits_buttons(draft: Draft) -> Iterator[Fault]:
    """A button that turns the pages of a speaker's quotes on a theme can say so in its custom id."""
    pairs = Counter((entry.record.speaker, entry.record.theme) for entry in draft.quotes)
    longest: dict[str, tuple[int, str]] = {}
    for (speaker, theme), count in pairs.items():
        if speaker and draft.forum is not None:
            length = PRESS + len(f"{draft.forum.record.id}{speaker}{theme}{count}")
            longest[speaker] = max(longest.get(speaker, (0, "")), (length, theme))
    for entry in draft.speakers:
        length, theme = longest.get(entry.record.id, (0, ""))
        if length > limits.CUSTOM_ID:
            wrong = f"makes a button's id of {length} characters with the theme `{theme}`"
            yield entry.fault(("id",), wrong, f"shorten one of the two: Discord holds {limits.CUSTOM_ID}")


def fits_theme(entry: Entry[Theme]) -> Iterator[Fault]:
    record = entry.record
    yield from short(entry, ("heading", "printed"), record.heading.printed, HEADLINE, "a headline")
    for language, text in record.heading.translations.items():
        yield from short(entry, ("heading", "translations", str(language)), text, HEADLINE, "a headline")
    for language, label in record.label.items():
        yield from short(entry, ("label", str(language)), label, limits.BUTTON_LABEL, "a button")
    for number, word in enumerate(record.keywords):
        yield from short(entry, ("keywords", number), word, limits.CHOICE_NAME, "a choice")


class Room:
    """What stands around a quote on its card, measured once for each speaker and each theme."""

    def __init__(self, draft: Draft, speakers: Mapping[str, Speaker], themes: Mapping[str, Theme]) -> None:
        self._always = FURNITURE + _of_forum(draft)
        self._speakers = {name: _of_speaker(speaker) for name, speaker in speakers.items()}
        self._themes = {name: _of_theme(theme) for name, theme in themes.items()}

    def fits(self, entry: Entry[Quote]) -> Iterator[Fault]:
        """The card of the quote, with its longest translation, is one message."""
        total, translation, note, around = self.of(entry.record)
        if total > limits.MESSAGE_TEXT:
            wrong = (
                f"makes a card of {total} characters, with its longest translation ({translation}), "
                f"note ({note}) and what stands around them ({around}); a message holds {limits.MESSAGE_TEXT}"
            )
            yield entry.fault(("text",), wrong, "divide it into several quotes, or shorten what is long")

    def of(self, record: Quote) -> tuple[int, int, int, int]:
        """Characters of a quote's card; of its longest translation, its note, and what stands around them."""
        own = _length(record.text) + len(record.attribution or "")
        translation = max(map(_length, record.translations.values())) if record.translations else 0
        note = max(map(len, record.note.values())) if record.note else 0
        around = self._speakers.get(record.speaker or "", 0) + self._themes.get(record.theme, 0)
        around += self._always
        return own + translation + note + around, translation, note, around


def _of_forum(draft: Draft) -> int:
    if draft.forum is None:
        return 0
    forum = draft.forum.record
    length = len(forum.name.printed)
    if article := forum.sources.get(forum.article):
        titles = (article.title or "", *(article.described or {}).values())
        length += max(map(len, titles)) + len(article.url or "")
    return length


def _of_theme(theme: Theme) -> int:
    return max(map(len, (theme.heading.printed, *theme.heading.translations.values())))


def _of_speaker(speaker: Speaker) -> int:
    role = speaker.role
    length = (
        len(speaker.name) + len(role.printed) + max((len(name.text) for name in speaker.names), default=0)
    )
    for part in (role.title, role.organisation):
        length += max(map(len, (part.printed, *part.translations.values())))
    return length


def _length(parts: tuple[str, ...]) -> int:
    return len(parts[0]) if len(parts) == 1 else sum(map(len, parts))
