"""What tests that start whole processes share.

Nothing of the program is imported before a test asks: a worker of xdist reads this file before it measures.
"""

import os
import shutil
from pathlib import Path

import pytest

# Set in many a container to keep its image small; here hundreds of processes would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache as the first start leaves it: the shipped records, and what is derived of them."""
    from tests.support.caches import compile_shipped  # noqa: PLC0415 - see above

    return compile_shipped(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def later_start(compiled: Path, tmp_path: Path) -> Path:
    """The program that a test starts is not the first one: the cache in the test's folder is filled."""
    return Path(shutil.copytree(compiled, tmp_path / "cache"))


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test's processes go through is covered by other tests: to follow them takes as long again."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
