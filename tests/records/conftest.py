"""What a check says, without the folder that pytest made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.records.check import check


@pytest.fixture
def found() -> Callable[[Path], list[str]]:
    """The problems of a folder as lines, paths relative to it."""

    def lines(folder: Path) -> list[str]:
        return [str(problem).replace(f"{folder}/", "") for problem in check(folder).problems]

    return lines
