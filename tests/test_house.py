"""The house keeps its own rules: style, types, floors, documents. The same checks as pre-commit runs."""

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.main import get_command

from bot.commands.program import app
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    ],
    ids=" ".join,
)
def test_checks_find_nothing(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.unmeasured
def test_rooms_import_only_from_below() -> None:
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_tells_of_every_command_of_the_program() -> None:
    for name in get_command(app).commands:  # type: ignore[attr-defined] # a group, typed as any command
        assert f"`forum-bot {name}" in README


def test_every_setting_is_shown_in_the_shipped_file_and_none_besides() -> None:
    text = (ROOT / "config" / "bot.yaml").read_text(encoding="utf-8")
    uncommented = re.sub(r"(?m)^(\s*)# (\w+:)(.*)$", r"\1\2 x", text)
    written = yaml.safe_load(re.sub(r"(?m)^\s*#.*$", "", uncommented))
    known = {
        name: {field.name for field in fields(kind)} if is_dataclass(kind) else None
        for name, kind in get_type_hints(Settings).items()
    }
    assert {name: set(value) if isinstance(value, dict) else None for name, value in written.items()} == known


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    block = re.search(r"<!-- tests -->\n```sh\n(.+)\n```", README)
    assert block is not None
    assert block[1].endswith("-m pytest")
    assert "\n" not in block[1]


def test_pins_name_no_address() -> None:
    for file in (ROOT / "config" / "pins").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert all("==" in line for line in text.splitlines() if line and not line.startswith((" ", "#")))


def test_pins_name_every_extra_that_is_asked_for() -> None:
    """Without it, older pips look for the `a[x]` that a package asks for among all releases."""
    pins = (ROOT / "config" / "pins" / "test.txt").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(pin.name): pin.extras
        for pin in map(Requirement, re.findall(r"(?m)^(\S+==\S+)", pins))
    }
    asked = [
        wish
        for distribution in distributions()
        if canonicalize_name(distribution.name) in pinned
        for wish in map(Requirement, distribution.requires or ())
        if wish.extras and (wish.marker is None or wish.marker.evaluate({"extra": ""}))
    ]
    assert asked
    assert [str(wish) for wish in asked if not wish.extras <= pinned[canonicalize_name(wish.name)]] == []


def test_no_file_of_the_house_is_a_warehouse() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "bot").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert long == {}
