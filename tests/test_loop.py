"""The event loop of `run`: uvloop's where it is installed, asyncio's own where it is not."""

import subprocess
import sys

import pytest

_TURN = "import sys; from bot import loop; loop.take_short_turns(); print(sys.getswitchinterval())"
_KIND = "from bot.loop import new_loop; loop = new_loop(); print(type(loop).__module__); loop.close()"
_HIDDEN = "import sys; sys.modules['uvloop'] = None; "


def kind_of_loop(before: str = "") -> str:
    return subprocess.run(
        (sys.executable, "-c", before + _KIND), capture_output=True, text=True, check=True
    ).stdout.strip()


def test_where_uvloop_is_it_is_taken() -> None:
    pytest.importorskip("uvloop", reason="there is none for this system")
    assert kind_of_loop() == "uvloop"


def test_where_it_is_not_asyncio_does() -> None:
    assert kind_of_loop(_HIDDEN).startswith("asyncio.")


def test_no_thread_keeps_the_loop_waiting_for_longer_than_a_moment() -> None:
    asked = (sys.executable, "-c", _TURN)
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert float(told) < sys.getswitchinterval() / 2
