"""Settings from file and environment; every mistake named in its place."""

import logging
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import logs
from bot.settings import Discord, InvalidSettings, Settings, load_settings
from bot.shipped import shipped


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bot.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_changes_nothing() -> None:
    assert load_settings() == Settings()
    assert load_settings().records == shipped("data")
    assert load_settings().discord.api_base == "https://discord.com/api/v10"


def test_a_file_that_sets_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "# log:\n#   level: debug\n")) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "log:\n  level: error\n  format: json\nrecords: /from/file\n")
    monkeypatch.setenv("FORUM_BOT_LOG__LEVEL", "debug")
    monkeypatch.setenv("FORUM_BOT_CONFIG", str(path))
    found = load_settings()
    assert (found.log.level, found.log.format) == ("debug", "json")
    assert found.records == Path("/from/file")


def test_blanks_around_what_the_environment_says_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("HEALTH__PORT", "8080 "), ("DISCORD__API_BASE", " https://a/b "), ("CACHE", "  ")):
        monkeypatch.setenv(f"FORUM_BOT_{name}", value)
    found = load_settings()
    assert (found.health.port, found.discord.api_base) == (8080, "https://a/b")
    assert found.cache == Settings().cache


def test_a_token_comes_from_environment_or_file_and_is_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_settings().token() is None
    file = tmp_path / "token.txt"
    file.write_text("from-file\n", encoding="utf-8")
    monkeypatch.setenv("FORUM_BOT_DISCORD__TOKEN_FILE", str(file))
    assert load_settings().token() == "from-file"
    monkeypatch.setenv("FORUM_BOT_DISCORD__TOKEN", "from-environment")
    found = load_settings()
    assert found.token() == "from-environment"
    assert "from-environment" not in f"{found} {found.discord.token} {found.discord.token!r} {asdict(found)}"


def test_what_may_be_a_token_in_the_wrong_place_is_not_told() -> None:
    assert Discord(token_file=Path("MTIz.ab.cd")).token_place() == "the file of discord.token_file"
    assert Discord(token_file=Path("/run/secrets/token")).token_place() == "/run/secrets/token"


def test_where_the_journal_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_JOURNAL__FOLDER", str(tmp_path))
    assert load_settings().journal_place() == tmp_path / "journal.sqlite3"
    assert load_settings().secret_file() == tmp_path / "secret.key"
    monkeypatch.setenv("FORUM_BOT_JOURNAL__URL", "postgresql+asyncpg://somewhere/else")
    assert load_settings().journal_place() == "postgresql+asyncpg://somewhere/else"


def test_all_mistakes_at_once_with_line_and_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(
        tmp_path, "dicord: 3\nlog:\n  formt: x\n  level: warn\ndiscord:\n  api_base: 3\n  gateway: ftp://x\n"
    )
    monkeypatch.setenv("FORUM_BOT_LOG__LEVLE", "x")
    monkeypatch.setenv("FORUM_BOT_JOURNAL__FOLDERS", "x")
    with pytest.raises(InvalidSettings) as told:
        load_settings(path)
    problems = [problem.replace(f"{path}:", "") for problem in told.value.problems]
    assert "1: `dicord` is not a setting; write `discord`" in problems
    assert "3: `log.formt` is not a setting; write `log.format`" in problems
    assert any(
        problem.startswith("4: log.level: 'warn' is not one of") and problem.endswith("write warning")
        for problem in problems
    )
    assert any(problem.startswith("6: discord.api_base: is not an address") for problem in problems)
    assert any(problem.startswith("7: discord.gateway: 'ftp://x' is not an address") for problem in problems)
    assert "environment: `FORUM_BOT_LOG__LEVLE` is not a setting; write `FORUM_BOT_LOG__LEVEL`" in problems
    assert any("FORUM_BOT_JOURNAL__FOLDERS" in problem for problem in problems)


def test_a_wrong_value_in_the_environment_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_LOG__FORMAT", "jsno")
    with pytest.raises(
        InvalidSettings, match=r"environment: FORUM_BOT_LOG__FORMAT: 'jsno' is not one of .* write json"
    ):
        load_settings()
    monkeypatch.delenv("FORUM_BOT_LOG__FORMAT")
    monkeypatch.setenv("forum_bot_log__format", "jsno")
    with pytest.raises(InvalidSettings, match="environment: FORUM_BOT_LOG__FORMAT: 'jsno'"):
        load_settings()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"- a\n", "is not a set of `name: value` lines"),
        (b"log: [\n", ":2: is not YAML"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"log: 3\n", "log"),
        (b"records: [1]\n", "records"),
        (b"!!python/object:os.system {}\n", "is not YAML"),
        (b"[" * 100_000, "is not YAML"),
    ],
)
def test_a_file_that_is_no_settings_file(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "bot.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidSettings) as told:
        load_settings(path)
    assert any(expected in problem for problem in told.value.problems), told.value.problems


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="cannot be read"):
        load_settings(tmp_path / "nowhere.yaml")


@pytest.mark.unmeasured
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.sampled_from(":-[]{}&*!# \nabdiscorlg'\"|>?%@`"), max_size=60))
def test_nothing_in_a_file_is_another_exception(tmp_path: Path, content: str) -> None:
    try:
        load_settings(written(tmp_path, content))
    except InvalidSettings as invalid:
        assert invalid.problems  # noqa: PT017 - both endings are right; no third is


@pytest.mark.parametrize(("style", "mark"), [("json", '"event": "hello world"'), ("human", "hello world")])
def test_log_lines_from_any_library(style: str, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.set_up(level="error")
        logging.getLogger("discord.client").warning("nor this")
        logs.set_up(style="json" if style == "json" else "human", level="warning")
        logging.getLogger("discord.gateway").warning("hello %s", "world")
        logging.getLogger("discord.gateway").info("not this")
        try:
            raise ValueError("broken")  # noqa: TRY301 - an error to be logged
        except ValueError:
            logging.getLogger("bot").exception("failed")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    text = capsys.readouterr().err
    assert mark in text
    assert "discord.gateway" in text
    assert "not this" not in text
    assert "nor this" not in text
    assert "ValueError" in text
    if style == "json":
        assert len(text.splitlines()) == 2


def test_a_database_url_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_JOURNAL__URL", "secret-word")
    with pytest.raises(InvalidSettings, match=r"FORUM_BOT_JOURNAL__URL: is no database URL") as told:
        load_settings()
    assert "secret-word" not in str(told.value)


def test_a_section_in_one_variable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_LOG", "debug")
    # What else is wrong is told beside it.
    monkeypatch.setenv("FORUM_BOT_LOG__FORMAT", "xml")
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert caught.value.problems == (
        "environment: `FORUM_BOT_LOG` is a section, not a setting; "
        "there are: FORUM_BOT_LOG__FORMAT, FORUM_BOT_LOG__LEVEL",
        "environment: FORUM_BOT_LOG__FORMAT: 'xml' is not one of 'human' or 'json'",
    )


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_LOG__LEVEL", "")
    monkeypatch.setenv("FORUM_BOT_DISCORD__TOKEN_FILE", "")
    assert load_settings() == Settings()


def test_a_token_in_the_place_of_its_section_is_not_repeated(tmp_path: Path) -> None:
    path = written(tmp_path, "discord: secret-word\n")
    with pytest.raises(InvalidSettings) as caught:
        load_settings(path)
    assert caught.value.problems == (
        f"{path}:1: discord: is not a set of `name: value` lines; write its settings below it, indented",
    )


def test_what_stands_twice_and_what_is_of_the_wrong_kind_is_told_by_line(tmp_path: Path) -> None:
    path = written(tmp_path, "log:\n  level: info\n  level: debug\nrecords: [a]\njournal: 5\n")
    with pytest.raises(InvalidSettings) as caught:
        load_settings(path)
    assert caught.value.problems == (
        f"{path}:3: `log.level` stands here again; keep one of the two",
        f"{path}:4: records: ['a'] is not a path; write it as text, as in /srv/forum-highlights",
        f"{path}:5: journal: is not a set of `name: value` lines; write its settings below it, indented",
    )


def test_every_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = written(
        tmp_path, "records: ~/r\ncache: ~/c\njournal: {folder: ~/j}\ndiscord: {token_file: ~/token}\n"
    )
    (tmp_path / "token").write_text("abc", encoding="utf-8")
    found = load_settings(path)
    assert (found.records, found.cache) == (tmp_path / "r", tmp_path / "c")
    assert (found.token(), found.secret_file()) == ("abc", tmp_path / "j" / "secret.key")
    with pytest.raises(InvalidSettings, match=r"1.*cache: .*the home of somebody who is not known here"):
        load_settings(written(tmp_path, "cache: ~nobody-at-all/c\n"))


@pytest.mark.parametrize(
    ("written_as", "told"),
    [
        ("records_watch: -1", "records_watch: -1 is not a number of 0 or more"),
        ("records_watch: .nan", "records_watch: nan is not a number of 0 or more"),
        ("cache: ''", "cache: '' is not a path; write it as text, as in /srv/forum-highlights"),
        ("cache: 3", "cache: 3 is not a path; write it as text, as in /srv/forum-highlights"),
        ("discord: {token_file: {MTIz: 1}}", "discord.token_file: is not a path; write it as text, as in "),
        ("discord: {api_base: MTIz.ab}", "discord.api_base: is not an address; write it whole, as in "),
        (
            "discord: {api_base: 'http://me:MTIz@a'}",
            "discord.api_base: holds a name or a password, and every ",
        ),
        ("discord: {token: 3}", "discord.token: is not text"),
        ("discord: {shard_count: true}", "discord.shard_count: True is not a whole number from 1 to 10000"),
        ("discord: {gateway: wss:/a}", "discord.gateway: 'wss:/a' is not an address; write it whole, as in "),
        ("discord: {gateway: 'https://a'}", "discord.gateway: 'https://a' is not an address; write it "),
        ("discord: {api_base: 'http://a b'}", "discord.api_base: 'http://a b' is not an address; write "),
        ("discord: {api_base: 'http://a:x'}", "discord.api_base: 'http://a:x' is not an address; write "),
        ("discord: {api_base: ['https://a']}", "discord.api_base: ['https://a'] is not text"),
        (
            "discord: {api_base: 'https://a?b=1'}",
            "discord.api_base: 'https://a?b=1' is not an address; write",
        ),
        ("journal: {url: ['postgresql://a', b]}", "journal.url: is not text"),
        ("discord: {api_base: }", "discord.api_base: is not text"),
        ("journal: {retention_days: 1.5}", "journal.retention_days: 1.5 is not a whole number of 1 or more"),
        ("limits: {user_per_minute: 0}", "limits.user_per_minute: 0 is not a number above 0"),
        (
            "log: {level: INFO}",
            "log.level: 'INFO' is not one of 'debug', 'info', 'warning' or 'error'; write info",
        ),
        ("log: {level: }", "log.level: None is not one of 'debug', 'info', 'warning' or 'error'"),
        ("health: {port: 65536}", "health.port: 65536 is not a whole number from 0 to 65535"),
        ("health: {host: 127}", "health.host: 127 is not text"),
    ],
)
def test_what_a_value_cannot_be(tmp_path: Path, written_as: str, told: str) -> None:
    path = written(tmp_path, f"{written_as}\n")
    with pytest.raises(InvalidSettings) as caught:
        load_settings(path)
    assert [problem.startswith(f"{path}:1: {told}") for problem in caught.value.problems] == [True]


def test_a_variable_says_a_number_or_nothing_as_a_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_BOT_JOURNAL__RETENTION_DAYS", "null")
    monkeypatch.setenv("forum_bot_limits__user_per_minute", "0.5")
    monkeypatch.setenv("FORUM_BOT_HEALTH__PORT", "0")
    found = load_settings()
    assert (found.journal.retention_days, found.limits.user_per_minute, found.health.port) == (None, 0.5, 0)
