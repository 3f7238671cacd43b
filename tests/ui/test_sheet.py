"""Blocks go on pages by the room that there is, and nothing is lost between two pages."""

from collections.abc import Sequence

from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import Language
from bot.ui.presses import Action, Press
from bot.ui.sheet import Accent, Block, Gap, Part, Room, Sheet, flowing, page_line, paginate, turning
from tests.support.catalogues import shipped_catalogues
from tests.support.payload_reading import buttons_of, text_of, walk
from tests.support.payloads import message_of

WORDS = shipped_catalogues().words(Language.EN)
PARTS = (Part("**A**"), Part("**B**", Gap.SPACE), Part(gap=Gap.NONE), None)

blocks = st.builds(
    Block,
    text=st.text("x", min_size=1, max_size=60),
    part=st.sampled_from(PARTS),
    opens=st.none() | st.just(("Open", Press(Action.FORUM))),
)


def sent(laid: Sequence[Block]) -> list[dict[str, object]]:
    sheet = Sheet(Accent.RECORD)
    sheet.blocks(laid)
    components: list[dict[str, object]] = message_of(sheet.view())["components"]
    return components


@given(st.lists(blocks, max_size=30))
async def test_every_page_fits_and_all_blocks_are_there(given_blocks: list[Block]) -> None:
    room = Room(200, 9)
    pages = paginate(given_blocks, room)
    assert [block for page in pages for block in page] == given_blocks
    for page in pages:
        components = sent(page)
        assert sum(len(str(part.get("content", ""))) for part in walk(components)) <= room.characters
        # The container itself is not the blocks'.
        assert len(list(walk(components))) - 1 <= room.components


async def test_a_heading_is_repeated_where_its_part_goes_on() -> None:
    part = Part("**A**")
    pages = paginate([Block("x" * 50, part), Block("y" * 50, part)], Room(60, 9))
    assert [text_of(sent(page)) for page in pages] == ["**A**\n" + "x" * 50, "**A**\n" + "y" * 50]


async def test_blocks_of_a_part_run_on_in_one_text() -> None:
    part = Part("**A**", Gap.SPACE)
    laid = [Block("before"), Block("one.", part), Block("two.", part), Block("three", part)]
    (container,) = sent(laid)
    assert text_of([container]) == "before\n**A**\none.\ntwo.\nthree"
    assert len(list(walk([container]))) == 4


def test_a_long_text_flows_over_blocks() -> None:
    flown = list(flowing("word " * 20, 60, None, lambda text: f"> {text}", " (end)"))
    assert all(len(block.text) <= 60 for block in flown)
    assert all(block.text.startswith("> word") for block in flown)
    assert [block.text.endswith(" (end)") for block in flown] == [False] * (len(flown) - 1) + [True]


async def test_turning_stops_at_both_ends() -> None:
    def press(page: int) -> Press:
        return Press(Action.FORUM, forum="f", page=page, turn=True)

    assert turning(0, 1, press, WORDS) == []
    assert page_line(0, 1, WORDS) == ""
    assert page_line(1, 3, WORDS) == "-# Page 2 of 3"
    for page, disabled in ((0, [True, False]), (1, [False, False]), (2, [False, True])):
        both = turning(page, 3, press, WORDS)
        assert [button.disabled for button in both] == disabled
        assert len({button.custom_id for button in both}) == 2
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(*turning(1, 3, press, WORDS))
    assert buttons_of([row.to_component_dict()]) == {"Previous": "fh:f>:f::::0", "Next": "fh:f>:f::::2"}
