"""Many rows taken a hundred at a time: to read thousands of them at once would hold up everybody."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Final, TypeVar

T = TypeVar("T")
_AT_ONCE: Final = 100
"""Rows that are put into Python's terms in a millisecond or so."""


async def in_turns(rows: Iterable[T]) -> AsyncIterator[T]:
    """Each of the rows; meanwhile the loop does what else there is to do."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
