"""Where the files that ship with the program are: records and configuration."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `data` or `config`: beside `bot/` in a clone, inside the package once installed."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
