"""What became of the records between two archives, counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.archive.archive import Archive
from bot.archive.places import forum_of, records_of

KINDS: Final = {
    "forum": "SELECT key, body, json_extract(computed, '$.source_sha256') FROM forum",
    "speaker": "SELECT key, body FROM speaker",
    "theme": "SELECT key, body FROM theme",
    # A quote's place is computed: it moves with the text of the article.
    "quote": "SELECT key, body, json_extract(computed, '$.spans', '$.line') FROM quote",
}
"""What there is in an archive, and what people wrote of it."""
_OF_A_FORUM: Final = " WHERE id BETWEEN ? AND ? ORDER BY key"


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of a kind (one of `KINDS`) came, went, or say something else."""

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0


def changes(before: Archive, after: Archive) -> tuple[Change, ...]:
    """Kinds of which anything changed. Reads what changed from end to end: call it in a worker thread."""
    old, new = _forums(before), _forums(after)
    differing = sorted(key for key in old | new if old.get(key, ("",))[0] != new.get(key, ("",))[0])
    found = []
    for kind in KINDS:
        counts = [0, 0, 0]
        for key in differing:
            of_forum = (
                _rows(kind, archive, forums.get(key)) for archive, forums in ((before, old), (after, new))
            )
            for place, count in enumerate(_compared(*of_forum)):
                counts[place] += count
        found.append(Change(kind, *counts))
    return tuple(change for change in found if change != Change(change.kind))


def _forums(archive: Archive) -> dict[str, tuple[str, int]]:
    """What each forum was compiled from, and its number; a folder that was renamed is the same forum."""
    return {
        key: (content, forum_of(number))
        for key, content, number in archive.rows("SELECT key, content, id FROM forum")
    }


def _rows(kind: str, archive: Archive, forum: tuple[str, int] | None) -> Iterator[tuple[Any, ...]]:
    return archive.each_row(KINDS[kind] + _OF_A_FORUM, records_of(forum[1])) if forum else iter(())


def _compared(old: Iterator[tuple[Any, ...]], new: Iterator[tuple[Any, ...]]) -> tuple[int, int, int]:
    """How many came, went and changed; both are read side by side, in the order of their keys."""
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
    return added, removed, changed
