"""Which of a record's wordings a reader gets, and what may be said of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from bot.archive.entities import Forum, Quote, Speaker, Theme
from bot.i18n import Words
from bot.languages import Language
from bot.records.models import Grade, Name, Script, SummarySentence
from bot.ui.lengths import shorten

T = TypeVar("T")

_ARGUMENT: Final = 1000
"""Characters of a text that goes into another one: Fluent takes 2500 in all."""

BREAK: Final = "[…]"
"""Stands where the source splits a quotation."""

# Traditional Chinese is derived from Simplified. The other way round only readers of one can read the other,
# and the label says which.
_RELATED: Final[Mapping[Language, tuple[Language, ...]]] = {
    Language.EN: (Language.EN,),
    Language.JA: (Language.JA,),
    Language.ZH_HANS: (Language.ZH_HANS, Language.ZH_HANT),
    Language.ZH_HANT: (Language.ZH_HANT, Language.ZH_HANS),
}
_SCRIPTS: Final[Mapping[Language, tuple[Script, ...]]] = {
    Language.EN: (),
    Language.JA: (Script.JA,),
    Language.ZH_HANS: (Script.ZH_HANS, Script.ZH_HANT),
    # A Japanese name in its own characters is nearer to Traditional than its Simplified form.
    Language.ZH_HANT: (Script.ZH_HANT, Script.JA, Script.ZH_HANS),
}
_NATIVE: Final = frozenset({Script.ZH_HANS, Script.ZH_HANT, Script.JA})
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_PROVEN: Final = (Grade.FOUND, Grade.FOUND_BY_ROLE, Grade.DERIVED)


@dataclass(frozen=True, slots=True)
class Worded(Generic[T]):
    """A wording and the language it is in."""

    text: T
    language: Language


def reads(reader: Language, language: Language) -> bool:
    """Whether a reader of one language needs no translation from the other."""
    return language in _RELATED[reader]


def translation(texts: Mapping[Language, T], words: Words) -> Worded[T] | None:
    """The reader's translation of something printed in another language, if one is recorded.

    Traditional Chinese is derived from Simplified where it has no wording of its own.
    """
    reader = words.language
    for tried in _RELATED[reader]:
        if tried in texts:
            if (tried, reader) == (Language.ZH_HANS, Language.ZH_HANT):
                return Worded(_in_traditional(texts[tried], words), reader)
            return Worded(texts[tried], tried)
    return None


def wording(texts: Mapping[Language, T], words: Words) -> Worded[T] | None:
    """The project's own wording for a reader: in English, else in any language, where theirs is missing."""
    order = (Language.EN, *texts)
    return translation(texts, words) or next(
        (Worded(texts[tried], tried) for tried in order if tried in texts), None
    )


def _in_traditional(wording: T, words: Words) -> T:
    """A wording in Simplified Chinese, in Traditional: a text, or a series of texts or cited sentences."""
    derived: Any = wording
    if isinstance(wording, str):
        derived = words.traditional(wording)
    elif isinstance(wording, list | tuple):
        derived = type(wording)(_in_traditional(part, words) for part in wording)
    elif isinstance(wording, SummarySentence):
        derived = replace(wording, text=words.traditional(wording.text))
    made: T = derived
    return made


def native_name(names: Sequence[Name], reader: Language) -> Name | None:
    """The native form of a name: in the reader's script, else the best proven."""
    forms = [name for name in names if name.script in _NATIVE]
    for script in _SCRIPTS[reader]:
        for name in forms:
            if name.script is script:
                return name
    return min(forms, key=lambda name: _PROVEN.index(name.grade), default=None)


def other_name(speaker: Speaker, reader: Language) -> Name | None:
    """The form to put beside a printed name: in native script or, where that is printed, in Latin letters."""
    if _LATIN.search(speaker.record.name):
        return native_name(speaker.record.names, reader)
    return next((name for name in speaker.record.names if name.script is Script.LATIN), None)


def full_name(speaker: Speaker, words: Words) -> str:
    """The printed name in native script and in Latin letters, as far as both are recorded, as plain text."""
    other = other_name(speaker, words.language)
    return f"{speaker.record.name} · {other.text}" if other else speaker.record.name


def whole_text(quote: Quote, words: Words) -> str:
    """An utterance in the reader's language as one plain line, every break visible."""
    translated = translation(quote.record.translations, words)
    return f" {BREAK} ".join(translated.text if translated else quote.record.text)


def theme_name(theme: Theme, words: Words) -> str:
    """A theme as plain text: its printed heading, or our label in the language of who cannot read that."""
    heading = theme.record.heading
    if translation(heading.translations, words) is None:
        return heading.printed
    label = wording(theme.record.label, words)
    return label.text if label else heading.printed


def said(texts: Mapping[Language, str], words: Words) -> str | None:
    """The project's own wording for a reader; one in another language says which it is in."""
    worded = wording(texts, words)
    if worded is None or reads(words.language, worded.language):
        return worded.text if worded else None
    return worded.text + words("recorded-in", language=worded.language.value)


def untranslated(printed: Language, words: Words) -> str:
    """What to say beside something printed that a reader gets untranslated; nothing where they read it."""
    if reads(words.language, printed):
        return ""
    return words("not-translated", language=words.language.value)


def role_name(speaker: Speaker, words: Words) -> str | None:
    """Title and organisation in the reader's language; None where neither is translated."""
    role = speaker.record.role
    title = translation(role.title.translations, words)
    organisation = translation(role.organisation.translations, words)
    if title is None and organisation is None:
        return None
    return words(
        "role-translated",
        title=shorten(title.text if title else role.title.printed, _ARGUMENT),
        organisation=shorten(organisation.text if organisation else role.organisation.printed, _ARGUMENT),
    )


def organisation_name(speaker: Speaker, words: Words) -> str:
    """An organisation in the reader's language, else as printed, as plain text."""
    organisation = speaker.record.role.organisation
    translated = translation(organisation.translations, words)
    return translated.text if translated else organisation.printed


def beside(printed: str, translated: Worded[str] | None, words: Words) -> str:
    """What is printed, with its translation in brackets for those who need one, as plain text."""
    if translated is None or translated.text == printed:
        return printed
    return printed + words("beside", text=shorten(translated.text, _ARGUMENT))


def forum_name(forum: Forum, words: Words) -> str:
    """The forum's name with its edition, in the reader's language where it is recorded, as plain text."""
    name, edition = forum.record.name, forum.record.edition
    translated = translation(name.translations, words)
    if translated is None:
        return printed_forum_name(forum, words)
    number = translation(edition.translations, words)
    return titled(translated.text, number.text if number else edition.printed, words)


def printed_forum_name(forum: Forum, words: Words) -> str:
    """The forum's printed name with its edition, as plain text."""
    return titled(forum.record.name.printed, forum.record.edition.printed, words)


def titled(name: str, edition: str, words: Words) -> str:
    """A name and its edition; a name that says the edition already is left as it is."""
    return (
        name
        if edition in name
        else words("forum-name", edition=shorten(edition, 80), name=shorten(name, 200))
    )
