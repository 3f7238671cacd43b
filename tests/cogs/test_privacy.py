"""`/privacy`: everybody sees, takes and deletes what is kept about themselves, and nothing else."""

import json
from typing import Any

from simcord.results import InteractionResult

from bot.journal.preferences import Preference, Whose
from bot.ui.privacy import Wish
from tests.cogs.conftest import World
from tests.cogs.test_commands import pressed, shown
from tests.support.payload_reading import text_of


async def privacy(world: World) -> InteractionResult:
    return await world.member.slash(world.channel, "privacy")


async def press(world: World, result: InteractionResult, label: str) -> InteractionResult:
    assert result.response is not None
    return await world.member.click(result.response, custom_id=pressed(result, label))


async def kept(world: World) -> Any:
    return json.loads(json.dumps(await world.journal.export(world.member.id), default=str))


async def test_it_is_private_and_says_what_is_kept(world: World) -> None:
    result = await privacy(world)
    assert result.ephemeral
    card = text_of(shown(result))
    assert "a code made from your Discord id" in card
    assert "It is kept until you delete it." in card
    assert "Your use is logged." in card


async def test_my_data_comes_as_a_file(world: World) -> None:
    await world.member.slash(world.channel, "speaker", name="島田")
    await world.administrator.slash(world.channel, "speaker", name="Liu Song")
    result = await press(world, await privacy(world), "Export")
    assert result.ephemeral
    assert result.response is not None
    (file,) = result.response.attachments
    assert file.filename == "my-data.json"
    data = json.loads(await file.read())
    assert [use["options"] for use in data["uses"]] == [{"name": "島田"}, {}]
    assert data["logged"] is True


async def test_deleting_is_asked_twice_and_leaves_nothing(world: World) -> None:
    await world.member.slash(world.channel, "language", language="ja")
    await world.member.slash(world.channel, "language", language="en")
    await world.administrator.slash(world.channel, "quote")
    sure = await press(world, await privacy(world), "Delete my data")
    assert "cannot be undone" in text_of(shown(sure))
    assert len((await kept(world))["uses"]) == 4
    done = await press(world, sure, "Delete for good")
    assert done.ephemeral
    assert "5 entries about you are gone." in text_of(shown(done))
    assert await kept(world) == {"logged": True, "language": None, "uses": [], "drawn": []}
    assert len(await world.logged("command")) == 1, "the administrator's"


async def test_who_opted_out_is_not_logged_until_they_are_again(world: World) -> None:
    stopped = await press(world, await privacy(world), "Stop logging me")
    before = len(await world.logged("command"))
    await world.member.slash(world.channel, "quote")
    assert "Your use is not logged." in text_of(shown(await privacy(world)))
    assert len(await world.logged("command")) == before
    await press(world, stopped, "Log me again")
    await world.member.slash(world.channel, "quote")
    assert len(await world.logged("command")) > before


async def test_a_wish_is_about_whoever_sends_it(world: World) -> None:
    """Only their own card is ever shown to them, but a custom id may be sent by anybody."""
    world.journal.prefer(Whose.READER, world.member.id, Preference("en"))
    result = await privacy(world)
    assert result.response is not None
    await world.member.click(result.response, custom_id=Wish.STOP.custom_id())
    assert world.journal.opted_out(world.member.id)
    assert not world.journal.opted_out(world.administrator.id)


async def test_a_server_that_removes_the_bot_is_forgotten(world: World) -> None:
    await world.member.slash(world.channel, "quote")
    world.journal.prefer(Whose.GUILD, world.guild.id, Preference("ja"))
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    await world.bot.on_guild_remove(guild)
    assert await world.logged("command") == []
    assert world.journal.preference(Whose.GUILD, world.guild.id) is None
