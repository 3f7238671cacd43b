"""What is read in a copy of the process, while that does something else."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import InvalidSettings, load_settings

ROOT = Path(__file__).parent.parent.parent


def test_settings_that_are_read_meanwhile_are_the_same(tmp_path: Path) -> None:
    """As by `run`: in a copy that ends, whose secrets come through a pipe."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom bot.settings import InvalidSettings, begin_loading\n"
        "loading = [begin_loading(Path(path)) for path in sys.argv[1:]]\n"
        "print(loading[0]().token(), 'yaml' in sys.modules)\n"
        "try: loading[1]()\nexcept InvalidSettings as invalid: print(*invalid.problems, sep='\\n')"
    )
    right = tmp_path / "right.yaml"
    right.write_text("discord: {token: from-file}\n", encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("log: {level: warn}\ncache: 3\ndicord: x\n", encoding="utf-8")
    with pytest.raises(InvalidSettings) as told:
        load_settings(wrong)
    done = subprocess.run(
        [sys.executable, "-c", program, right, wrong], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["from-file False", *told.value.problems], done.stderr


def test_what_a_copy_does_not_bring_to_its_end_is_done_here() -> None:
    program = (
        "import os\nfrom bot.child import from_a_child\nhere = os.getpid()\n"
        "killed = from_a_child(lambda: 'here' if os.getpid() == here else os.kill(os.getpid(), 9))\n"
        "failed = from_a_child(lambda: 'here' if os.getpid() == here else 1 / 0)\n"
        "elsewhere = from_a_child(lambda: ['here', 'elsewhere'][os.getpid() != here])\n"
        "large = from_a_child(lambda: 'x' * 1_000_000)\n"
        "print(killed(), failed(), elsewhere(), len(large()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "here here elsewhere 1000000\n", done.stderr
