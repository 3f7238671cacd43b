"""The growth as a table, a column for each size, and as a picture."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from tests.benchmarks.picture import lines
from tests.benchmarks.report import table

Found = dict[str, Any]
Row = tuple[str, Callable[[Found, Found], str], str]
"""What is measured, its figure at a size beside the smallest, and the aim."""
_LEAST: Final = 1_000
"""Quotes from which a build is compared with its floor: a build of fewer is hardly more than its start."""


def _ms(name: str, at: str) -> Callable[[Found, Found], str]:
    return lambda found, _: f"{found['answer'][name][at]:.3g}"


def _beside(name: str) -> Callable[[Found, Found], str]:
    return lambda found, _: f"{found['beside'][name]:.2f}"


def _above_smallest(name: str) -> Callable[[Found, Found], str]:
    return lambda found, smallest: f"{found['answer'][name] - smallest['answer'][name]:+.0f}"


def _over_floor(found: Found, _: Found) -> str:
    if found["quotes"] < _LEAST:
        return "—"
    return f"{found['build']['cpu_seconds'] / found['floor']['cpu_seconds']:.2f}"


def _over_floor_by_the_clock(found: Found, _: Found) -> str:
    if found["quotes"] < _LEAST:
        return "—"
    floor = found["floor"]["read_seconds"] + found["floor"]["index_seconds"]
    return f"{found['build']['seconds'] / floor:.2f}"


def _over_share(found: Found, _: Found) -> str:
    share = found["build"]["cpu_seconds"] / found["forums"]
    return "—" if found["quotes"] < _LEAST else f"{found['rebuild']['cpu_seconds'] / share:.2f}"


def _seconds(step: str, clock: str) -> Callable[[Found, Found], str]:
    return lambda found, _: f"{found[step][clock]:.2f}"


ROWS: Final[Sequence[Row]] = (
    ("speakers", lambda found, _: f"{found['speakers']:,}", ""),
    ("forums", lambda found, _: f"{found['forums']:,}", ""),
    ("build, s by the clock", _seconds("build", "seconds"), ""),
    ("build, s of processor time", _seconds("build", "cpu_seconds"), ""),
    ("floor: libyaml and FTS5 alone, s of processor time", _seconds("floor", "cpu_seconds"), ""),
    ("build over floor, by the clock", _over_floor_by_the_clock, "≤ 2 ×"),
    ("build over floor, in processor time of all processes", _over_floor, "≤ 2 ×"),
    ("rebuild after a change in one forum, s of processor time", _seconds("rebuild", "cpu_seconds"), ""),
    ("that rebuild over the forum's share of the build", _over_share, "≤ 2 ×"),
    (
        "memory while building, and that of a copy, MB",
        lambda found, _: f"{found['build']['peak_mb']:.0f}",
        "",
    ),
    ("archive, MB", lambda found, _: f"{found['build']['archive_mb']:.0f}", ""),
    ("open, s", lambda found, _: f"{found['answer']['open_seconds']:.2f}", "≤ 1"),
    ("memory once asked, MB", lambda found, _: f"{found['answer']['asked_mb']:.0f}", ""),
    ("memory once open, above the smallest, MB", _above_smallest("opened_mb"), "≤ 150"),
    ("memory once asked, above the smallest, MB", _above_smallest("asked_mb"), "≤ 150"),
    ("draw, p50 ms", _ms("draw", "p50"), ""),
    ("draw over the smallest, asked in turns", _beside("draw"), "≤ 1.5 ×"),
    ("look-up by id, p50 ms", _ms("look_up", "p50"), ""),
    ("look-up over the smallest, asked in turns", _beside("look_up"), "≤ 1.5 ×"),
    ("autocomplete of speakers, p99 ms", _ms("autocomplete", "p99"), "≤ 10"),
    ("speaker by name, p99 ms", _ms("find", "p99"), "≤ 10"),
    ("search, common words, p99 ms", _ms("search_common", "p99"), "≤ 50"),
    ("search, rare words, p99 ms", _ms("search_rare", "p99"), "≤ 10"),
    ("identify, p99 ms", _ms("identify", "p99"), "≤ 50"),
)


def markdown(all_found: Sequence[Found]) -> str:
    """The table."""
    head = ("quotes", *(f"{found['quotes']:,}" for found in all_found), "aim")
    rows = [(name, *(shown(found, all_found[0]) for found in all_found), aim) for name, shown, aim in ROWS]
    return table(head, rows) + "\n"


_WAITS: Final = {
    "search, common words": ("search_common", "p99"),
    "identify": ("identify", "p99"),
    "autocomplete": ("autocomplete", "p99"),
    "speaker by name": ("find", "p99"),
    "search, rare words": ("search_rare", "p99"),
    "draw": ("draw", "p50"),
    "look-up by id": ("look_up", "p50"),
}


def pictured(all_found: Sequence[Found]) -> str:
    """What readers wait for, over the sizes."""
    return lines(
        "What readers wait for as quotes grow, ms",
        "quotes (p99; of draw and look-up p50). The dashes rise as fast as the quotes.",
        [found["quotes"] for found in all_found],
        {label: [found["answer"][name][at] for found in all_found] for label, (name, at) in _WAITS.items()},
    )
