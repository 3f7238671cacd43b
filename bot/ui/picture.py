"""The picture of `/stats`: answers per day as bars, readable on a light and on a dark page.

Only digits are drawn, so no font can be missing a letter.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.journal.events import Statistics

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_SIZE: Final = (1400, 420)
_LEFT, _TOP, _RIGHT, _BOTTOM = 90, 30, 1380, 350
_BAR: Final = (46, 139, 139, 255)
_TEXT: Final = (128, 132, 142, 255)
_GRID: Final = (128, 132, 142, 90)
_TEXT_SIZE: Final = 26
_GAP: Final = 0.28
"""Share of a day's width that stays empty between bars."""
_DATE_EVERY: Final = 7


def draw_days(statistics: Statistics) -> bytes:
    """A PNG of `statistics.days`, transparent where nothing is drawn."""
    # Only whoever asks for a picture pays for the library (about 60 ms).
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    image = Image.new("RGBA", _SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_TEXT_SIZE)
    top = scale_top(max((times for _, times in statistics.days), default=0))
    _draw_grid(draw, font, top)
    _draw_bars(draw, font, statistics, top)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def scale_top(most: int) -> int:
    """The value at the upper end of the scale: the next round number that halves without a rest."""
    step = 2
    while step < most:
        step = step * 5 // 2 if str(step)[0] == "4" else step * 2
    return step


def _draw_grid(draw: "ImageDraw", font: "FreeTypeFont | ImageFont", top: int) -> None:
    for part, value in ((0.0, 0), (0.5, top // 2), (1.0, top)):
        y = _BOTTOM - part * (_BOTTOM - _TOP)
        draw.line((_LEFT, y, _RIGHT, y), fill=_GRID, width=2)
        draw.text((_LEFT - 16, y), str(value), fill=_TEXT, font=font, anchor="rm")


def _draw_bars(draw: "ImageDraw", font: "FreeTypeFont | ImageFont", statistics: Statistics, top: int) -> None:
    width = (_RIGHT - _LEFT) / max(1, len(statistics.days))
    last = len(statistics.days) - 1
    for number, (day, times) in enumerate(statistics.days):
        x = _LEFT + number * width
        if times:
            y = min(_BOTTOM - times / top * (_BOTTOM - _TOP), _BOTTOM - 4)
            box = (x + width * _GAP / 2, y, x + width * (1 - _GAP / 2), _BOTTOM)
            draw.rounded_rectangle(box, radius=6, fill=_BAR, corners=(True, True, False, False))
        if (last - number) % _DATE_EVERY == 0:
            place = (x + width / 2, _BOTTOM + 20)
            draw.text(place, day.strftime("%m-%d"), fill=_TEXT, font=font, anchor="mt")
