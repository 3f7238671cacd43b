"""Who is measured: how each bot is installed, for as long as the benchmark runs, and started."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.lean_discord import TOKEN, LeanDiscord
from tests.benchmarks.processes import ROOT

OURS, BARE, HIKARI, DISCORD_JS, FLOOR = "forum-bot", "discord.py", "hikari", "discord.js", "socket"
ALL: Final = (OURS, BARE, HIKARI, DISCORD_JS, FLOOR)
_HIKARI: Final = "hikari[speedups]==2.7.0"
_DISCORD_JS: Final = "discord.js@14.28.1"
_BOTS: Final = Path(__file__).parent / "bots"
_INSTALLING_SECONDS: Final = 300.0


@dataclass(frozen=True, slots=True)
class Start:
    """A command and the environment that it needs."""

    command: Sequence[str]
    environment: Mapping[str, str]


def watched(discord: LeanDiscord, folder: Path) -> Start:
    """Our bot with a watch on its event loop, which writes `holds.json` into `folder` in the end."""
    start = ours(discord, folder)
    told = {"BENCHMARK_HOLDS": str(folder / "holds.json")}
    return Start(
        (sys.executable, "-m", "tests.benchmarks.bots.watched", "run"), {**start.environment, **told}
    )


def ours(discord: LeanDiscord, folder: Path) -> Start:
    """The bot as it ships, its journal on, its state and cache in `folder`; only nobody asks too often."""
    (folder / "config.yaml").write_text("", encoding="utf-8")
    environment = {
        "PYTHONPATH": str(ROOT),
        "FORUM_BOT_CONFIG": str(folder / "config.yaml"),
        "FORUM_BOT_DISCORD__API_BASE": discord.api_base,
        "FORUM_BOT_DISCORD__GATEWAY": discord.gateway_url,
        "FORUM_BOT_DISCORD__TOKEN": TOKEN,
        "FORUM_BOT_CACHE": str(folder / "cache"),
        "FORUM_BOT_JOURNAL__FOLDER": str(folder / "state"),
        **{f"FORUM_BOT_LIMITS__{who}_PER_MINUTE": "1000000000" for who in ("USER", "GUILD", "TYPING")},
    }
    return Start((sys.executable, "-m", "bot", "run"), environment)


def plain(discord: LeanDiscord, folder: Path) -> Start:
    """discord.py's auto-sharded bot with its defaults; it writes `holds.json` like `watched`."""
    environment = {
        "PYTHONPATH": str(ROOT),
        "BENCHMARK_API": discord.api_base,
        "BENCHMARK_GATEWAY": discord.gateway_url,
        "BENCHMARK_TOKEN": TOKEN,
        "BENCHMARK_HOLDS": str(folder / "holds.json"),
    }
    return Start((sys.executable, "-m", "tests.benchmarks.bots.plain"), environment)


def other(name: str, constants: Path, discord: LeanDiscord, folder: Path) -> Start:
    """A bot that answers with `constants`. What `install` put into `folder` is used."""
    environment = {
        "PYTHONPATH": str(ROOT),
        "BENCHMARK_API": discord.api_base,
        "BENCHMARK_GATEWAY": discord.gateway_url,
        "BENCHMARK_TOKEN": TOKEN,
        "BENCHMARK_CONSTANTS": str(constants),
    }
    if name == DISCORD_JS:
        modules = {"BENCHMARK_MODULES": str(folder / name)}
        return Start(("node", str(_BOTS / "discord_js.mjs")), environment | modules)
    if name == HIKARI:
        path = {"PYTHONPATH": str(folder / name)}
        return Start((sys.executable, "-OO", str(_BOTS / "hikari_bot.py")), environment | path)
    module = {BARE: "bare", FLOOR: "floor"}[name]
    return Start((sys.executable, "-m", f"tests.benchmarks.bots.{module}"), environment)


def have(names: Sequence[str], folder: Path) -> dict[str, str]:
    """Bring what these bots need into `folder`; those that cannot be had here, and why not."""
    return {name: why for name in names if (why := install(name, folder)) is not None}


def install(name: str, folder: Path) -> str | None:
    """Bring what a bot needs into `folder`; why not, where it cannot be had here."""
    target = str(folder / name)
    if name == HIKARI:
        return _try(sys.executable, "-m", "pip", "install", "--quiet", "--target", target, _HIKARI)
    if name == DISCORD_JS:
        if shutil.which("npm") is None:
            return "there is no npm"
        return _try("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", target, _DISCORD_JS)
    return None


def _try(*command: str) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_INSTALLING_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["not installed"])[-1]
