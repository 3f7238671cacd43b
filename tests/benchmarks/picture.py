"""The figures as bars, in plain SVG: what a reply costs, ours beside the others'."""

import statistics
from collections.abc import Iterator
from html import escape
from typing import Final

from tests.benchmarks.asking import Question
from tests.benchmarks.contestants import OURS
from tests.benchmarks.replies import Replies

_WIDTH, _LABEL, _BAR, _GAP, _HEAD = 720, 130, 18, 26, 56
_OURS, _OTHERS = "#2e8b8b", "#8a8f98"


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
    drawn = "\n".join(_groups(groups, (_WIDTH - _LABEL - 80) / longest))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-size="13"'
        f' font-family="system-ui, sans-serif" role="img">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="16" y="28" font-size="15" font-weight="600">{escape(title)}</text>\n{drawn}\n</svg>\n'
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
