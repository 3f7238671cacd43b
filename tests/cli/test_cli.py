"""The program, as whole processes: what it prints, how it exits, and that it never shows a traceback."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import explained
from bot.commands.program import app
from bot.records.schema import NAMES
from tests.cli.conftest import ROOT, Run
from tests.support.forums import FORUM, write_forum

COMMANDS = (
    *("run", "try", "ask", "check", "schema", "stats", "reload"),
    *("backup", "purge", "rotate-secret"),
)


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    assert "Usage:" in run(name, "--help").stdout


def test_help_and_check_load_nothing_that_they_do_not_need() -> None:
    heavy = ["discord", "sqlalchemy", "alembic", "simcord", "asyncio"]
    program = (
        "import sys, runpy\n"
        "sys.argv = ['forum-bot', *sys.argv[1:]]\n"
        "try: runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit: pass\n"
        f"print([name for name in {[*heavy, 'typer']!r} if name in sys.modules], file=sys.stderr)"
    )
    for arguments, needed in (["--help"], ["typer"]), (["check"], []), (["check", str(ROOT / "data")], []):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.stderr.strip() == str(needed)


def test_a_bot_that_serves_loads_nothing_that_only_others_need(tmp_path: Path) -> None:
    """Metrics are for who sets a port, builds for who has no archive, pretty tracebacks for nobody.

    Settings and records are judged, and Traditional Chinese is derived, by processes that end.
    """
    program = (
        "import sys, runpy\n"
        "idle, sys.argv = sys.argv[2:], ['forum-bot', 'run', '--config', sys.argv[1]]\n"
        "try: runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit as end: print(end.code, [name for name in idle if name in sys.modules])"
    )
    idle = (
        "prometheus_client",
        "aiohttp.web_runner",
        "alembic",
        "pypinyin",
        "japanese_personal_name_dataset",
        "typer",
        "opencc",
        "bot.records.loader",
        "bot.settings.reading",
        "pydantic",
        "pydantic_core",
        "yaml",
        "rich",
        "PIL",
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "config" / "bot.yaml"), *idle],
        env=os.environ
        | {
            "FORUM_BOT_CACHE": str(tmp_path / "cache"),
            "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path / "state"),
            "FORUM_BOT_DISCORD__TOKEN": "a.b.c",
            "FORUM_BOT_DISCORD__API_BASE": "http://127.0.0.1:9",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "75 []", done.stderr


def test_version(run: Run) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", run("--version").stdout)


def test_check_of_the_shipped_records(run: Run) -> None:
    done = run("check")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert "9 speakers, 4 themes, 20 quotes" in done.stdout


def test_check_of_wrong_records_lists_all_and_exits_1(run: Run, tmp_path: Path) -> None:
    write_forum(tmp_path / "wrong", quotes=None, forum={**FORUM, "article": "book"})
    done = run("check", "wrong")
    assert done.returncode == 1
    assert "wrong/quotes.yaml: is missing" in done.stdout
    assert re.search(r"wrong/forum.yaml:\d+: article: ", done.stdout)
    assert "problems found" in done.stderr


@pytest.mark.parametrize("path", ["nowhere", "/dev/null"])
def test_check_of_no_folder(run: Run, path: str) -> None:
    done = run("check", path)
    assert done.returncode == 1
    assert path in done.stdout


def test_schema_of_one_and_of_all(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("schema", "quotes").stdout)["title"] == "quotes.yaml"
    assert set(json.loads(run("schema").stdout)) == set(NAMES)
    assert run("schema", "--out", "schemas").returncode == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {
        f"{name}.schema.json" for name in NAMES
    }
    unknown = run("schema", "quote")
    assert unknown.returncode == 2
    assert "There is no file `quote`" in unknown.stderr
    assert run("schema", "--out", "/dev/null/x").returncode == 1


def test_run_without_a_token_says_what_to_do(run: Run) -> None:
    done = run("run")
    assert done.returncode == 78
    assert "discord.com/developers" in done.stderr
    assert "FORUM_BOT_DISCORD__TOKEN" in done.stderr
    assert run("run", FORUM_BOT_DISCORD__TOKEN_FILE="/nowhere").returncode == 78


def test_run_ends_likewise_where_there_is_nowhere_to_say_it(tmp_path: Path) -> None:
    command = (
        f"FORUM_BOT_JOURNAL__FOLDER={tmp_path} FORUM_BOT_LOG__LEVEL=wrong {sys.executable} -m bot run 2>&-"
    )
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, check=False)
    assert done.returncode == 78


def test_run_takes_no_token_from_the_command_line(run: Run) -> None:
    assert run("run", "--token", "x").returncode == 2


def test_where_discord_cannot_be_reached_a_supervisor_may_try_again(run: Run) -> None:
    nobody = "http://127.0.0.1:9"
    done = run("run", FORUM_BOT_DISCORD__TOKEN="a.b.c", FORUM_BOT_DISCORD__API_BASE=nobody)
    assert done.returncode == 75
    assert "Discord cannot be reached" in done.stderr
    assert "a.b.c" not in done.stderr


def test_wrong_settings_are_told_one_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("lag: 1\nlog:\n  level: loud\n", encoding="utf-8")
    done = run("stats", "--config", "my.yaml")
    assert done.returncode == 78
    assert "my.yaml:1: `lag` is not a setting; write `log`" in done.stderr
    assert "my.yaml:3: log.level" in done.stderr


def test_wrong_records_are_told_before_anything_starts(run: Run, tmp_path: Path) -> None:
    write_forum(tmp_path / "wrong", quotes=None)
    # To start the bot that serves once more changes nothing: whoever supervises it is told so.
    for status, command in ((78, ["run"]), (1, ["ask", "/quote"]), (1, ["try", "--no-open"])):
        done = run(*command, FORUM_BOT_RECORDS="wrong", FORUM_BOT_DISCORD__TOKEN="a.b.c")
        assert done.returncode == status, done
        assert "quotes.yaml: is missing" in done.stderr


def test_a_damaged_key_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "secret.key").write_text("x", encoding="utf-8")
    done = run("ask", "/quote")
    assert done.returncode == 78
    assert "secret.key" in done.stderr
    assert "remove it, and a new one is made" in done.stderr


def test_a_folder_that_takes_no_key_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("x", encoding="utf-8")
    done = run("ask", "/quote")
    assert done.returncode == 78
    assert "Name a folder that can be written as `journal.folder`" in done.stderr
    assert "remove it" not in done.stderr


def test_stats_before_and_after_use(run: Run) -> None:
    before = run("stats")
    assert (before.returncode, "Nothing has been logged yet" in before.stderr) == (1, True)
    assert run("ask", "/speaker name:Liu Song").returncode == 0
    assert run("ask", "/speaker", "name:Elon", "Musk").returncode == 1
    assert run("stats").returncode == 1
    shown = run("stats", "--local").stdout
    assert "2 answers for 1 person since " in shown
    assert "beijing-tokyo-17/liu-song" in shown
    assert "Elon Musk" in shown
    counted = json.loads(run("stats", "--local", "--json").stdout)
    assert counted["total"] == 2
    assert counted["unanswered"] == [{"what": "Elon Musk", "times": 1}]
    assert json.loads(run("stats", "--local", "--json", "--server", "1").stdout)["total"] == 0


def piped(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m bot {command}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_whoever_stops_reading_is_no_error() -> None:
    done = piped("schema | head -c 10")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_records_are_wrong_though_nobody_reads_why(tmp_path: Path) -> None:
    done = piped(f"check {tmp_path} | true")
    assert (done.returncode, done.stderr) == (1, "1 problem found.\n")


def test_in_process_too() -> None:
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 0
    assert "beijing-tokyo-17" in done.output


@pytest.mark.unmeasured
@pytest.mark.parametrize("arguments", [("ask", "/quote"), ("ask", "/quote", "--json"), ("stats", "--local")])
def test_a_terminal_that_knows_only_ascii_is_no_error(run: Run, arguments: tuple[str, ...]) -> None:
    run("ask", "/speaker name:Liu Song")
    assert run(*arguments, PYTHONUTF8="0", PYTHONIOENCODING="ascii").returncode == 0


def test_an_output_that_cannot_be_written_is_told() -> None:
    code, (told,) = explained(OSError(errno.ENOSPC, "No space left on device"))
    assert (code, told) == (74, "What there is to say cannot be written: No space left on device.")


def test_records_that_the_settings_name_are_checked(run: Run, tmp_path: Path) -> None:
    done = run("check", FORUM_BOT_RECORDS=str(write_forum(tmp_path / "minato-3", quotes=[]).parent))
    assert done.returncode == 1
    assert "minato-3/quotes.yaml" in done.stdout


def test_a_token_file_with_nothing_in_it_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "token.txt").touch()
    done = run("run", FORUM_BOT_DISCORD__TOKEN_FILE=str(tmp_path / "token.txt"))
    assert (done.returncode, done.stderr.splitlines()[0]) == (78, "The token's file is empty.")
