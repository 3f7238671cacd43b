"""Every button and page turn, on fresh messages and on those from before a restart."""

import asyncio
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.results import InteractionResult, ResponseMessage

from bot.archive import Library
from bot.client import ForumBot
from bot.clock import utc_now
from tests.cogs.conftest import World
from tests.cogs.test_commands import pressed, shown
from tests.cogs.test_faults import pressed_directly
from tests.support.catalogues import shipped_catalogues
from tests.support.payload_reading import buttons_of, options_of, text_of


def shown_message(result: InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response


async def click(world: World, result: InteractionResult, label: str) -> InteractionResult:
    return await world.member.click(shown_message(result), custom_id=pressed(result, label))


async def test_another_quote_comes_beside_the_first(world: World) -> None:
    first = await world.member.slash(world.channel, "quote", speaker="Liu Song")
    second = await click(world, first, "Another")
    assert not second.ephemeral
    assert "Liu Song" in text_of(shown(second))
    assert text_of(shown(first)) != text_of(shown(second))


@pytest.mark.parametrize(("label", "words"), [("More from", "Pang Dazhi"), ("This theme", "Sino-Japanese")])
async def test_a_card_leads_on_without_flooding_the_channel(world: World, label: str, words: str) -> None:
    first = await world.member.slash(world.channel, "quote", speaker="Pang Dazhi")
    more = await click(world, first, label)
    assert more.ephemeral
    assert words in text_of(shown(more))
    assert any("Share" in name for name in buttons_of(shown(more)))


async def test_in_context_marks_the_quotation_in_its_paragraph(world: World) -> None:
    first = await world.member.slash(world.channel, "quote", speaker="Xu Zhilong")
    passage = await click(world, first, "context")
    assert passage.ephemeral
    assert "**“The development of digital economy" in text_of(shown(passage))
    assert "said at the forum" in text_of(shown(passage))


async def test_buttons_outlive_a_restart(world: World) -> None:
    first = await world.member.slash(world.channel, "quote")
    reborn = ForumBot(
        library=Library(world.archive),
        journal=world.journal,
        catalogues=shipped_catalogues(),
        clock=utc_now,
        random=Random(1),
    )
    await world.env.restart_bot(reborn)
    assert not (await click(world, first, "Another")).ephemeral


async def test_nothing_is_kept_for_a_sent_card(world: World) -> None:
    for _ in range(3):
        first = await world.member.slash(world.channel, "quote")
    # A passage may be long: its card is put together in a thread.
    assert (await click(world, first, "context")).ephemeral
    assert world.bot.persistent_views == []
    assert world.bot._connection._view_store._synced_message_views == {}
    assert not [task for task in asyncio.all_tasks() if "BaseView" in str(task.get_coro())]


async def test_pressing_is_logged(world: World) -> None:
    first = await world.member.slash(world.channel, "quote", speaker="Liu Song")
    await click(world, first, "Another")
    rows = await world.logged("command, surface, outcome, forum, language")
    assert [(row["command"], row["surface"]) for row in rows] == [("quote", "command"), ("another", "button")]
    assert {row["forum"] for row in rows} == {"beijing-tokyo-17"}
    assert {row["language"] for row in rows} == {"en"}


async def test_pages_turn_in_place_for_their_owner_and_apart_for_others(world: World) -> None:
    first = await world.member.slash(world.channel, "forum")
    before = text_of(shown(first))
    other = await world.administrator.click(shown_message(first), custom_id=pressed(first, "Next"))
    assert other.ephemeral
    assert text_of(shown(first)) == before
    await click(world, first, "Next")
    assert text_of(shown(first)) != before
    await click(world, first, "Previous")
    assert text_of(shown(first)) == before


async def test_a_summary_leads_to_every_quote_that_it_cites(world: World) -> None:
    first = await world.member.slash(world.channel, "theme", name="data security")
    for option in options_of(shown(first)):
        opened = await world.member.select(shown_message(first), [option["value"]])
        assert opened.ephemeral
    nobody = await world.member.select(shown_message(first), [options_of(shown(first))[-1]["value"]])
    assert "dialectical relationship" in text_of(shown(nobody))
    rows = await world.logged("outcome")
    assert {row["outcome"] for row in rows} == {"ok"}


async def test_every_custom_id_has_one_that_answers_it(world: World) -> None:
    """Two items that take the same press would both answer it, and Discord would refuse one of them."""
    templates = [*world.bot._connection._view_store._dynamic_items]
    assert len(templates) >= 4

    @given(st.one_of(*(st.from_regex(template, fullmatch=True) for template in templates)))
    def one_takes_it(custom_id: str) -> None:
        assert [bool(template.fullmatch(custom_id)) for template in templates].count(True) == 1

    one_takes_it()


async def test_a_button_of_another_version_says_kindly_that_it_is_gone(world: World) -> None:
    for custom_id in ("fh:z:beijing-tokyo-17:::u01:0", "fs:v2", "fh:q:u01"):
        result = await pressed_directly(world, custom_id)
        assert result.ephemeral
        assert "no longer here" in text_of(shown(result))
