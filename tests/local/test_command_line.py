"""A command as typed in Discord."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local.command_line import BadCommand, Option, Typed, parse

CHANNEL = object()

COMMANDS = {
    "quote": (Option("speaker"), Option("theme"), Option("private", boolean=True)),
    "speaker": (Option("name", required=True),),
    "help": (),
    "settings language": (
        Option("language", required=True, choices={"English": "en", "日本語": "ja", "繁體中文": "zh-Hant"}),
        Option("channel", choices={"#forum": CHANNEL}),
    ),
    "settings time": (Option("zone"),),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/quote", Typed("quote", {})),
        ("quote", Typed("quote", {})),
        ("  /quote theme:AI ", Typed("quote", {"theme": "AI"})),
        ("/quote\ttheme:AI\nspeaker:Liu", Typed("quote", {"theme": "AI", "speaker": "Liu"})),
        (
            "/quote speaker:Liu Song theme:zero carbon",
            Typed("quote", {"speaker": "Liu Song", "theme": "zero carbon"}),
        ),
        (
            "/quote theme: AI  speaker:刘松 private:True",
            Typed("quote", {"theme": "AI", "speaker": "刘松", "private": True}),
        ),
        ("/quote private:no", Typed("quote", {"private": False})),
        ("/quote private:YES", Typed("quote", {"private": True})),
        ("/quote speaker：岛田 theme：人工智能", Typed("quote", {"speaker": "岛田", "theme": "人工智能"})),
        ("/quote speaker:岛田　theme:AI", Typed("quote", {"speaker": "岛田", "theme": "AI"})),
        ("/speaker name:https://a.b/c?d:e", Typed("speaker", {"name": "https://a.b/c?d:e"})),
        ("/speaker name:at 12:30 o'clock", Typed("speaker", {"name": "at 12:30 o'clock"})),
        ("/speaker name:a  b", Typed("speaker", {"name": "a  b"})),
        ("/quote theme:why:not speakers: two", Typed("quote", {"theme": "why:not speakers: two"})),
        ("/settings language language:ja", Typed("settings language", {"language": "ja"})),
        ("/speaker Liu Song", Typed("speaker", {"name": "Liu Song"})),
        ("/speaker https://a.b", Typed("speaker", {"name": "https://a.b"})),
        (
            "/settings language ja channel:forum",
            Typed("settings language", {"language": "ja", "channel": CHANNEL}),
        ),
        ("/settings  language language:日本語", Typed("settings language", {"language": "ja"})),
        ("/settings language language:ZH-hant", Typed("settings language", {"language": "zh-Hant"})),
        *(
            (
                f"/settings language language:english channel:{channel}",
                Typed("settings language", {"language": "en", "channel": CHANNEL}),
            )
            for channel in ("#forum", "forum")
        ),
    ],
)
def test_a_value_runs_to_the_next_option(text: str, expected: Typed) -> None:
    assert parse(text, COMMANDS) == expected


LISTED = "Its options are: speaker:, theme:, private:."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/quot", "There is no command /quot. Did you mean /quote? There are: /quote, /speaker"),
        ("/Quote", "There is no command /Quote. Did you mean /quote? "),
        ("", "There is no command /. There are: /quote, /speaker"),
        ("/", "There is no command /. There are: /quote, /speaker"),
        ("/quote:x", "There is no command /quote:x. Did you mean /quote? "),
        ("/settings", "There is no command /settings. There are: /settings language, /settings time."),
        (
            "/settings langage language:ja",
            "There is no command /settings langage. Did you mean /settings language? "
            "There are: /settings language, /settings time.",
        ),
        ("/settings language:ja", "Did you mean /settings language? "),
        ("/speaker", "/speaker needs name: as in /speaker name:… Its options are: name:."),
        ("/speaker Liu name:Song", "/speaker has no option for 'Liu'. Write which option it is"),
        ("/speaker nam:Liu", "Did you mean name:? Its options are: name:."),
        ("/speaker Name:Liu", "Did you mean name:?"),
        (
            "/quote Liu theme:AI",
            "/quote has no option for 'Liu'. Write which option it is, as in /quote speaker:Liu. " + LISTED,
        ),
        ("/settings language jp", "language: cannot be 'jp'. Did you mean 日本語?"),
        ("/quote theme:", f"theme: is empty. Write what you look for behind the colon. {LISTED}"),
        ("/quote theme: speaker:Liu", "theme: is empty."),
        ("/quote theme:AI theme:carbon", f"/quote takes theme: once. {LISTED}"),
        ("/quote theme:AI speker:Liu", "/quote has no option for 'speker:'. Did you mean speaker:?"),
        ("/quote private:maybe", "private: cannot be 'maybe'. It is either True or False."),
        (
            "/settings language language:jp",
            "language: cannot be 'jp'. Did you mean 日本語? It is one of: English, 日本語, 繁體中文.",
        ),
        ("/settings language language:xx channel:x", "language: cannot be 'xx'. It is one of"),
        ("/settings language language:ja channel:forums", "Did you mean #forum?"),
        ("/help me", "/help has no option for 'me'. Its options are: none."),
        ("/speaker name:\udcff", "The command is not readable as UTF-8 text."),
    ],
)
def test_what_is_no_command_is_told(text: str, why: str) -> None:
    with pytest.raises(BadCommand) as told:
        parse(text, COMMANDS)
    assert why in told.value.why


def test_where_nothing_can_be_asked_everything_is_refused() -> None:
    with pytest.raises(BadCommand, match="There are: none"):
        parse("/quote", {})


ANY = st.text(st.characters() | st.sampled_from("/: ：\n"), max_size=100)


@given(text=ANY)
def test_no_text_is_another_error(text: str) -> None:
    for begun in (text, f"/quote {text}", f"/speaker name:{text}", f"/settings language language:{text}"):
        try:
            typed = parse(begun, COMMANDS)
        except BadCommand as bad:
            assert bad.why  # noqa: PT017 - both endings are right; no third is
        else:
            assert typed.name in COMMANDS


@given(text=st.text(st.characters(codec="utf-8"), max_size=100).map(str.strip).filter(bool))
def test_where_a_command_has_one_option_any_text_is_its_value(text: str) -> None:
    if "name:" not in text and "name：" not in text:
        assert parse(f"/speaker name:{text}", COMMANDS).options == {"name": text}


VALUES = st.text(st.sampled_from("ab 島:：/'\".,"), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(speaker=VALUES, theme=VALUES, private=st.booleans())
def test_what_is_written_is_read(speaker: str, theme: str, private: bool) -> None:
    typed = parse(f"/quote speaker:{speaker} theme:{theme} private:{private}", COMMANDS)
    assert typed.options == {"speaker": speaker, "theme": theme, "private": private}
