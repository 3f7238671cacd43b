"""The growth as a table, a column for each size, and as a picture."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from tests.benchmarks.picture import bars
from tests.benchmarks.report import table

Found = dict[str, Any]
Row = tuple[str, Callable[[Found], str], str]


def _floor(found: Found) -> float:
    return float(found["floor"]["read_seconds"] + found["floor"]["index_seconds"])


def _ms(name: str, at: str) -> Callable[[Found], str]:
    return lambda found: f"{found['answer'][name][at]:.3g}"


ROWS: Final[Sequence[Row]] = (
    ("speakers", lambda found: f"{found['speakers']:,}", ""),
    ("build, s", lambda found: f"{found['build']['seconds']:.1f}", ""),
    ("floor: libyaml and FTS5 alone, s", lambda found: f"{_floor(found):.1f}", ""),
    ("build over floor", lambda found: f"{found['build']['seconds'] / _floor(found):.2f}", "≤ 2"),
    ("rebuild after a change in one forum, s", lambda found: f"{found['rebuild']['seconds']:.1f}", ""),
    ("memory while building, MB", lambda found: f"{found['build']['peak_mb']:.0f}", ""),
    ("archive, MB", lambda found: f"{found['build']['archive_mb']:.0f}", ""),
    ("open, s", lambda found: f"{found['answer']['open_seconds']:.2f}", "≤ 1"),
    ("memory once open, MB", lambda found: f"{found['answer']['opened_mb']:.0f}", "smallest + 150"),
    ("memory once asked, MB", lambda found: f"{found['answer']['asked_mb']:.0f}", "smallest + 150"),
    ("draw, p50 ms", _ms("draw", "p50"), "flat, ≤ 1.5 ×"),
    ("look-up by id, p50 ms", _ms("look_up", "p50"), "flat, ≤ 1.5 ×"),
    ("autocomplete of speakers, p99 ms", _ms("autocomplete", "p99"), "≤ 10"),
    ("speaker by name, p99 ms", _ms("find", "p99"), "≤ 10"),
    ("search, common words, p99 ms", _ms("search_common", "p99"), "≤ 50"),
    ("search, rare words, p99 ms", _ms("search_rare", "p99"), "≤ 10"),
    ("identify, p99 ms", _ms("identify", "p99"), "≤ 50"),
)


def markdown(all_found: Sequence[Found]) -> str:
    """The table."""
    head = ("quotes", *(f"{found['quotes']:,}" for found in all_found), "aim")
    rows = [(name, *(shown(found) for found in all_found), aim) for name, shown, aim in ROWS]
    return table(head, rows) + "\n"


def pictured(all_found: Sequence[Found]) -> str:
    """What readers wait for, at each size."""
    waits = {"search, common words": "search_common", "identify": "identify", "autocomplete": "autocomplete"}
    groups = {
        label: {f"{found['quotes']:,}": found["answer"][name]["p99"] for found in all_found}
        for label, name in waits.items()
    }
    return bars("What readers wait for as quotes grow, p99 ms (shorter is better)", groups)
