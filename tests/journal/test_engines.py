"""The engines without the ORM are those of the package, which is left whole for others."""

import subprocess
import sys
from pathlib import Path


def test_the_package_is_whole_for_whoever_imports_it_afterwards() -> None:
    program = (
        "import sys; from bot.journal import engines; print('sqlalchemy.orm' in sys.modules)\n"
        "from sqlalchemy.ext import asyncio; print(asyncio.AsyncSession.__name__)\n"
        "print(all(getattr(asyncio, name) is getattr(engines, name) for name in engines.__all__))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["False", "AsyncSession", "True"], done.stderr
