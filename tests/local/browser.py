"""A headless Chromium: one that is here, or one that is fetched, or a failure that says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

VARIABLE: Final = "FORUM_BOT_TEST_BROWSER"
"""Names a Chromium to use."""

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Without these it keeps asking the outside for updates, which a closed network refuses one by one.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium(playwrights_own: Path) -> Path:
    """A Chromium's path; `playwrights_own` is where playwright would have put one."""
    for find in (
        _named,
        _installed,
        lambda: _own(playwrights_own),
        lambda: _fetched(playwrights_own),
        _packaged,
    ):
        if (path := find()) is not None:
            return path
    pytest.fail(
        "The page is tried in a headless Chromium, and none is here. Install Chromium or Chrome, or run "
        f"`python -m playwright install --with-deps chromium`, or name one in {VARIABLE}."
    )


def _named() -> Path | None:
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def _installed() -> Path | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


def _own(path: Path) -> Path | None:
    return path if path.exists() else None


def _fetched(path: Path) -> Path | None:
    _try(sys.executable, "-m", "playwright", "install", "chromium")
    return _own(path)


def _packaged() -> Path | None:
    """Debian's, where we may install it: a bare machine of CI is such a place."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _try("apt-get", "update", "-q")
        _try("apt-get", "install", "-y", "-q", "chromium")
    return _installed()


def _try(*command: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, capture_output=True, timeout=600, check=False)
