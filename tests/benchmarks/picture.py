"""The figures in plain SVG: bars of what a reply costs, ours beside the others'; lines of what grows."""

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import OURS
from tests.benchmarks.replies import Replies

_WIDTH, _LABEL, _BAR, _GAP, _HEAD = 720, 130, 18, 26, 56
_OURS, _OTHERS = "#2e8b8b", "#8a8f98"
_LINES: Final = ("#2e8b8b", "#c2571a", "#5b5fc7", "#8a6d00", "#b0306a", "#2f7d32", "#555b66")
_DECADE, _LEFT, _RIGHT, _LINE, _SIGN = 80, 70, 190, 16, 7
"""Pixels: of a power of ten, the same in both directions; beside the chart; of a line and a sign of text."""


def picture(replies: Replies) -> str:
    """Horizontal bars of processor time per reply, grouped by what was asked; shorter is better."""
    groups = {
        question: {
            name: statistics.median([one.full.cpu_us for one in measured])
            for name, by_question in replies.results.items()
            if (measured := by_question.get(question))
        }
        for question in Question
    }
    return bars(
        "Processor time per reply, µs (median of the rounds; shorter is better)",
        {question.value: bars_of for question, bars_of in groups.items() if bars_of},
    )


def bars(title: str, groups: dict[str, dict[str, float]]) -> str:
    """A picture of groups of labelled bars, all to one scale."""
    longest = max(value for group in groups.values() for value in group.values())
    height = _HEAD + sum(len(group) * (_BAR + 4) + _GAP + 14 for group in groups.values())
    return _framed(title, _WIDTH, height, _groups(groups, (_WIDTH - _LABEL - 80) / longest))


def _framed(title: str, width: float, height: float, drawn: Iterator[str]) -> str:
    inside = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-size="13"'
        f' font-family="system-ui, sans-serif" role="img">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="16" y="28" font-size="15" font-weight="600">{escape(title)}</text>\n{inside}\n</svg>\n'
    )


def _groups(groups: dict[str, dict[str, float]], scale: float) -> Iterator[str]:
    y: Final = [_HEAD]
    for name, group in groups.items():
        yield f'<text x="16" y="{y[0] + 8}" font-weight="600">{escape(name)}</text>'
        y[0] += 16
        for label, value in group.items():
            colour = _OURS if label == OURS else _OTHERS
            middle = y[0] + _BAR - 5
            yield f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(label)}</text>'
            wide = value * scale
            yield f'<rect x="{_LABEL}" y="{y[0]}" width="{wide:.1f}" height="{_BAR}" fill="{colour}"/>'
            yield f'<text x="{_LABEL + wide + 6:.1f}" y="{middle}">{value:.0f}</text>'
            y[0] += _BAR + 4
        y[0] += _GAP - 4


@dataclass(frozen=True, slots=True)
class _Chart:
    """Where a number is in the picture: powers of ten are as far apart in both directions."""

    x: range
    """Powers of ten that are shown."""
    y: range

    @property
    def right(self) -> float:
        return _LEFT + (len(self.x) - 1) * _DECADE

    @property
    def bottom(self) -> float:
        return _HEAD + (len(self.y) - 1) * _DECADE

    def across(self, value: float) -> float:
        return _LEFT + (math.log10(value) - self.x[0]) * _DECADE

    def up(self, value: float) -> float:
        return self.bottom - (math.log10(value) - self.y[0]) * _DECADE


def lines(title: str, below: str, at: Sequence[float], values: Mapping[str, Sequence[float]]) -> str:
    """Lines over sizes, on logarithmic scales; what grows as fast as its size is as steep as the dashes."""
    chart = _Chart(_decades(at), _decades([value for each in values.values() for value in each]))
    width = max(chart.right + _RIGHT, _LEFT + len(below) * _SIGN)
    return _framed(title, width, chart.bottom + 60, _chart(chart, below, at, values))


def _decades(values: Sequence[float]) -> range:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return range(low, max(high, low + 1) + 1)


def _chart(
    chart: _Chart, below: str, at: Sequence[float], values: Mapping[str, Sequence[float]]
) -> Iterator[str]:
    for power in chart.x:
        x = chart.across(10.0**power)
        yield f'<path d="M{x:.1f} {_HEAD}V{chart.bottom}" stroke="#e3e5e8"/>'
        yield f'<text x="{x:.1f}" y="{chart.bottom + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in chart.y:
        y = chart.up(10.0**power)
        yield f'<path d="M{_LEFT} {y:.1f}H{chart.right}" stroke="#e3e5e8"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    yield f'<text x="{_LEFT}" y="{chart.bottom + 44}">{escape(below)}</text>'
    steps = min(len(chart.x), len(chart.y)) - 1
    yield (
        f'<path d="M{_LEFT} {chart.bottom}l{steps * _DECADE} -{steps * _DECADE}"'
        ' stroke="#8a8f98" stroke-dasharray="4 6"/>'
    )
    places = _apart({label: chart.up(each[-1]) for label, each in values.items()})
    for (label, each), colour in zip(values.items(), _LINES, strict=False):
        points = " ".join(f"{chart.across(x):.1f},{chart.up(y):.1f}" for x, y in zip(at, each, strict=True))
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield (
            f'<text x="{chart.across(at[-1]) + 8:.1f}" y="{places[label] + 4:.1f}" fill="{colour}">'
            f"{escape(label)} {each[-1]:.2g}</text>"
        )


def _apart(places: Mapping[str, float]) -> dict[str, float]:
    """Labels where they belong, or as little below as keeps them from standing on each other."""
    apart: dict[str, float] = {}
    free = 0.0
    for label, place in sorted(places.items(), key=lambda item: item[1]):
        apart[label] = max(place, free)
        free = apart[label] + _LINE
    return apart
