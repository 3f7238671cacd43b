"""`ask`: the real bot's answer in the terminal."""

import asyncio
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from bot.journal.preferences import Preference, Whose
from bot.languages import Language
from bot.local.ask import ask
from bot.local.world import World, world
from bot.settings import JournalSettings, Settings
from tests.support.openapi import body_violations

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def settings(tmp_path: Path, later_start: Path) -> Settings:
    return Settings(cache=later_start, journal=JournalSettings(folder=tmp_path / "state"))


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
        ("/settings language language:日本語 channel:#forum", 0, "日本語"),
        ("/speaker name:Elon Musk", 1, "Elon Musk"),
        ("/speaker name:at 12:30 https://a.b/c", 1, "12:30"),
        ("/quote speaker:Xu Zhilong theme:AI", 1, "Digital cooperation"),
    ],
)
def test_every_command(
    settings: Settings, capsys: pytest.CaptureFixture[str], command: str, code: int, words: str
) -> None:
    assert ask(settings, command, as_json=False) == code
    shown = capsys.readouterr()
    assert words.casefold() in " ".join(shown.out.replace("│", "").split()).casefold()
    assert all(cell_len(line) <= 80 for line in shown.out.splitlines())
    assert shown.err == ""


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("/qoute", "Did you mean /quote?"),
        ("/settings", "There are: /settings language."),
        ("/speaker", "/speaker needs name:"),
        ("/quote spaker:x", "Did you mean speaker:?"),
        ("/settings language language:jp", "It is one of: English, "),
        ("/settings language language:ja channel:nowhere", "It is one of: #forum."),
    ],
)
def test_a_bad_command(
    settings: Settings, capsys: pytest.CaptureFixture[str], command: str, why: str
) -> None:
    assert ask(settings, command, as_json=False) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert why in shown.err


def payloads(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, dict[str, object]]]:
    requests = json.loads(capsys.readouterr().out)
    assert all(set(request) == {"method", "path", "body"} for request in requests)
    for request in requests:
        assert body_violations(request["method"], request["path"], request["body"]) == []
    return [(request["method"], request["path"].rpartition("/")[2], request["body"]) for request in requests]


def test_the_payloads_that_discord_would_get(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(settings, "/theme name:AI", as_json=True) == 0
    ((method, end, body),) = payloads(capsys)
    assert (method, end, body["type"]) == ("POST", "callback", 4)
    data = body["data"]
    assert isinstance(data, dict)
    assert data["components"][0]["type"] == 17
    assert ask(settings, "/speaker name:nobody at all", as_json=True) == 1
    assert len(payloads(capsys)) == 1


def test_the_payloads_of_an_answer_that_is_counted_first(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(settings, "/stats", as_json=True) == 0
    (answer,) = payloads(capsys)
    assert answer[:2] == ("POST", "callback")
    assert answer[2]["type"] == 4
    assert "components" in str(answer[2]["data"])


def test_asking_again_gives_another_quote(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    texts = set()
    for _ in range(3):
        assert ask(settings, "/quote speaker:Liu Song", as_json=False) == 0
        texts.add(capsys.readouterr().out)
    assert len(texts) == 3


def test_the_language_asked_for_wins_and_is_not_kept(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(command: str, language: Language | None = None) -> str:
        assert ask(settings, command, as_json=False, language=language) == 0
        return capsys.readouterr().out

    japanese = "シニア・バイスプレジデント"
    assert japanese in shown("/speaker name:Shimada", Language.JA)
    assert japanese not in shown("/speaker name:Shimada")
    # What is chosen in so many words stays, also against the language of one question.
    shown("/settings language language:ja")
    assert japanese in shown("/speaker name:Shimada")
    assert japanese not in shown("/speaker name:Shimada", Language.EN)
    shown("/language language:ja", Language.EN)
    assert japanese in shown("/speaker name:Shimada private:true")


def in_a_world(settings: Settings, act: Callable[[World], None]) -> World:
    async def live() -> World:
        async with world(settings) as simulated:
            act(simulated)
            await simulated.keeper.slash(simulated.channel, "help")
            return simulated

    return asyncio.run(live())


def test_an_answer_that_discord_refuses_is_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    in_a_world(settings, lambda simulated: simulated.env.inject_error("POST", "/interactions/*/callback"))
    (record,) = (record for record in caplog.records if record.levelno >= logging.ERROR)
    assert "interaction failed (reference" in record.getMessage()
    assert "injected by test" in caplog.text


def test_an_error_that_the_bot_never_caught_is_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError("lost on the way")

    def break_listener(simulated: World) -> None:
        simulated.bot.add_listener(fail, "on_interaction")

    in_a_world(settings, break_listener)
    assert "the bot raised an error that nobody caught" in caplog.text
    assert "lost on the way" in caplog.text


def test_each_simulated_person_reads_their_own_language(settings: Settings) -> None:
    simulated = in_a_world(settings, lambda _: None)
    languages = [simulated.journal.preference(Whose.READER, person.id) for person in simulated.viewers]
    assert languages == [Preference(str(language)) for language in Language]


def own(tmp_path: Path) -> dict[str, str]:
    """The environment, with no setting but where state and cache are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_BOT_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "FORUM_BOT_CACHE": str(tmp_path / "cache"),
        "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path / "state"),
    }


def run(tmp_path: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "bot", "ask", *arguments],
        cwd=tmp_path,
        env=own(tmp_path) | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_as_a_program(tmp_path: Path) -> None:
    done = run(tmp_path, "/speaker name:島田")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert "島田太郎" in shown
    assert "\x1b" not in shown
    # Every statement with its source, also where there is nothing to click on.
    assert "<https://" in shown
    assert {cell_len(line) for line in shown.splitlines()} == {80}
    assert run(tmp_path, "/speaker name:nobody at all").returncode == 1


@pytest.mark.unmeasured
@pytest.mark.usefixtures("later_start")
def test_colour_is_for_those_who_want_it(tmp_path: Path) -> None:
    assert b"\x1b[38;" in run(tmp_path, "/forum", FORCE_COLOR="1", TERM="xterm-256color").stdout
    plain = run(tmp_path, "/forum", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color").stdout
    assert b"\x1b[38;" not in plain


@pytest.mark.unmeasured
@pytest.mark.usefixtures("later_start")
def test_a_program_that_may_write_only_ascii(tmp_path: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run(tmp_path, "/speaker name:Shimada", **ascii_only)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Taro Shimada" in done.stdout
    done = run(tmp_path, "/speaker name:Shimada", "--json", **ascii_only)
    (request,) = json.loads(done.stdout)
    assert "島田太郎" in json.dumps(request, ensure_ascii=False)


@pytest.mark.usefixtures("later_start")
def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"bot", b"ask", b"/search text:\xff"],
        env=own(tmp_path) | {"PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert b"UTF-8" in done.stderr


@pytest.mark.usefixtures("later_start")
@pytest.mark.parametrize(("command", "code"), [("/forum", 0), ("/speaker name:nobody at all", 1)])
def test_whoever_stops_reading_changes_no_exit_code(tmp_path: Path, command: str, code: int) -> None:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m bot ask '{command}' | true"],
        cwd=ROOT,
        env=own(tmp_path),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (code, b"")


_ASKED = """
import sys
from pathlib import Path
from bot.archive.apart import compile_beforehand
from bot.archive.derived import Derivation
from bot.child import in_a_child
from bot.i18n import Catalogues
from bot.i18n.traditional import in_bulk, method
from bot.languages import Language
from bot.local.ask import ask
from bot.settings import JournalSettings, Settings

folder = Path(sys.argv[1])
settings = Settings(cache=folder / "cache", journal=JournalSettings(folder=folder / "state"))
if "prepared" in sys.argv:
    compile_beforehand(settings.records, settings.cache, Derivation(method(), in_bulk))
    in_a_child(Catalogues.load(cache=settings.cache).keep)
for command in sys.argv[2].split(";"):
    assert ask(settings, command, as_json=True, language=Language.ZH_HANT) == 0
print("opencc" in sys.modules, file=sys.stderr)
"""


@pytest.mark.unmeasured
def test_who_reads_traditional_chinese_needs_no_converter_where_a_bot_has_run(tmp_path: Path) -> None:
    def asked(*how: str) -> tuple[str, str]:
        commands = (
            "/quote;/speaker name:Liu Song;/theme name:carbon;/forum;/compare first:Liu Song second:Taro"
        )
        done = subprocess.run(
            [sys.executable, "-c", _ASKED, str(tmp_path / str(how)), commands, *how],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, done.stderr.strip()

    prepared, plain = asked("prepared"), asked()
    assert "劉松" in prepared[0]
    assert (prepared[1], plain[1]) == ("False", "True")
