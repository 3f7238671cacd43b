"""Cards are put together once and sent again and again: each is still the one that was asked for."""

from tests.cogs.conftest import World
from tests.cogs.test_commands import shown
from tests.support.payload_reading import buttons_of, options_of, text_of

SPEAKER = "Liu Song"


async def test_a_card_is_the_same_each_time_and_in_every_language_its_own(world: World) -> None:
    async def asked(**options: object) -> tuple[str, dict[str, str], list[object]]:
        card = shown(await world.member.slash(world.channel, "speaker", name=SPEAKER, **options))
        return text_of(card), buttons_of(card), [dict(option) for option in options_of(card)]

    first = await asked()
    japanese = await asked(language="ja")
    private = await asked(private=True)
    assert await asked() == first
    assert await asked(language="ja") == japanese
    assert await asked(private=True) == private
    assert len({str(card) for card in (first, japanese, private)}) == 3
    assert not any(custom_id.endswith(":ja") for custom_id in first[1].values())
    assert all(
        custom_id.endswith(":ja") or ":~" in custom_id or "~:" in custom_id
        for custom_id in japanese[1].values()
    )


async def test_what_is_drawn_is_kept_but_the_draw_is_not(world: World) -> None:
    drawn = [
        text_of(shown(await world.member.slash(world.channel, "quote", speaker=SPEAKER))) for _ in range(8)
    ]
    total = len(set(drawn))
    assert total > 1
    assert all(drawn[at] != drawn[at + 1] for at in range(len(drawn) - 1))


async def test_a_draw_goes_on_from_the_pool_that_it_came_from(world: World) -> None:
    anybody = buttons_of(shown(await world.member.slash(world.channel, "quote")))
    somebody = buttons_of(shown(await world.member.slash(world.channel, "quote", speaker=SPEAKER)))
    assert anybody["Another quote"] == "fh:a:::::0"
    assert somebody["Another quote"].endswith(":liu-song:::0")
