"""The picture of `/stats`: answers per day as bars, readable on a light and on a dark page.

Only digits are drawn, so no font can be missing a letter.
"""

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
_BAR: Final = (46, 139, 139, 255)
_TEXT: Final = (128, 132, 142, 255)
_GRID: Final = (128, 132, 142, 90)
_TEXT_SIZE: Final = 26 * _FINE
_STEPS: Final = (2, 4, 6, 10)
_GAP: Final = 0.28
"""Share of a day's width that stays empty between bars."""
_DATE_EVERY: Final = 7


def draw_days(statistics: Statistics) -> bytes:
    """A PNG of `statistics.days`, transparent where nothing is drawn."""
    # Only whoever asks for a picture pays for the library (about 60 ms).
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    image = Image.new("RGBA", (_SIZE[0] * _FINE, _SIZE[1] * _FINE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_TEXT_SIZE)
    top = scale_top(max((times for _, times in statistics.days), default=0))
    _draw_grid(draw, font, top)
    _draw_bars(draw, font, statistics, top)
    file = BytesIO()
    image.resize(_SIZE).save(file, "PNG")
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
        draw.line((_LEFT, y, _RIGHT, y), fill=_GRID, width=2 * _FINE)
        draw.text((_LEFT - 16 * _FINE, y), str(value), fill=_TEXT, font=font, anchor="rm")


def _draw_bars(draw: "ImageDraw", font: "FreeTypeFont | ImageFont", statistics: Statistics, top: int) -> None:
    width = (_RIGHT - _LEFT) / max(1, len(statistics.days))
    last = len(statistics.days) - 1
    for number, (day, times) in enumerate(statistics.days):
        x = _LEFT + number * width
        if times:
            y = min(_BOTTOM - times / top * (_BOTTOM - _TOP), _BOTTOM - 4 * _FINE)
            box = (x + width * _GAP / 2, y, x + width * (1 - _GAP / 2), _BOTTOM)
            draw.rounded_rectangle(box, radius=6 * _FINE, fill=_BAR, corners=(True, True, False, False))
        if (last - number) % _DATE_EVERY == 0:
            place = (x + width / 2, _BOTTOM + 20 * _FINE)
            draw.text(place, day.strftime("%m-%d"), fill=_TEXT, font=font, anchor="mt")
