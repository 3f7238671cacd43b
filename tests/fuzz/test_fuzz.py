"""A few thousand random interactions at every run; `python -m tests.fuzz` does a hundred thousand."""

from pathlib import Path
from random import Random, SystemRandom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive.fold import whole
from bot.cogs.delivery import PATIENCE
from bot.languages import Language
from bot.ui.markdown import escape
from bot.ui.presses import PATTERN, PICKER, SEARCH, STRANGE, Action, Press, Search, parse, parse_search
from tests.fuzz.judging import alive
from tests.fuzz.run import runner
from tests.fuzz.texts import EVIL, MARKUP, MENTIONS, WORD, text_of

COUNT = 1_000


@pytest.mark.parametrize(
    ("seed", "patience"),
    [
        pytest.param(17, PATIENCE, id="fixed"),
        pytest.param(
            SystemRandom().randrange(1 << 32),
            0.0,
            id="fresh, and every slow answer promised",
            marks=pytest.mark.unmeasured,
        ),
    ],
)
async def test_whatever_is_asked_is_answered_and_harmless(tmp_path: Path, seed: int, patience: float) -> None:
    async with runner(tmp_path, patience) as ready:
        result = await ready.run(seed, COUNT)
    assert not result.faults, "\n".join(map(str, result.faults))
    assert sum(result.outcomes.values()) == COUNT
    assert {"ok", "no-match", "bent"} <= set(result.outcomes)


@pytest.mark.parametrize(
    "text",
    [text for text in (*MARKUP, *MENTIONS) if text.isascii() and not text.startswith(("\\", "<@<@", "\r"))],
)
def test_the_judge_sees_what_is_not_escaped(text: str) -> None:
    assert [*alive(text, text)]
    assert not [*alive(f"### Nothing was found for “{escape(text)}”", text)]
    assert not [*alive(escape(text), text)]


@pytest.mark.parametrize(
    ("escaped", "forgotten"),
    [*((f"\\{mark}", mark) for mark in "\\*_~`|<[:>+-#"), ("@\u200b", "@"), ("1\\.", "1."), ("7\\)", "7)")],
)
def test_the_judge_sees_each_mark_that_an_escape_forgets(escaped: str, forgotten: str) -> None:
    forgetful = [(escape(text).replace(escaped, forgotten), text) for text in (*MARKUP, *MENTIONS)]
    assert any([*alive(shown, text)] for shown, text in forgetful)


def test_the_judge_leaves_the_cards_own_markup_alone() -> None:
    own = f"**Nobody {WORD}**\n- [Source](<https://example.org>)\n### “{WORD}” – **11** ~~{WORD}~~"
    assert not [*alive(own, f"*{WORD}*")]
    assert [*alive(own, f"~~{WORD}~~")]
    # Struck through as put in, of a text whose own marks are no words and left out.
    assert not [*alive(rf"~~\\ {WORD}\\~~", rf"\\~\\~{WORD}\\~\\~")]
    assert [*alive(rf"*{WORD}\\*", rf"\\*{WORD}\\*")]
    assert [*alive(f"[Source](https://{EVIL})", "")]
    assert [*alive("**bold** @everyone", "")]


def test_the_same_seed_types_the_same() -> None:
    first, again = ([text_of(random) for _ in range(50)] for random in (Random("1/2"), Random("1/2")))
    assert first == again


SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
MODES = st.sampled_from([{}, {"share": True}, {"turn": True}, {"own": True}])


@given(
    action=st.sampled_from(Action),
    names=st.tuples(*[st.none() | SLUGS] * 4),
    page=st.integers(0, 999_999),
    mode=MODES,
    language=st.none() | st.sampled_from(Language),
)
def test_every_press_survives_its_custom_id(
    action: Action,
    names: tuple[str | None, ...],
    page: int,
    mode: dict[str, bool],
    language: Language | None,
) -> None:
    forum, speaker, theme, quote = names
    press = Press(action, forum, speaker, theme, quote, page, language=language, **mode)
    assert parse(press.custom_id()) == press


@given(
    text=st.text(min_size=1, max_size=30),
    page=st.integers(0, 999),
    language=st.none() | st.sampled_from(Language),
    kept=st.booleans(),
)
def test_every_search_survives_its_custom_id(
    text: str, page: int, language: Language | None, kept: bool
) -> None:
    search = Search(text, page, language, "f", "s", "t", kept)
    assert parse_search(search.custom_id()) == search


@pytest.mark.unmeasured
@given(
    st.text(max_size=100).map("fh:{}".format)
    | st.text(max_size=100)
    | st.from_regex(PATTERN, fullmatch=True)
    | st.from_regex(SEARCH, fullmatch=True)
)
def test_any_string_means_one_thing_or_nothing_and_is_taken_by_one(custom_id: str) -> None:
    press, search = parse(custom_id), parse_search(custom_id)
    # `\d` takes digits of every script; what is said again says the same.
    assert press is None or len(custom_id) > 100 or parse(press.custom_id()) == press
    assert search is None or len(custom_id) > 100 or parse_search(search.custom_id()) == search
    takers = [pattern for pattern in (PATTERN, SEARCH, STRANGE) if pattern.fullmatch(custom_id)]
    assert len(takers) == (custom_id != PICKER and custom_id.startswith(("fh:", "fs:")))


@given(st.text(st.characters(codec=None)))
def test_half_characters_become_whole_ones(text: str) -> None:
    mended = whole(text)
    assert len(mended) == len(text)
    assert mended.encode().decode() == mended
    assert whole(mended) == mended
