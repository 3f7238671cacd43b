"""Commands in every language of Discord's that we speak: nothing missing or left over, all of it fits."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes as Context

from bot.languages import Language
from bot.ui.cards import help_card
from bot.ui.commands import Translator, command_name, keys
from tests.cogs.conftest import World
from tests.i18n.test_catalogue import ENGLISH, OF_COMMANDS
from tests.i18n.test_translations import TRANSLATED, catalogue
from tests.support.catalogues import shipped_catalogues
from tests.support.payloads import assert_valid_commands
from tests.ui.conftest import Card

LOCALES = {"zh-CN": Language.ZH_HANS, "zh-TW": Language.ZH_HANT, "ja": Language.JA}


@dataclass
class Text:
    """Something that a command says in English, and the keys of its translation."""

    english: str
    keys: tuple[str, ...]


@dataclass
class Listener(app_commands.Translator):
    """Takes down every text that a translator is asked for."""

    heard: list[Text] = field(default_factory=list)

    async def translate(self, string: app_commands.locale_str, locale: Locale, context: Context) -> None:
        if locale is Locale.japanese:
            self.heard.append(Text(string.message, tuple(keys(context))))


async def texts(world: World) -> list[Text]:
    listener = Listener()
    for command in world.bot.tree.get_commands():
        await command.get_translated_payload(world.bot.tree, listener)
    return listener.heard


async def payload(world: World) -> list[dict[str, Any]]:
    translator = Translator(shipped_catalogues())
    commands = world.bot.tree.get_commands()
    return [await command.get_translated_payload(world.bot.tree, translator) for command in commands]


async def test_every_text_of_a_command_is_translated_and_none_besides(world: World) -> None:
    said = [text for text in await texts(world) if text.english not in {each.own_name for each in Language}]
    assert len(said) > 80
    for language in TRANSLATED:
        recorded = catalogue(language)
        found = {text.english: next((key for key in text.keys if key in recorded), None) for text in said}
        assert [english for english, key in found.items() if key is None] == [], language
        used = {next((key for key in text.keys if key in recorded), "") for text in said}
        assert sorted({key for key in recorded if OF_COMMANDS.match(key)} - used) == [], language


async def test_what_is_the_same_in_english_is_the_same_in_translation(world: World) -> None:
    for language in TRANSLATED:
        words = shipped_catalogues().words(language)
        by_english: dict[str, set[str | None]] = {}
        for text in await texts(world):
            found = next((words.find(key) for key in text.keys if words.find(key)), None)
            by_english.setdefault(text.english, set()).add(found)
        assert {english: said for english, said in by_english.items() if len(said) > 1} == {}


def test_the_english_of_commands_stands_with_the_commands() -> None:
    assert [key for key in ENGLISH if OF_COMMANDS.match(key)] == []


async def test_discord_is_given_what_it_takes(world: World) -> None:
    commands = await payload(world)
    assert_valid_commands(commands)
    quote = next(command for command in commands if command["name"] == "quote")
    assert quote["name_localizations"] == {"zh-CN": "引语", "zh-TW": "引語", "ja": "発言"}
    for command in commands:
        # Discord describes slash commands only.
        for name in ("name_localizations", *["description_localizations"][: command["type"] == 1]):
            assert set(command[name]) == set(LOCALES), command["name"]


async def test_names_are_short_enough_to_be_typed(world: World) -> None:
    for command in await payload(world):
        for option in command.get("options", ()):
            for name in option.get("name_localizations", {}).values():
                assert len(name) <= 12, name


@pytest.mark.parametrize("language", list(Language))
async def test_help_has_room_for_every_command(world: World, language: Language) -> None:
    words = shipped_catalogues().words(language)
    known = world.bot.commands_known()
    found = Card(help_card(words=words, commands=known))
    assert [each.name for each in known if f"**/{command_name(each.name, words)}**" not in found.text] == []


@pytest.mark.parametrize("locale", list(LOCALES))
async def test_discord_was_told(world: World, locale: str) -> None:
    sent = [entry.json for entry in world.env.http_requests if entry.path.endswith("/commands")]
    told: Any = sent[-1]
    assert all(command["name_localizations"][locale] for command in told)
