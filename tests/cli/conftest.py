"""The program as a whole process, with a folder and state of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def run(tmp_path: Path, later_start: Path) -> Run:
    """Run `forum-bot` from a folder of its own, with state of its own and a cache that is filled."""

    def start(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_BOT_")}
        state = {
            "PYTHONPATH": str(ROOT),
            "FORUM_BOT_CACHE": str(later_start),
            "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path / "state"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=kept | state | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return start
