"""The picture of a server's use: bars where there were answers, nothing in the way of light or dark."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.journal.events import Statistics
from bot.ui.picture import draw_days, scale_top


def drawn(*times: int) -> Image.Image:
    days = tuple((date(2026, 1, 1) + timedelta(n), count) for n, count in enumerate(times))
    statistics = Statistics(
        total=sum(times), since=datetime(2026, 1, 1, tzinfo=UTC), users=1, median_ms=1.0, days=days
    )
    return Image.open(BytesIO(draw_days(statistics)))


def coloured(picture: Image.Image) -> int:
    """How many pixels are in the colour of the bars."""
    return sum(
        count
        for count, colour in picture.getcolors(1 << 24) or []
        if isinstance(colour, tuple) and colour[3] == 255 and colour[1] - colour[0] > 60
    )


def test_it_is_a_png_with_nothing_behind() -> None:
    picture = drawn(*range(30))
    assert picture.format == "PNG"
    assert picture.mode == "RGBA"
    corner = picture.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == 0


@pytest.mark.unmeasured
def test_more_answers_are_more_colour() -> None:
    assert coloured(drawn(*[0] * 30)) == 0
    assert 0 < coloured(drawn(*[0] * 29, 1)) < coloured(drawn(*[1] * 30))
    assert coloured(drawn()) == 0


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 2), (2, 2), (3, 4), (5, 6), (7, 10), (11, 20), (41, 60), (99, 100), (101, 200), (10**9, 10**9)],
)
def test_the_scale_ends_at_a_round_number(most: int, top: int) -> None:
    assert scale_top(most) == top
    assert top % 2 == 0
