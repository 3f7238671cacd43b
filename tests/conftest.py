"""What tests that start whole processes share.

Nothing of the program is imported before a test asks: a worker of xdist reads this file before it measures.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for a browser comes first: at the end one worker would wait for the other."""
    items.sort(key=lambda item: "browser" not in getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test that is marked `unmeasured` counts for no coverage, nor do the processes that it starts.

    To follow what runs takes as long again, or twice. So marked is what goes thousands of times through lines
    that other tests go through, or starts a program that others start. (The mark of pytest-cov itself fails
    under `--no-cov`.)
    """
    measuring = Coverage.current() if item.get_closest_marker("unmeasured") else None
    if measuring is None:
        yield
        return
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        measuring.stop()
        try:
            yield
        finally:
            measuring.start()
