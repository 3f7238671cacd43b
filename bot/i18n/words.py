"""Fluent catalogues, read once, and `Words`: one language's wording of every text.

A catalogue is `catalogues/<language>.ftl`. English has every key; a key that another language lacks is
said in English.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.languages import Language

FOLDER: Final = Path(__file__).parent / "catalogues"


class InvalidCatalogue(Exception):  # noqa: N818 - says what the file is
    """A catalogue with an entry that Fluent cannot read."""

    def __init__(self, file: Path, entry: str) -> None:
        super().__init__(file, entry)
        self.file = file
        self.entry = entry


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
    """Every text in one language: `words("quotes-heading", speaker=name)`."""

    def __init__(self, language: Language, bundles: Sequence[FluentBundle]) -> None:
        self.language = language
        self._bundles = tuple(bundles)
        self._locale = Locale.parse(str(language), sep="-")

    def __call__(self, key: str, /, **arguments: str | float) -> str:
        """The text of `key`; UnknownText or WrongArguments (one is missing) where there is none."""
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

    def date(self, value: dt.date | str) -> str:
        """A day (`2021-10-26` or a date) or a month (`2021-10`), as this language writes it."""
        if isinstance(value, str):
            year, month, *day = (int(part) for part in value.split("-"))
            if not day:
                return str(format_skeleton("yMMMM", dt.date(year, month, 1), locale=self._locale))
            value = dt.date(year, month, day[0])
        return str(format_date(value, "long", locale=self._locale))

    def days(self, first: dt.date, last: dt.date) -> str:
        """A stretch of days, both included."""
        if first == last:
            return self.date(first)
        return str(format_interval(first, last, "yMMMMd", locale=self._locale))


class Catalogues:
    """All catalogues of a folder, each read once."""

    def __init__(self, bundles: Mapping[Language, FluentBundle]) -> None:
        english = bundles[Language.EN]
        self._words = {
            language: Words(language, tuple(dict.fromkeys((bundles.get(language, english), english))))
            for language in Language
        }

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Catalogues":
        """Read every catalogue there is; InvalidCatalogue on the first entry that cannot be read."""
        bundles = {
            language: _bundle(language, file)
            for language in Language
            if (file := folder / f"{language}.ftl").exists()
        }
        return cls(bundles)

    def words(self, language: Language) -> Words:
        """The wording for a reader of `language`."""
        return self._words[language]


def _bundle(language: Language, file: Path) -> FluentBundle:
    resource = FluentResource(file.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise InvalidCatalogue(file, entry.content or "")
    # Isolation marks are invisible characters: Discord would count them, and readers would copy them.
    bundle = FluentBundle([str(language)], use_isolating=False)
    bundle.add_resource(resource)
    return bundle
