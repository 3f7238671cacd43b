"""Whose language an answer is in, through the real commands."""

import discord
import pytest
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.journal.preferences import Preference, Whose
from bot.languages import Language
from bot.ui import presses
from tests.cogs.conftest import World
from tests.cogs.test_buttons import click, shown_message
from tests.cogs.test_commands import shown
from tests.support.payload_reading import buttons_of, options_of, text_of

UNOFFICIAL = {"ja": "デジタル", "zh-Hans": "数字"}


async def theme(world: World, **options: object) -> InteractionResult:
    return await world.member.slash(world.channel, "theme", name="AI", **options)


def in_japanese(result: InteractionResult) -> bool:
    return "AI分野で中国と日本" in text_of(shown(result))


async def test_the_option_decides_and_every_button_goes_on_in_it(world: World) -> None:
    first = await theme(world, language="ja")
    assert in_japanese(first)
    for custom_id in buttons_of(shown(first)).values():
        press = presses.parse(custom_id)
        assert press is not None
        assert press.own or press.language is Language.JA
    for option in options_of(shown(first)):
        press = presses.parse(option["value"])
        assert press is not None
        assert press.language is Language.JA
    rows = await world.logged("language")
    assert rows == [{"language": "ja"}]


async def test_a_saved_language_shows_in_public_unless_kept_private(world: World) -> None:
    saved = await world.member.slash(world.channel, "language", language="ja")
    assert saved.ephemeral
    assert in_japanese(await theme(world))
    await world.member.slash(world.channel, "language", language="ja", public=False)
    assert not in_japanese(await theme(world))
    assert in_japanese(await theme(world, private=True))
    await world.member.slash(world.channel, "language", language="auto")
    assert not in_japanese(await theme(world, private=True))


async def test_a_channel_goes_before_its_server_and_both_before_the_reader(world: World) -> None:
    await world.member.slash(world.channel, "language", language="en")
    await world.administrator.slash(world.channel, "settings language", language="ja")
    assert in_japanese(await theme(world))
    await world.administrator.slash(
        world.channel, "settings language", language="zh-Hans", channel=world.channel
    )
    assert "人工智能" in text_of(shown(await theme(world)))
    forgotten = await world.administrator.slash(
        world.channel, "settings language", language="auto", channel=world.channel
    )
    assert "in #forum are in the language set for the server" in text_of(shown(forgotten))
    assert in_japanese(await theme(world))
    # What only the reader sees is the reader's own.
    assert not in_japanese(await theme(world, private=True))


async def test_only_those_who_manage_the_server_set_its_language(world: World) -> None:
    command = world.bot.tree.get_command("settings")
    assert isinstance(command, discord.app_commands.Group)
    assert command.default_permissions == discord.Permissions(manage_guild=True)
    # A server may offer the command to anybody; the bot asks again.
    (offered,) = [each for each in await world.bot.tree.fetch_commands() if each.name == "settings"]
    world.guild.set_command_permissions(offered, {world.member: True})
    refused = await world.member.slash(world.channel, "settings language", language="ja")
    assert refused.ephemeral
    assert "Manage Server" in text_of(shown(refused))
    assert world.journal.preference(Whose.GUILD, world.guild.id) is None
    assert await world.logged("outcome") == [{"outcome": "refused"}]


async def test_a_public_card_is_shown_to_each_in_their_own_language(world: World) -> None:
    first = await theme(world, language="zh-Hans")
    world.journal.prefer(Whose.READER, world.administrator.id, Preference("ja"))
    own_button = next(
        custom_id
        for custom_id in buttons_of(shown(first)).values()
        if (press := presses.parse(custom_id)) and press.own
    )
    own = await world.administrator.click(shown_message(first), custom_id=own_button)
    assert own.ephemeral
    assert in_japanese(own)


PUBLIC: list[tuple[str, dict[str, object]]] = [
    ("quote", {"speaker": "Xu Zhilong"}),
    ("speaker", {"name": "Xu Zhilong"}),
    ("theme", {"name": "AI"}),
    ("forum", {}),
    ("search", {"text": "经济"}),
    ("search", {"text": " ".join(["经济"] * 20)}),
    ("compare", {"first": "Xu Zhilong", "second": "Shimada", "theme": "digital cooperation"}),
    ("compare", {"first": "Shimada", "second": "Jeff Shi"}),
]


@pytest.mark.parametrize(("command", "options"), PUBLIC)
async def test_every_public_card_can_be_seen_in_ones_own_language_and_every_private_one_shared(
    world: World, command: str, options: dict[str, object]
) -> None:
    public = await world.member.slash(world.channel, command, language="zh-Hans", **options)
    assert not public.ephemeral
    world.journal.prefer(Whose.READER, world.administrator.id, Preference("ja", in_public=False))
    own_language = buttons_of(shown(public))["用我的语言看"]
    own = await world.administrator.click(shown_message(public), custom_id=own_language)
    assert own.ephemeral
    buttons = buttons_of(shown(own))
    assert "自分の言語で見る" not in buttons
    shared = await world.administrator.click(shown_message(own), custom_id=buttons["チャンネルに共有"])
    assert not shared.ephemeral
    assert "In my language" in buttons_of(shown(shared))


async def test_a_list_of_quotes_can_be_seen_in_ones_own_language(world: World) -> None:
    forum = await world.member.slash(world.channel, "forum", private=True, language="zh-Hans")
    quotes = await click(world, forum, "全部引语")
    public = await click(world, quotes, "分享到频道")
    world.journal.prefer(Whose.READER, world.administrator.id, Preference("ja"))
    own_language = buttons_of(shown(public))["用我的语言看"]
    own = await world.administrator.click(shown_message(public), custom_id=own_language)
    assert own.ephemeral
    assert "デジタル経済のエコシステム" in text_of(shown(own))


async def test_pages_of_a_search_in_ones_own_language_go_on_in_it(world: World) -> None:
    public = await world.member.slash(world.channel, "search", text="数据", language="zh-Hans")
    world.journal.prefer(Whose.READER, world.administrator.id, Preference("ja"))
    second = await click(world, public, "下一页")
    own_language = buttons_of(shown(second))["用我的语言看"]
    own = await world.administrator.click(shown_message(second), custom_id=own_language)
    assert own.ephemeral
    assert "2 / " in text_of(shown(own))
    turned = await world.administrator.click(shown_message(own), custom_id=buttons_of(shown(own))["前へ"])
    assert "1 / " in text_of(shown(turned))
    assert "「数据」の検索結果" in text_of(shown(turned))


async def test_a_thread_goes_by_its_channel_unless_it_has_its_own_language(world: World) -> None:
    channel = await world.bot.fetch_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="aside", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads

    async def said(place: ChannelHandle) -> str:
        return text_of(shown(await world.member.slash(place, "theme", name="AI")))

    await world.administrator.slash(world.channel, "settings language", language="ja", channel=world.channel)
    assert "AI分野で中国と日本" in await said(thread)
    await world.administrator.slash(world.channel, "settings language", language="zh-Hans", channel=thread)
    assert "人工智能" in await said(thread)
    assert "AI分野で中国と日本" in await said(world.channel)


async def test_a_private_quote_can_be_read_in_every_language(world: World) -> None:
    first = await world.member.slash(world.channel, "quote", speaker="Xu Zhilong", private=True)
    assert [option["label"] for option in options_of(shown(first))] == ["简体中文", "繁體中文", "日本語"]
    await world.member.select(shown_message(first), [options_of(shown(first))[2]["value"]])
    assert "エコシステム" in text_of(shown(first))
    assert "“The development of digital economy" in text_of(shown(first))


async def test_sharing_goes_by_the_rule_for_everybody(world: World) -> None:
    world.journal.prefer(Whose.READER, world.member.id, Preference("ja", in_public=False))
    private = await theme(world, private=True)
    assert in_japanese(private)
    share = next(
        label
        for label, custom_id in buttons_of(shown(private)).items()
        if (press := presses.parse(custom_id)) and press.share
    )
    assert not in_japanese(await click(world, private, share))


@pytest.mark.parametrize("language", ["ja", "zh-Hans"])
async def test_a_quote_stands_beside_its_translation(world: World, language: str) -> None:
    card = text_of(
        shown(await world.member.slash(world.channel, "quote", speaker="Xu Zhilong", language=language))
    )
    assert UNOFFICIAL[language] in card
    assert "“The development of digital economy" in card


@pytest.mark.parametrize(
    ("language", "speaker", "theme"),
    [
        ("zh-Hans", "Taro Shimada · 岛田太郎 · 东芝", "人工智能"),
        ("zh-Hant", "Taro Shimada · 島田太郎 · 東芝", "人工智慧"),
        ("ja", "Taro Shimada · 島田太郎 · 株式会社東芝", "AI"),
        ("en", "Taro Shimada · 島田太郎 · Toshiba corporation", "Novel trends and scenarios"),
    ],
)
async def test_choices_are_in_the_language_of_who_types(
    world: World, language: str, speaker: str, theme: str
) -> None:
    await world.member.slash(world.channel, "language", language=language)
    (choice,) = await world.member.autocomplete(world.channel, "speaker", "name", "shimada")
    assert choice["name"] == speaker
    themes = await world.member.autocomplete(world.channel, "theme", "name", "")
    assert any(theme in choice["name"] for choice in themes)
