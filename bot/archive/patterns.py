"""Patterns that are compiled when they are first used.

One that names tens of thousands of characters takes milliseconds to compile: no start waits for it.
"""

import re
from collections.abc import Callable
from functools import cache, partial


def later(pattern: str) -> Callable[[], re.Pattern[str]]:
    """What gives the compiled pattern, the same at each call."""
    return cache(partial(re.compile, pattern))
