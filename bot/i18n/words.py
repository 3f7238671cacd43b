"""Fluent catalogues, read once, and `Words`: one language's wording of every text.

A catalogue is `catalogues/<language>.ftl`. English has every key; a key that another language lacks is
said in English. Traditional Chinese is derived from Simplified: its own catalogue holds corrections.

The names and descriptions of commands stand in the other languages only; in English the commands have them.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.i18n.derived import Derived
from bot.i18n.traditional import corrections, traditional
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

    def find(self, key: str) -> str | None:
        """The text of `key` where there is one; for keys that are put together."""
        return self(key) if any(bundle.has_message(key) for bundle in self._bundles) else None

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

    def __init__(
        self,
        texts: Mapping[Language, ast.Resource],
        simplified: str = "",
        fingerprint: str = "",
        cache: Path | None = None,
    ) -> None:
        """`simplified` is the text of the Simplified Chinese catalogue, to derive Traditional from."""
        self.fingerprint = fingerprint
        """Another one where any text is, the derived ones included."""
        self._texts = texts
        self._simplified = simplified
        self._derived = Derived(cache, fingerprint)
        self._words: dict[Language, Words] = {}

    @classmethod
    def load(cls, folder: Path = FOLDER, cache: Path | None = None) -> "Catalogues":
        """Read every catalogue there is; InvalidCatalogue on the first entry that cannot be read.

        What is derived is kept in `cache`, once it was put there.
        """
        files = {language: folder / f"{language}.ftl" for language in Language}
        texts = {
            language: file.read_text(encoding="utf-8") for language, file in files.items() if file.exists()
        }
        resources = {language: _resource(text, files[language]) for language, text in texts.items()}
        written = json.dumps([*texts.values(), corrections(), version("OpenCC")], sort_keys=True)
        fingerprint = hashlib.sha256(written.encode()).hexdigest()
        return cls(resources, texts.get(Language.ZH_HANS, ""), fingerprint, cache)

    @property
    def complete(self) -> bool:
        """Whether nothing has to be derived any more."""
        return self._derived.text() is not None

    def keep(self) -> None:
        """Put into the cache what is derived: whoever loads it from there needs no converter."""
        self._derived.keep(traditional(self._simplified))

    def words(self, language: Language) -> Words:
        """The wording for a reader of `language`."""
        if language not in self._words:
            own = _bundle(language, self._resources(language))
            self._words[language] = Words(language, (own, _bundle(Language.EN, [self._texts[Language.EN]])))
        return self._words[language]

    def _resources(self, language: Language) -> Iterator[ast.Resource]:
        """What a language's catalogue is made of: what comes later corrects what comes before."""
        if language is Language.ZH_HANT:
            # Not at start: the converter takes a while to load.
            yield FluentResource(self._derived.text() or traditional(self._simplified))
        if language in self._texts:
            yield self._texts[language]


def _resource(text: str, file: Path) -> ast.Resource:
    resource = FluentResource(text)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise InvalidCatalogue(file, entry.content or "")
    return resource


def _bundle(language: Language, resources: Iterable[ast.Resource]) -> FluentBundle:
    # Isolation marks are invisible characters: Discord would count them, and readers would copy them.
    bundle = FluentBundle([str(language)], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource, allow_overrides=True)
    return bundle
