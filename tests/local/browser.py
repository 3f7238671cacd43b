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

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "microsoft-edge-stable",
)

APPLICATIONS: Final = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
)
"""Where macOS keeps them; they are not on the PATH there."""

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

_FETCHING_SECONDS: Final = 600


def chromium(playwrights_own: Path) -> Path:
    """A Chromium's path; `playwrights_own` is where playwright would have put one."""
    tried: list[str] = []
    for find in (
        _named,
        _installed,
        lambda: _own(playwrights_own),
        lambda: _fetched(playwrights_own, tried),
        lambda: _packaged(tried),
    ):
        if (path := find()) is not None:
            return path
    pytest.fail(
        "The page is tried in a headless Chromium, and none is here. Install Chromium or Chrome, or run "
        f"`python -m playwright install --with-deps chromium`, or name one in {VARIABLE}.\n"
        + "\n".join(tried)
    )


def _named() -> Path | None:
    name = os.environ.get(VARIABLE)
    if name and not shutil.which(name):
        pytest.fail(f"{VARIABLE} names {name}, which is no program.")
    return Path(name) if name else None


def _installed() -> Path | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else next((path for path in APPLICATIONS if path.exists()), None)


def _own(path: Path) -> Path | None:
    return path if path.exists() else None


def _fetched(path: Path, tried: list[str]) -> Path | None:
    tried.append(_try(sys.executable, "-m", "playwright", "install", "chromium"))
    return _own(path)


def _packaged(tried: list[str]) -> Path | None:
    """Debian's, where we may install it: a bare machine of CI is such a place."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        tried.append(_try("apt-get", "update", "-q"))
        tried.append(_try("apt-get", "install", "-y", "-q", "chromium", "fonts-noto-cjk"))
    return _installed()


def _try(*command: str) -> str:
    """Run `command`, and tell in a few lines how it ended."""
    said = f"Tried `{' '.join(command)}`: "
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            timeout=_FETCHING_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{said}{error}"
    last = (done.stdout + done.stderr).decode(errors="replace").strip()[-300:]
    return f"{said}exit code {done.returncode}. {last}"
