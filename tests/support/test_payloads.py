"""The judge of payloads is judged itself: what is wrong must be told, what is right must pass."""

from typing import Any

import pytest
from discord import ui

from tests.support.payloads import assert_valid_commands, assert_valid_message, message_of


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "quote", "description": "A quote", "type": 1, "options": [], **changes}


def option(name: str = "speaker", **changes: Any) -> dict[str, Any]:
    return {"name": name, "description": "Who", "type": 3, **changes}


async def test_a_card_passes() -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("words")))
    assert_valid_message(message_of(view))
    assert_valid_message({**message_of(view), "attachments": [{"id": 0, "filename": "use.png"}]})


@pytest.mark.parametrize(
    "components",
    [
        [],
        [{"type": 10, "content": "x" * 4001}],
        [{"type": 10, "content": "x"}] * 41,
        [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81, "custom_id": "a"}]}],
        [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "a" * 101}]}],
        [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "a"}] * 2}],
    ],
)
def test_a_wrong_message_is_told(components: list[dict[str, Any]]) -> None:
    with pytest.raises(AssertionError):
        assert_valid_message({"flags": 1 << 15, "components": components})


@pytest.mark.parametrize(
    "right",
    [
        command(options=[option(required=True), option("theme")]),
        command(name="引用", options=[option("話者")]),
        command(name="ค้นหา"),
        command(
            options=[
                {"type": 2, "name": "group", "description": "g", "options": [command(options=[option()])]}
            ]
        ),
        command(options=[option(choices=[{"name": "Ja", "value": "ja"}])]),
        {"name": "What is this quote?", "type": 3},
    ],
)
def test_a_right_command_passes(right: dict[str, Any]) -> None:
    assert_valid_commands([right])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (command(name="Quote"), "0.name"),
        (command(name="a quote"), "0.name"),
        (command(name="x" * 33), "name"),
        (command(name_localizations={"de": "Zitat"}), "name"),
        (command(description=""), "description"),
        (command(description="x" * 101), "description"),
        (command(description_localizations={"ja": "x" * 101}), "description"),
        (command(options=[option(), option("theme", required=True)]), "Required options"),
        (command(options=[option(), option()]), "unique"),
        (command(options=[option(str(number)) for number in range(26)]), "25 or fewer"),
        (command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]), "autocomplete"),
        (command(options=[option(choices=[{"name": "a", "value": "a" * 101}])]), "choices.0.value"),
        (command(options=[option(choices=[{"name": "", "value": "a"}])]), "choices.0.name"),
        (
            command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]),
            "25 or fewer",
        ),
        (
            command(
                options=[
                    option(
                        str(number), choices=[{"name": f"{n}", "value": f"{n}".zfill(100)} for n in range(25)]
                    )
                    for number in range(4)
                ]
            ),
            "8000 or fewer",
        ),
        ({"name": "x" * 33, "type": 3}, "between 1 and 32"),
        ({"name": "x", "type": 3, "name_localizations": {"ja": "x" * 33}}, "name_localizations.ja"),
    ],
)
def test_a_wrong_command_is_told(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        assert_valid_commands([wrong])


def test_one_name_may_serve_two_types_of_command() -> None:
    assert_valid_commands([command(), {"name": "quote", "type": 3}])
    with pytest.raises(AssertionError, match="unique"):
        assert_valid_commands([command(), command()])


def test_a_hundred_chat_commands_are_enough() -> None:
    with pytest.raises(AssertionError, match="Maximum of 100"):
        assert_valid_commands([command(name=f"c{number}") for number in range(101)])
