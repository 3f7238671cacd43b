"""Many forums are read by copies of the process: archive and problems are those that one process makes."""

import errno
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.archive.cache import compiled
from bot.records.problems import InvalidRecords
from tests.benchmarks.growth.synthetic import Size, write
from tests.benchmarks.processes import ROOT

_ALONE = """
import os, resource, sys
from pathlib import Path
from bot.archive.cache import compiled
from bot.records.problems import InvalidRecords
try:
    print(compiled(*map(Path, sys.argv[1:])).name)
except InvalidRecords as invalid:
    print(*invalid.problems, sep="\\n")
copied = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0
print(copied is (len(os.sched_getaffinity(0)) > 1))
"""


@pytest.fixture(scope="module")
def forums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("forums") / "records", Size(900, 24, 4))


def alone(records: Path, cache: Path) -> list[str]:
    """What a process without threads says of these records."""
    command = [sys.executable, "-c", _ALONE, str(records), str(cache)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def beside_threads(records: Path, cache: Path) -> str:
    """The name of the archive that a process with threads makes, which is never copied."""
    with ThreadPoolExecutor(1) as pool:
        path = pool.submit(compiled, records, cache).result()
    assert path is not None
    return path.name


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")
def test_an_archive_made_by_several_is_the_one_that_is_made_by_one(forums: Path, tmp_path: Path) -> None:
    assert alone(forums, tmp_path / "one") == [beside_threads(forums, tmp_path / "other"), "True"]


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")
def test_problems_of_several_folders_are_told_as_by_one(forums: Path, tmp_path: Path) -> None:
    for number, (name, before, after) in enumerate(
        (("quotes/0000.yaml", "kind: direct", "kind: diract"), ("themes.yaml", "- id: t1", "- id: T1"))
    ):
        file = forums / f"synthetic-{number * 2}" / name
        file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InvalidRecords) as told:
        beside_threads(forums, tmp_path / "other")
    assert len({problem.file for problem in told.value.problems}) > 1
    assert alone(forums, tmp_path / "one") == [*map(str, told.value.problems), "True"]


def test_what_several_copies_make_comes_in_order_and_what_they_leave_is_made_here() -> None:
    program = (
        "import os\nfrom bot.child import each_in_children\nhere = os.getpid()\n"
        "def work(item):\n"
        "    if os.getpid() != here and item == 5: os.kill(os.getpid(), 9)\n"
        "    return item, os.getpid() == here\n"
        "print(*each_in_children(work, range(9), 2))\n"
        "left = each_in_children(lambda item: 'x' * 1_000_000, range(9), 3)\n"
        "print(len(next(left)))\nleft.close()\n"
        "try: os.wait()\nexcept ChildProcessError: print('none is left')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    made = " ".join(str((item, item in {0, 5, 7})) for item in range(9))
    assert done.stdout.splitlines() == [made, "1000000", "none is left"], done.stderr


@pytest.mark.parametrize(
    "begun",
    [
        "left = each_in_children(lambda item: 'x' * 1_000_000, range(9), 2)\nnext(left)",
        "left = from_a_child(lambda: 'x' * 1_000_000)",
    ],
)
def test_copies_of_a_process_that_was_killed_end_too(begun: str) -> None:
    program = (
        f"import os\nfrom bot.child import each_in_children, from_a_child\n{begun}\n"
        "print('begun', flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    # Each holds the other end of the pipe that is read here to its end.
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.stdout == b"begun\n", done.stderr


def test_a_process_that_steps_back_comes_after_others() -> None:
    program = (
        "import os\nfrom bot.child import step_back\n"
        "before = os.nice(0)\nstep_back()\nprint(os.nice(0) > before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "True\n", done.stderr


_FORBIDDEN = """
import ctypes, os, platform, struct, sys
from bot.child import each_in_children, from_a_child, in_a_child, step_back
answer, *numbers = map(int, sys.argv[1:])
number = numbers[["x86_64", "aarch64"].index(platform.machine())]
# Load the number of the call; if it is this one, answer so, else allow it.
steps = (0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x50000 | answer), (0x06, 0, 0, 0x7FFF0000)
rules = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
prctl = ctypes.CDLL(None).prctl
assert prctl(38, 1, 0, 0, 0) == 0
assert prctl(22, 2, struct.pack("HxxxxxxP", len(steps), ctypes.addressof(rules))) == 0
"""
"""A process to which the kernel refuses a call."""


def refused(call: tuple[int, int, int], program: str) -> str:
    """What a program prints where a call (errno, numbers on x86-64 and ARM) is refused."""
    command = [sys.executable, "-c", _FORBIDDEN + program, *map(str, call)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the unit is one of Linux")
def test_a_process_that_may_not_step_back_goes_on() -> None:
    program = "try: os.nice(10)\nexcept PermissionError: print('forbidden')\nstep_back()\nprint('went on')"
    assert refused((errno.EPERM, 141, 140), program) == "forbidden\nwent on\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do the work here anyway")
def test_where_no_copy_can_be_had_the_work_is_done_here_or_left_to_whoever_misses_it() -> None:
    program = (
        "try: os.fork()\nexcept BlockingIOError: print('forbidden')\n"
        "here = os.getpid()\nwork = lambda *item: [os.getpid() == here, *item]\n"
        "in_a_child(lambda: print('never'))\n"
        "print(from_a_child(work)(), *each_in_children(work, range(3), 2), len(os.listdir('/proc/self/fd')))"
    )
    assert refused((errno.EAGAIN, 56, 220), program).startswith(
        "forbidden\n[True] [True, 0] [True, 1] [True, 2] 4\n"
    )
