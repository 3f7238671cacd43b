"""What became of the records between two archives, counted."""

from dataclasses import dataclass
from typing import Final

from bot.archive.archive import Archive

KINDS: Final = {
    "forum": "SELECT key, body, source FROM forum ORDER BY key",
    "speaker": "SELECT key, body FROM speaker ORDER BY key",
    "theme": "SELECT key, body FROM theme ORDER BY key",
    # A quote's place is computed: it moves with the text of the article.
    "quote": "SELECT key, body, computed FROM quote ORDER BY key",
}
"""What there is in an archive, and what people wrote of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of a kind (one of `KINDS`) came, went, or say something else."""

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0


def changes(before: Archive, after: Archive) -> tuple[Change, ...]:
    """Kinds of which anything changed. Reads both archives from end to end: call it in a worker thread."""
    return tuple(change for kind in KINDS if (change := _change(kind, before, after)) != Change(kind))


def _change(kind: str, before: Archive, after: Archive) -> Change:
    """Both are read side by side, in the order of their keys, so that no size is too large."""
    old, new = (archive.each_row(KINDS[kind]) for archive in (before, after))
    left, right = next(old, None), next(new, None)
    added = removed = changed = 0
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            removed += 1
            left = next(old, None)
        elif left is None or right[0] < left[0]:
            added += 1
            right = next(new, None)
        else:
            changed += left != right
            left, right = next(old, None), next(new, None)
    return Change(kind, added, removed, changed)
