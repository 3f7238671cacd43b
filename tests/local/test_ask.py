"""`ask`: the real bot's answer in the terminal."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.local.ask import ask
from bot.local.terminal import card, markdown
from bot.settings import Settings
from tests.support.openapi import body_violations


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"cache": tmp_path / "cache", "journal": {"folder": tmp_path / "state"}})


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("/quote theme:AI", 0, "Theme: Novel trends and scenarios of digital economy"),
        ("/quote speaker:刘松", 0, "Liu Song"),
        ("/speaker name:しまだ", 0, "島田太郎"),
        ("/speaker name:vice president", 0, "SenseTime"),
        ("/theme name:carbon", 0, "“Zero carbonisation” gains momentum"),
        ("/forum", 0, "17th Beijing-Tokyo Forum"),
        ("/help", 0, "/speaker"),
        ("/stats", 0, "use"),
        ("/speaker name:Elon Musk", 1, "Elon Musk"),
        ("/quote speaker:Xu Zhilong theme:AI", 1, "Digital cooperation"),
    ],
)
def test_every_command(
    settings: Settings, capsys: pytest.CaptureFixture[str], command: str, code: int, words: str
) -> None:
    assert ask(settings, command, as_json=False) == code
    shown = capsys.readouterr().out
    assert words.casefold() in " ".join(shown.split()).casefold()


@pytest.mark.parametrize("command", ["/qoute", "/speaker", "/quote spaker:x"])
def test_a_bad_command(settings: Settings, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert ask(settings, command, as_json=False) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.strip()


def test_the_payloads_that_discord_would_get(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(settings, "/theme name:AI", as_json=True) == 0
    (request,) = json.loads(capsys.readouterr().out)
    assert request["method"] == "POST"
    assert request["path"].endswith("/callback")
    assert request["body"]["type"] == 4
    assert request["body"]["data"]["components"][0]["type"] == 17
    assert body_violations(request["method"], request["path"], request["body"]) == []


def test_asking_again_gives_another_quote(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    texts = set()
    for _ in range(3):
        assert ask(settings, "/quote speaker:Liu Song", as_json=False) == 0
        texts.add(capsys.readouterr().out)
    assert len(texts) == 3


def shown(*components: dict[str, object]) -> str:
    console = Console(width=60, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(card(components))
    return capture.get()


def test_every_component_has_a_form_in_the_terminal() -> None:
    button = {"type": 2, "label": "Go", "custom_id": "x", "style": 1}
    text = shown(
        {"type": 17, "components": [{"type": 10, "content": "### Title"}, {"type": 14}], "accent_color": 255},
        {"type": 9, "components": [{"type": 10, "content": "> words"}], "accessory": button},
        {"type": 1, "components": [button, {"type": 2, "label": "No", "disabled": True}]},
        {
            "type": 1,
            "components": [{"type": 3, "options": [{"label": "One", "value": "1", "description": "first"}]}],
        },
        {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
        {"type": 99},
    )
    for words in ("Title", "▎ words", "[Go]  [No]", "› One  first", "[attachment://a.png]"):
        assert words in text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**bold** and *italic* and `code` and ~~gone~~", "bold and italic and code and gone"),
        (r"\*not\* \[a\] \# b", "*not* [a] # b"),
        ("[a \\[b\\]](<https://c.d/e>) f", "a [b] f"),
        ("## Head\n-# small\n- item\n> said", "Head\nsmall\n• item\n▎ said"),
    ],
)
def test_markdown(text: str, plain: str) -> None:
    assert markdown(text).plain == plain
