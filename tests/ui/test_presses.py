"""A press survives its custom id; what is not a press is None."""

import pytest

from bot.archive.entities import Pool
from bot.languages import Language
from bot.ui.presses import (
    Action,
    Comparison,
    Press,
    Search,
    of_key,
    of_pool,
    parse,
    parse_comparison,
    parse_search,
)


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


@pytest.mark.parametrize(
    "comparison",
    [
        Comparison("f/a", "f/b"),
        Comparison("f/a", "g/b", "f/t", share=True),
        Comparison("f/a", "g/b", "g/t", language=Language.ZH_HANT, share=True),
        Comparison(kept="0123456789abcdef"),
    ],
)
def test_comparisons(comparison: Comparison) -> None:
    assert parse_comparison(comparison.custom_id()) == comparison


def test_what_is_not_a_comparison_is_none() -> None:
    for custom_id in ("", "fc:~::a:b:", "fc:~::f/a:b", "fc:~:fr:f/a:b:", "fc:~::#", "fc:~::f/a:b:t\n"):
        assert parse_comparison(custom_id) is None
    with pytest.raises(ValueError, match="fc:~"):
        Comparison(f"f/{'a' * 32}", f"g/{'b' * 32}", f"f/{'t' * 32}").custom_id()


@pytest.mark.parametrize(("share", "own"), [(False, False), (True, False), (False, True)])
def test_searches(*, share: bool, own: bool) -> None:
    search = Search("a:b =#", page=7, language=Language.JA, forum="f", theme="t", share=share, own=own)
    assert parse_search(search.custom_id()) == search
