"""A press survives its custom id; what is not a press is None."""

import pytest

from bot.archive.entities import Pool
from bot.ui.presses import Action, Press, of_key, of_pool, parse


def test_presses_of_pools() -> None:
    assert of_pool(Action.ANOTHER, Pool()) == Press(Action.ANOTHER)
    assert of_pool(Action.QUOTES, Pool(forum="f"), page=2, turn=True) == Press(
        Action.QUOTES, forum="f", page=2, turn=True
    )
    both = of_pool(Action.ANOTHER, Pool(speaker="f/s", theme="f/t"))
    assert both == Press(Action.ANOTHER, forum="f", speaker="s", theme="t")
    assert parse(both.custom_id()) == both


def test_presses_of_records() -> None:
    press = of_key(Action.QUOTE, "f/q", "quote", page=3, turn=True)
    assert press == Press(Action.QUOTE, forum="f", quote="q", page=3, turn=True)
    assert parse(press.custom_id()) == press


def test_what_is_not_a_press_is_none() -> None:
    assert parse("") is None
    assert parse("fh:q:../etc:::u1:0") is None
    assert parse("fh:q:f:::u1:0\n") is None
    assert Press(Action.QUOTE, forum="f", quote="q").key("q") == "f/q"
    assert Press(Action.QUOTE, forum="f").key(None) is None
    assert Press(Action.QUOTE).key("q") is None


def test_ids_that_no_button_can_hold_are_an_error() -> None:
    press = Press(Action.QUOTES, forum="f" * 24, speaker="s" * 32, theme="t" * 32, page=99_999)
    with pytest.raises(ValueError, match="fh:m"):
        press.custom_id()
