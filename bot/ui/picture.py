"""The picture of `/stats`: answers per day as bars, readable on a light and on a dark page.

Only digits are drawn, so no font can be missing a letter.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.journal.events import Statistics

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_FINE: Final = 2
"""Drawn this much larger and then reduced, so that edges are smooth."""
_SIZE: Final = (1400, 420)
_LEFT, _TOP, _RIGHT, _BOTTOM = 90 * _FINE, 30 * _FINE, 1380 * _FINE, 350 * _FINE
_BARS: Final = (46, 139, 139)
_WRITING: Final = (128, 132, 142)
_FULL, _FAINT = 255, 90
_TEXT_SIZE: Final = 26 * _FINE
_STEPS: Final = (2, 4, 6, 10)
_GAP: Final = 0.28
"""Share of a day's width that stays empty between bars."""
_DATE_EVERY: Final = 7


def draw_days(statistics: Statistics) -> bytes:
    """A PNG of `statistics.days`, transparent where nothing is drawn."""
    # Only whoever asks for a picture pays for the library (about 60 ms).
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    font = ImageFont.load_default(_TEXT_SIZE)
    top = scale_top(max((times for _, times in statistics.days), default=0))
    image = Image.new("RGBA", _SIZE)
    # Colour by colour, each drawn as a mask: in colours, the large picture and its copies take 24 MB.
    for colour in (_WRITING, _BARS):
        mask = Image.new("L", (_SIZE[0] * _FINE, _SIZE[1] * _FINE))
        draw = ImageDraw.Draw(mask)
        if colour is _WRITING:
            _draw_grid(draw, font, top)
            _draw_dates(draw, font, statistics)
        else:
            _draw_bars(draw, statistics, top)
        layer = Image.new("RGBA", _SIZE, colour)
        layer.putalpha(mask.resize(_SIZE))
        image.alpha_composite(layer)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def scale_top(most: int) -> int:
    """The value at the upper end of the scale: a round number whose half is whole, too."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= most:
                return step * power
        power *= 10


def _draw_grid(draw: "ImageDraw", font: "FreeTypeFont | ImageFont", top: int) -> None:
    for part, value in ((0.0, 0), (0.5, top // 2), (1.0, top)):
        y = _BOTTOM - part * (_BOTTOM - _TOP)
        draw.line((_LEFT, y, _RIGHT, y), fill=_FAINT, width=2 * _FINE)
        draw.text((_LEFT - 16 * _FINE, y), str(value), fill=_FULL, font=font, anchor="rm")


def _draw_bars(draw: "ImageDraw", statistics: Statistics, top: int) -> None:
    for x, width, (_, times) in _columns(statistics):
        if times:
            y = min(_BOTTOM - times / top * (_BOTTOM - _TOP), _BOTTOM - 4 * _FINE)
            box = (x + width * _GAP / 2, y, x + width * (1 - _GAP / 2), _BOTTOM)
            draw.rounded_rectangle(box, radius=6 * _FINE, fill=_FULL, corners=(True, True, False, False))


def _draw_dates(draw: "ImageDraw", font: "FreeTypeFont | ImageFont", statistics: Statistics) -> None:
    for x, width, (day, _) in [*_columns(statistics)][::-_DATE_EVERY]:
        place = (x + width / 2, _BOTTOM + 20 * _FINE)
        draw.text(place, day.strftime("%m-%d"), fill=_FULL, font=font, anchor="mt")


def _columns(statistics: Statistics) -> Iterator[tuple[float, float, tuple[date, int]]]:
    """Where each day begins and how wide it is."""
    width = (_RIGHT - _LEFT) / max(1, len(statistics.days))
    for number, day in enumerate(statistics.days):
        yield _LEFT + number * width, width, day
