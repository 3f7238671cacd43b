"""Every catalogue says what the English one says: no key more or less, with the same arguments."""

import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.i18n.traditional import traditional
from bot.i18n.words import FOLDER
from bot.languages import Language
from tests.i18n.test_catalogue import ENGLISH, OF_COMMANDS, _texts, messages, needs

WRITTEN = [Language.ZH_HANS, Language.JA]
TRANSLATED = [*WRITTEN, Language.ZH_HANT]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOT_WORDS = {"stretch", "forum-name", "source-text", "help-for-example"}
"""Texts that may hold no word of their language."""
SPOKEN_OF = {"Discord", "SHA-256"}
"""Latin words that are the same in every language."""


def catalogue(language: Language) -> dict[str, ftl.Message]:
    """A language's texts; those of Traditional Chinese as they are put together."""
    if language is not Language.ZH_HANT:
        return messages(FOLDER / f"{language}.ftl")
    return derived() | messages(FOLDER / "zh-Hant.ftl")


def derived() -> dict[str, ftl.Message]:
    text = traditional((FOLDER / "zh-Hans.ftl").read_text(encoding="utf-8"))
    body = FluentParser().parse(text).body
    return {entry.id.name: entry for entry in body if isinstance(entry, ftl.Message)}


@pytest.mark.parametrize("language", WRITTEN)
def test_every_text_is_translated_and_no_other_one(language: Language) -> None:
    keys = {key for key in catalogue(language) if not OF_COMMANDS.match(key)}
    assert sorted(set(ENGLISH) - keys) == []
    assert sorted(keys - set(ENGLISH)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_take_the_arguments_that_english_takes(language: Language) -> None:
    translated = catalogue(language)
    wrong = {
        key: (needs(key, ENGLISH)[0], needs(key, translated)[0])
        for key in ENGLISH
        if needs(key, ENGLISH)[0] != needs(key, translated)[0]
    }
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_a_translation_refers_to_exists(language: Language) -> None:
    translated = catalogue(language)
    referred = {other for key in translated for other in needs(key, translated)[1]}
    assert referred <= set(translated)


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english(language: Language) -> None:
    for key, message in catalogue(language).items():
        text = "".join(_texts(message))
        latin = set(re.findall(r"[A-Za-z][A-Za-z0-9-]*", text)) - SPOKEN_OF
        assert not latin - {"AI", "ID", "JSON"}, key
        script = r"[\u3040-\u30ff\u4e00-\u9fff]" if language is Language.JA else CHINESE.pattern
        assert key in NOT_WORDS or re.search(script, text) or not re.search(r"\w", text), key


def test_a_correction_of_traditional_chinese_changes_something() -> None:
    before = derived()
    for key, message in messages(FOLDER / "zh-Hant.ftl").items():
        assert key in before
        assert not message.equals(before[key]), key


@pytest.mark.parametrize("language", TRANSLATED)
def test_punctuation_is_the_languages_own(language: Language) -> None:
    foreign = "“”" if language is Language.ZH_HANT else "「」『』" if language is Language.ZH_HANS else ""
    for key, message in catalogue(language).items():
        text = "".join(_texts(message))
        assert not set(text) & set(foreign), key
        assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff][,.;:!?()]", text), key
