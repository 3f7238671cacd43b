"""A command as typed in Discord."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local.command_line import BadCommand, Option, Typed, parse

COMMANDS = {
    "quote": (Option("speaker"), Option("theme"), Option("private", boolean=True)),
    "speaker": (Option("name", required=True),),
    "help": (),
    "settings language": (Option("to", required=True),),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/quote", Typed("quote", {})),
        ("quote", Typed("quote", {})),
        ("  /quote theme:AI ", Typed("quote", {"theme": "AI"})),
        (
            "/quote speaker:Liu Song theme:zero carbon",
            Typed("quote", {"speaker": "Liu Song", "theme": "zero carbon"}),
        ),
        (
            "/quote theme: AI  speaker:刘松 private:True",
            Typed("quote", {"theme": "AI", "speaker": "刘松", "private": True}),
        ),
        ("/quote private:no", Typed("quote", {"private": False})),
        ("/speaker name:https://a.b/c?d:e", Typed("speaker", {"name": "https://a.b/c?d:e"})),
        ("/speaker name:at 12:30 o'clock", Typed("speaker", {"name": "at 12:30 o'clock"})),
        ("/settings language to:ja", Typed("settings language", {"to": "ja"})),
    ],
)
def test_a_value_runs_to_the_next_option(text: str, expected: Typed) -> None:
    assert parse(text, COMMANDS) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/quot", "There is no command /quot. Did you mean /quote? There are: /quote, /speaker"),
        ("", "There is no command /. "),
        ("/speaker", "/speaker needs name:"),
        ("/speaker Liu", "/speaker has no option for 'Liu'. Its options are: name:."),
        ("/speaker nam:Liu", "Did you mean name:?"),
        ("/quote theme:", "theme: is empty"),
        ("/quote theme:AI theme:carbon", "/quote takes theme: once"),
        ("/quote theme:AI speker:Liu", "/quote has no option speker:. Did you mean speaker:?"),
        ("/quote private:maybe", "private: is either True or False"),
        ("/help me", "/help has no option for 'me'. Its options are: none."),
    ],
)
def test_what_is_no_command_is_told(text: str, why: str) -> None:
    with pytest.raises(BadCommand) as told:
        parse(text, COMMANDS)
    assert why in told.value.why


@given(text=st.text(max_size=100))
def test_no_text_is_another_error(text: str) -> None:
    for begun in (text, f"/quote {text}", f"/speaker name:{text}"):
        try:
            typed = parse(begun, COMMANDS)
        except BadCommand as bad:
            assert bad.why  # noqa: PT017 - both endings are right; no third is
        else:
            assert typed.name in COMMANDS


VALUES = st.text(st.sampled_from("ab 島:/'\".,"), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(speaker=VALUES, theme=VALUES)
def test_what_is_written_is_read(speaker: str, theme: str) -> None:
    typed = parse(f"/quote speaker:{speaker} theme:{theme}", COMMANDS)
    assert typed.options == {"speaker": speaker, "theme": theme}
