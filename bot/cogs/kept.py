"""What a button's custom id has no room for: kept in the journal, under a short name."""

import hashlib
from typing import Final

from bot.journal import Journal

_PREFIX: Final = "search:"
_MOST: Final = 1_000
"""As many are kept; the buttons of older ones say kindly that they are gone."""


class Kept:
    """Texts too long for a button, by a hash of theirs."""

    def __init__(self, *, journal: Journal) -> None:
        self._journal = journal

    def keep(self, text: str) -> str:
        """Keep `text`; the name that a button carries."""
        name = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        self._journal.set_state(f"{_PREFIX}{name}", text)
        for old in self._journal.names(_PREFIX)[:-_MOST]:
            self._journal.set_state(old, None)
        return name

    def find(self, name: str) -> str | None:
        """What is kept under a name; None where it has gone."""
        return self._journal.state(f"{_PREFIX}{name}")
