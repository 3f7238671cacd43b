"""Fluent catalogues, read once, and `Words`: one language's wording of every text.

A catalogue is `catalogues/<language>.ftl`. English has every key; a key that another language lacks is
said in English. Traditional Chinese is derived from Simplified: its own catalogue holds corrections.

The names and descriptions of commands stand in the other languages only; in English the commands have them.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from bot.i18n.bundles import Bundle
from bot.i18n.derived import Derived
from bot.i18n.traditional import method, traditional
from bot.languages import Language

Known = Callable[[str], str | None]
"""What a text is in Traditional Chinese, where somebody knows."""
Derive = Callable[[str], str]

FOLDER: Final = Path(__file__).parent / "catalogues"
_KEPT: Final = 256
"""Texts of each language kept in memory as they were put together, and as many dates."""


class UnknownText(LookupError):  # noqa: N818 - says what the key is
    """No catalogue has a text of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class WrongArguments(ValueError):  # noqa: N818 - says what the arguments are
    """A text could not be put together from the arguments given."""

    def __init__(self, key: str, language: Language, problems: Sequence[Exception]) -> None:
        super().__init__(key, language, *problems)
        self.key = key
        self.language = language
        self.problems = tuple(problems)


class Words:
    """Every text in one language: `words("quotes-heading", speaker=name)`.

    InvalidCatalogue from whatever wants an entry that cannot be read.
    """

    def __init__(self, language: Language, bundles: Sequence[Bundle], derive: Derive = traditional) -> None:
        self.language = language
        self._bundles = tuple(bundles)
        self._locale = Locale.parse(str(language), sep="-")
        self._derive = derive
        self._known: Known | None = None
        self._constant: dict[str, str] = {}
        # The cards of a forum say the same of the same, and a number takes a twentieth of a millisecond.
        self._said_of: Callable[..., str] = lru_cache(_KEPT, typed=True)(self._said)
        self.date: Callable[[dt.date | str], str] = lru_cache(_KEPT)(self._date)
        self.days: Callable[[dt.date, dt.date], str] = lru_cache(_KEPT)(self._days)

    def knowing(self, known: Known) -> "Words":
        """The same words, beside records of which texts are `known` in Traditional Chinese already."""
        words = copy(self)
        words._known = known  # noqa: SLF001 - of the same class
        return words

    def prepare(self) -> None:
        """Read every text, as is done when it is first wanted: its card waits for that."""
        self._bundles[0].prepare()

    def traditional(self, text: str) -> str:
        """What a text in Simplified Chinese is in Traditional."""
        known = self._known(text) if self._known is not None else None
        return self._derive(text) if known is None else known

    def __call__(self, key: str, /, **arguments: str | float) -> str:
        """The text of `key`; UnknownText or WrongArguments (one is missing) where there is none."""
        if arguments:
            return self._said_of(key, **arguments)
        # Most words of a card are always the same.
        if (text := self._constant.get(key)) is None:
            text = self._constant[key] = self._said(key)
        return text

    def _said(self, key: str, /, **arguments: str | float) -> str:
        for bundle in self._bundles:
            if bundle.has_message(key):
                pattern = bundle.get_message(key).value
                if pattern is None:
                    break
                text, problems = bundle.format_pattern(pattern, arguments)
                if problems:
                    raise WrongArguments(key, self.language, problems)
                return str(text)
        raise UnknownText(key)

    def find(self, key: str) -> str | None:
        """The text of `key` where there is one; for keys that are put together."""
        return self(key) if any(bundle.has_message(key) for bundle in self._bundles) else None

    def _date(self, value: dt.date | str) -> str:
        """A day (`2021-10-26` or a date) or a month (`2021-10`), as this language writes it."""
        if isinstance(value, str):
            year, month, *day = (int(part) for part in value.split("-"))
            if not day:
                return str(format_skeleton("yMMMM", dt.date(year, month, 1), locale=self._locale))
            value = dt.date(year, month, day[0])
        return str(format_date(value, "long", locale=self._locale))

    def _days(self, first: dt.date, last: dt.date) -> str:
        """A stretch of days, both included."""
        if first == last:
            return self.date(first)
        return str(format_interval(first, last, "yMMMMd", locale=self._locale))


class Catalogues:
    """All catalogues of a folder. Words may be had, and used, in several threads at once."""

    def __init__(
        self,
        texts: Mapping[Language, str],
        folder: Path,
        fingerprint: str = "",
        cache: Path | None = None,
        derive: Derive = traditional,
    ) -> None:
        self.fingerprint = fingerprint
        """Another one where any text is, the derived ones included."""
        self._texts = texts
        self._folder = folder
        self._derived = Derived(cache, fingerprint)
        self._derive = derive
        self._english = self._bundle(Language.EN)
        self._words: dict[Language, Words] = {}
        self._beside: tuple[Known | None, dict[Language, Words]] = (None, self._words)
        """The words beside the records that were read last, by what is known of those."""

    @classmethod
    def load(
        cls, folder: Path = FOLDER, cache: Path | None = None, derive: Derive = traditional
    ) -> "Catalogues":
        """Find every catalogue there is.

        What is derived is kept in `cache`, once it was put there; what is not, `derive` makes.
        """
        files = {language: _file(folder, language) for language in Language}
        texts = {
            language: file.read_text(encoding="utf-8") for language, file in files.items() if file.exists()
        }
        written = json.dumps([*texts.values(), method()], sort_keys=True)
        return cls(texts, folder, hashlib.sha256(written.encode()).hexdigest(), cache, derive)

    @property
    def complete(self) -> bool:
        """Whether nothing has to be derived any more."""
        return self._derived.text() is not None

    def keep(self) -> None:
        """Put into the cache what is derived: whoever loads it from there needs no converter."""
        self._derived.keep(self._derive(self._texts.get(Language.ZH_HANS, "")))

    def words(self, language: Language, known: Known | None = None) -> Words:
        """The wording for a reader of `language`, the same each time.

        Of the records that are read beside it, what is `known` in Traditional Chinese need not be derived.
        """
        if (words := self._words.get(language)) is None:
            own = self._english if language is Language.EN else self._bundle(language)
            words = self._words[language] = Words(language, (own, self._english), self._derive)
        if known is None:
            return words
        beside = self._beside
        if beside[0] is not known:
            beside = self._beside = (known, {})
        if (knowing := beside[1].get(language)) is None:
            knowing = beside[1][language] = words.knowing(known)
        return knowing

    def _bundle(self, language: Language) -> Bundle:
        texts = {_file(self._folder, language): self._texts.get(language, "")}
        if language is Language.ZH_HANT:
            derived = self._derived.text() or self._derive(self._texts.get(Language.ZH_HANS, ""))
            # Its lines are those of what it is derived from.
            texts = {_file(self._folder, Language.ZH_HANS): derived} | texts
        return Bundle(language, texts)


def _file(folder: Path, language: Language) -> Path:
    return folder / f"{language}.ftl"
