"""`/search`, `/identify`, `/compare`, through the real commands."""

import asyncio

import pytest

from bot.ui import presses
from tests.cogs.conftest import World
from tests.cogs.test_buttons import click, shown_message
from tests.cogs.test_commands import shown
from tests.support.payload_reading import buttons_of, text_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("carbon emission", "**emissions**"),
        ("经济", "**经济**"),
        ("環境", "**環境**"),
        ("AI", "**AI**"),
        ("島田", "**島田**"),
    ],
)
async def test_what_matched_is_bold(world: World, text: str, words: str) -> None:
    result = await world.member.slash(world.channel, "search", text=text)
    assert not result.ephemeral
    assert words in text_of(shown(result))


async def test_pages_turn_in_place_and_outlive_long_queries(world: World) -> None:
    for text in ("AI", "AI " + " ".join(["AI"] * 60)):
        first = await world.member.slash(world.channel, "search", text=text)
        page_one = text_of(shown(first))
        assert any(presses.parse_search(custom_id) for custom_id in buttons_of(shown(first)).values())
        await click(world, first, "Next")
        page_two = text_of(shown(first))
        assert page_two != page_one
        other = await world.administrator.click(
            shown_message(first), custom_id=buttons_of(shown(first))["Previous"]
        )
        assert other.ephemeral
        assert text_of(shown(first)) == page_two


async def test_a_hit_opens(world: World) -> None:
    first = await world.member.slash(world.channel, "search", text="catalysts")
    opened = await click(world, first, "Open")
    assert "Junichi Hasegawa" in text_of(shown(opened))


async def test_nothing_is_kept_of_hits_that_a_thread_laid_out(world: World) -> None:
    first = await world.member.slash(world.channel, "search", text="AI")
    await click(world, first, "Next")
    assert world.bot.persistent_views == []
    assert world.bot._connection._view_store._synced_message_views == {}
    # What one person sees would be timed, for a quarter of an hour.
    assert (await world.member.slash(world.channel, "search", text="AI", private=True)).ephemeral
    assert not [task for task in asyncio.all_tasks() if "BaseView" in str(task.get_coro())]


async def test_limits_and_what_they_leave_nothing_of(world: World) -> None:
    within = await world.member.slash(
        world.channel, "search", text="carbon", speaker="Liu", theme="zero carbon"
    )
    assert "Junichi" not in text_of(shown(within))
    nothing = await world.member.slash(world.channel, "search", text="zzzz")
    assert nothing.ephemeral
    assert len(buttons_of(shown(nothing))) == 3
    unknown = await world.member.slash(world.channel, "search", text="carbon", speaker="Elon Musk")
    assert unknown.ephemeral
    rows = await world.logged("outcome")
    assert [row["outcome"] for row in rows] == ["ok", "no-match", "no-match"]


@pytest.mark.parametrize(
    "text", ['"', "*", "NEAR(", "x" * 4000, "🦊", "\u202eAI\u202c", "AND OR NOT", "@everyone"]
)
async def test_any_text_is_answered(world: World, text: str) -> None:
    for command in ("search", "identify"):
        result = await world.member.slash(world.channel, command, text=text)
        assert result.response is not None
    assert "error" not in {row["outcome"] for row in await world.logged("outcome")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Common sense has been reached on the sharing of logistics data", "word for word"),
        ("Common consensus was reached on the sharing of logistics data", "~~consensus was~~"),
        ("The weather in Tokyo is nice today and everyone enjoyed it very much", "Nobody on record"),
        ("AI", "Too short"),
        ("AIは生産性の不足を解消する助けとなりうる", "unofficial translation"),
        ("human society is inseparable from computers", "Nobody named"),
    ],
)
async def test_whose_words_a_text_is(world: World, text: str, words: str) -> None:
    result = await world.member.slash(world.channel, "identify", text=text)
    assert result.ephemeral
    assert words in text_of(shown(result))


async def test_a_message_is_identified_by_its_menu(world: World) -> None:
    said = await world.member.send(world.channel, "AI can help solve the productivity shortfall")
    result = await world.administrator.context_menu(world.channel, "Who said this?", said)
    assert "Jeff Shi" in text_of(shown(result))
    quote = await world.member.slash(world.channel, "quote", speaker="Xu Zhilong")
    again = await world.member.context_menu(world.channel, "Who said this?", shown_message(quote))
    assert again.ephemeral


async def test_two_people_side_by_side(world: World) -> None:
    card = text_of(shown(await world.member.slash(world.channel, "compare", first="Liu", second="山岡")))
    assert "Liu Song" in card
    assert "Hiromi Yamaoka" in card
    assert "national security" in card
    under = await world.member.slash(world.channel, "compare", first="Liu", second="山岡", theme="carbon")
    assert "Nothing is recorded here" in text_of(shown(under))
    same = await world.member.slash(world.channel, "compare", first="Liu", second="刘松")
    assert same.ephemeral
    doubtful = await world.member.slash(world.channel, "compare", first="vice president", second="Liu")
    assert doubtful.ephemeral
