"""The shipped catalogues, read once for all tests of a process: reading them takes longer than most tests."""

from functools import cache

from bot.i18n import Catalogues


@cache
def shipped_catalogues() -> Catalogues:
    """As they are read without a cache. Nothing that is said changes them."""
    return Catalogues.load()
