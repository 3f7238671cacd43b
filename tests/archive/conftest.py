"""The shipped records, compiled."""

import pytest

from bot.archive import Archive, open_archive
from bot.shipped import shipped


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return open_archive(shipped("data"), tmp_path_factory.mktemp("cache"))
