"""The files that operators install: unit, container, dashboard, alerts, audit. Read as their readers do."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry

from bot.commands.ending import EXIT_CONFIG
from bot.settings import Settings, load_settings
from bot.watch.metrics import Metrics
from bot.watch.vitals import STATE

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "config"


class Repeated(dict[str, Any]):
    """A unit says some names more than once: all are kept, a line each."""

    def __setitem__(self, name: str, value: Any) -> None:
        if isinstance(value, list) and name in self and isinstance(self[name], list):
            self[name].extend(value)
        else:
            super().__setitem__(name, value)


@pytest.fixture(scope="module")
def service() -> dict[str, list[str]]:
    parser = RawConfigParser(strict=False, dict_type=Repeated, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign] # names are written with capitals
    parser.read(CONFIG / "forum-bot.service", encoding="utf-8")
    return {name: value.splitlines() for name, value in parser.items("Service")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ExecStart", "/opt/forum-highlights/bin/forum-bot run"),
        ("DynamicUser", "yes"),
        ("StateDirectory", "forum-highlights"),
        ("CacheDirectory", "forum-highlights"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("Restart", "on-failure"),
        ("RestartPreventExitStatus", str(EXIT_CONFIG)),
        ("RestartSec", "30"),
        ("TimeoutStopSec", "30"),
        ("ExecReload", "/bin/kill -HUP $MAINPID"),
    ],
)
def test_the_unit_says(service: dict[str, list[str]], name: str, value: str) -> None:
    assert service[name] == ([value] if value else [])


def test_the_unit_hands_over_the_token_as_a_credential(service: dict[str, list[str]]) -> None:
    (credential,) = service["LoadCredential"]
    name = credential.split(":")[0]
    assert f"FORUM_BOT_DISCORD__TOKEN_FILE=%d/{name}" in service["Environment"]


def test_the_units_environment_is_settings(
    service: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_accepted(dict(line.split("=", 1) for line in service["Environment"]), monkeypatch)


def assert_accepted(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.health.port == 8080
    assert settings.health.host == Settings().health.host
    assert settings.log.format == "json"


def test_the_unit_has_room_for_as_many_shards_as_operators_are_told(service: dict[str, list[str]]) -> None:
    """discord.py keeps each of them alive by a thread of its own."""
    told = (CONFIG / "SCALING.md").read_text(encoding="utf-8")
    assert service["MemoryMax"] == ["1G"]
    assert f"1 GB and {service['TasksMax'][0]} threads" in told
    assert int(service["TasksMax"][0]) > 400


def test_the_unit_never_gives_up_a_discord_that_is_away() -> None:
    parser = RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    parser.read(CONFIG / "forum-bot.service", encoding="utf-8")
    assert parser["Unit"]["StartLimitIntervalSec"] == "0"


has_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and "CI" not in os.environ,
    reason="needs systemd; the essentials are read above",
)
"""Where all is checked it has to be there."""


@has_systemd
def test_systemd_finds_the_unit_well_shut() -> None:
    """Its measure goes from 0, shut, to 10. What is left open: the network, and sockets of this machine."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", "config/forum-bot.service"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Overall exposure level" in done.stdout


@has_systemd
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    program = tmp_path / "forum-bot"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    unit = tmp_path / "forum-bot.service"
    text = (CONFIG / "forum-bot.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/forum-highlights/bin/forum-bot", str(program)), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if unit.name in line]) == (0, [])


def instructions() -> list[tuple[str, str]]:
    text = (CONFIG / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


def last_stage() -> dict[str, str]:
    lines = instructions()
    start = max(number for number, (name, _) in enumerate(lines) if name == "FROM")
    return dict(lines[start:])


def test_the_image_stands_on_a_named_version_twice() -> None:
    bases = [value.split()[0] for name, value in instructions() if name == "FROM"]
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+", base) for base in bases)


def test_the_image_runs_as_nobody_in_particular_and_holds_no_token() -> None:
    stage = last_stage()
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", stage["USER"])
    assert json.loads(stage["VOLUME"]) == ["/var/lib/forum-highlights", "/var/cache/forum-highlights"]
    assert not [value for _, value in instructions() if "DISCORD__TOKEN=" in value]


def test_the_image_installs_only_what_is_pinned() -> None:
    for name, value in instructions():
        if name == "RUN":
            for command in re.split(r"&&", value):
                if "pip install" in command or "pip wheel" in command:
                    assert "--require-hashes" in command or "--no-deps" in command
                    for file in re.findall(r"-r (\S+)", command):
                        assert (ROOT / file).is_file()


def test_what_is_copied_is_there() -> None:
    for name, value in instructions():
        if name == "COPY" and "--from" not in value:
            assert all((ROOT / source).exists() for source in value.split()[:-1])


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"
    done = subprocess.run(
        [str(hadolint), "--failure-threshold", "style", "config/Containerfile"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def test_the_images_environment_is_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given = dict(each.split("=", 1) for each in shlex.split(last_stage()["ENV"]))
    assert_accepted({name: value for name, value in given.items() if name.startswith("FORUM")}, monkeypatch)


def test_no_secret_is_sent_to_the_builder() -> None:
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert {".git", "**/*.sqlite3*", "**/secret.key", "*token*"} <= set(ignored.splitlines())
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8") == ignored


def offered() -> set[str]:
    """The name of every sample and family that `/metrics` may hold."""
    registry = CollectorRegistry()
    Metrics(registry, known=lambda: ["quote"])
    names = set(STATE)
    for family in registry.collect():
        names |= {f"{family.name}{end}" for end in ENDS[family.type]}
        names |= {sample.name for sample in family.samples}
    return names


ENDS = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}


def asked(expression: str) -> set[str]:
    return set(re.findall(r"\bforum_bot_\w+", expression))


def expressions(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "expr":
                yield value
            else:
                yield from expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from expressions(value)


def test_the_dashboard_asks_for_what_there_is() -> None:
    board = json.loads((CONFIG / "grafana-dashboard.json").read_text(encoding="utf-8"))
    wanted = set().union(*map(asked, expressions(board)))
    assert len(wanted) > 10
    assert wanted <= offered()
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_operators_are_told_of_every_metric_and_of_none_besides() -> None:
    text = (CONFIG / "OPERATING.md").read_text(encoding="utf-8")
    section = text.partition("## Metrics")[2].partition("## ")[0]
    rows = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    told = {f"forum_bot_{name}" for row in rows for name in re.findall(r"`(\w+)(?:\{[\w,]+\})?`", row)}
    families = {re.sub(r"_(bucket|count|sum|created)$", "", name) for name in offered()}
    counters = {name.removesuffix("_total") for name in families if name.endswith("_total")}
    assert told == {name for name in families - counters if "_process_" not in name}


def test_the_alerts_ask_for_what_there_is() -> None:
    rules = yaml.safe_load((CONFIG / "prometheus-rules.yml").read_text(encoding="utf-8"))
    wanted = set().union(*map(asked, expressions(rules)))
    assert wanted
    assert wanted <= offered()
    for rule in rules["groups"][0]["rules"]:
        assert rule["annotations"]["summary"]
        assert rule["labels"]["severity"] in {"warning", "critical"}


def test_every_pin_has_its_hash() -> None:
    for file in (CONFIG / "pins").glob("*.txt"):
        blocks = re.split(r"\n(?=\S)", file.read_text(encoding="utf-8").strip())
        assert all("--hash=sha256:" in block for block in blocks), file.name


def test_what_runs_is_audited_daily() -> None:
    # `on` is the truth in YAML 1.1.
    flow: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/audit.yml").read_text(encoding="utf-8"))
    assert flow[True]["schedule"]
    commands = " ".join(step.get("run", "") for step in flow["jobs"]["audit"]["steps"])
    assert "pip-audit -r config/pins/run.txt --require-hashes --disable-pip --strict" in commands
