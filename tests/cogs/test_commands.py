"""Every slash command, as somebody in a server types it."""

from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.archive.entities import Pool
from bot.records.models import Kind
from tests.cogs.conftest import World
from tests.support.payload_reading import buttons_of, options_of, text_of


def shown(result: InteractionResult) -> list[dict[str, Any]]:
    assert result.response is not None, result
    return result.response.components


def pressed(result: InteractionResult, label: str) -> str:
    ids = buttons_of(shown(result))
    return next(custom_id for name, custom_id in ids.items() if label in name)


async def test_a_quote_is_in_the_source_word_for_word(world: World) -> None:
    result = await world.member.slash(world.channel, "quote")
    assert not result.ephemeral
    row = (await world.logged("outcome, command"))[-1]
    assert row == {"outcome": "ok", "command": "quote"}
    quotes = world.archive.quotes(Pool(), page=0, size=100).items
    card = text_of(shown(result)).replace("\n> ", " ")
    assert any(all(part in card for part in quote.record.text) for quote in quotes)


async def test_quotes_do_not_repeat_until_the_pool_is_used_up(world: World) -> None:
    total = world.archive.quotes(Pool(), page=0, size=1).total
    for _ in range(total):
        await world.member.slash(world.channel, "quote")
    await world.journal.flush()
    drawn = world.journal.drawn(f"channel:{world.channel.id}", Pool().name)
    assert len(drawn) == total == 17


async def test_nobody_is_quoted_with_words_that_the_source_gives_nobody(world: World) -> None:
    quotes = world.archive.quotes(Pool(), page=0, size=100).items
    assert {quote.record.kind for quote in quotes} == {Kind.DIRECT, Kind.REPORTED}


@pytest.mark.parametrize(
    "name", ["Taro Shimada", "shimada taro", "島田太郎", "岛田太郎", "しまだ", "Toshiba", "Shimadda"]
)
async def test_a_speaker_is_found_by_any_spelling(world: World, name: str) -> None:
    result = await world.member.slash(world.channel, "speaker", name=name)
    card = text_of(shown(result))
    assert "Taro Shimada" in card
    assert "島田太郎" in card
    assert "Senior VP" in card
    assert "October 2021" in card


async def test_several_matches_become_a_picker_and_the_choice_is_shown_to_all(world: World) -> None:
    result = await world.member.slash(world.channel, "speaker", name="vice president")
    assert result.ephemeral
    labels = [option["label"] for option in options_of(shown(result))]
    assert len(labels) > 2
    assert result.response is not None
    chosen = options_of(shown(result))[0]["value"]
    answer = await world.member.select(result.response, [chosen])
    assert not answer.ephemeral
    assert labels[0].split(" · ")[0] in text_of(shown(answer))


async def test_no_match_offers_the_nearest_three(world: World) -> None:
    result = await world.member.slash(world.channel, "speaker", name="Zzyzx *Qwerty* @everyone")
    assert result.ephemeral
    assert len(buttons_of(shown(result))) == 3
    assert "@everyone" not in text_of(shown(result))
    rows = await world.logged("outcome")
    assert rows == [{"outcome": "no-match"}]


async def test_a_theme_is_summed_up_and_every_sentence_cites(world: World) -> None:
    result = await world.member.slash(world.channel, "theme", name="AI")
    card = text_of(shown(result))
    theme = world.archive.theme("beijing-tokyo-17/ai-and-trends")
    assert theme is not None
    assert theme.record.heading.printed in card
    assert "Duan Dawei" in card


async def test_a_speaker_without_words_on_a_theme_leads_to_themes_with_some(world: World) -> None:
    result = await world.member.slash(world.channel, "quote", speaker="Xu Zhilong", theme="AI")
    assert result.ephemeral
    (button,) = buttons_of(shown(result)).values()
    assert result.response is not None
    answer = await world.member.click(result.response, custom_id=button)
    assert "Xu Zhilong" in text_of(shown(answer))
    assert "Nothing by Xu Zhilong · 許志龍 is recorded under this theme: Novel trends" in text_of(
        shown(result)
    )


async def test_the_forum_page(world: World) -> None:
    card = text_of(shown(await world.member.slash(world.channel, "forum")))
    for fact in ("17th Beijing-Tokyo Forum", "2021", "Genron NPO", "online and offline"):
        assert fact in card


async def test_help_names_every_command(world: World) -> None:
    result = await world.member.slash(world.channel, "help")
    assert result.ephemeral
    card = text_of(shown(result))
    for command in world.bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        assert f"/{command.name}" in card


async def test_stats_counts_and_draws(world: World) -> None:
    for name in ("Duan Dawei", "nobody of that name"):
        await world.member.slash(world.channel, "speaker", name=name)
    await world.journal.flush()
    result = await world.administrator.slash(world.channel, "stats")
    assert result.ephemeral
    assert result.response is not None
    assert [file.filename for file in result.response.attachments] == ["use.png"]
    card = text_of(shown(result))
    assert "Duan Dawei" in card
    assert "nobody of that name" in card


async def test_what_was_typed_in_vain_is_for_those_who_manage_the_server(world: World) -> None:
    await world.member.slash(world.channel, "speaker", name="nobody of that name", private=True)
    await world.journal.flush()
    card = text_of(shown(await world.member.slash(world.channel, "stats")))
    assert "nobody of that name" not in card


async def test_stats_before_any_use(world: World) -> None:
    result = await world.member.slash(world.channel, "stats")
    assert result.response is not None
    assert result.response.attachments == []


async def test_a_private_answer_can_be_shared(world: World) -> None:
    result = await world.member.slash(world.channel, "quote", private=True)
    assert result.ephemeral
    assert result.response is not None
    shared = await world.member.click(result.response, custom_id=pressed(result, "Share"))
    assert not shared.ephemeral
    assert not any("Share" in label for label in buttons_of(shown(shared)))


async def test_every_command_works_in_a_dm(world: World) -> None:
    user = world.env.create_user("somebody")
    for name, options in (
        ("quote", {"private": True}),
        ("speaker", {"name": "Liu"}),
        ("theme", {"name": "carbon"}),
        ("forum", {}),
        ("help", {}),
    ):
        result = await user.slash(name, **options)
        assert result.response is not None, name
    contexts = {row["context"] for row in await world.logged("context")}
    assert contexts == {"bot-dm"}
