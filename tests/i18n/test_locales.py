"""A language's data without what is not needed of it writes the same dates and numbers."""

import subprocess
import sys
from pathlib import Path

import pytest

_WRITTEN = """
import sys
from datetime import date, timedelta
from babel import localedata
from fluent.runtime.types import fluent_number
from bot.i18n import Catalogues
from bot.i18n.locales import lighten
from bot.languages import Language

if "lightened" in sys.argv:
    lighten()
catalogues = Catalogues.load()
for language in Language:
    words = catalogues.words(language)
    for first in (date(1999, 1, 1) + timedelta(days=11 * step) for step in range(200)):
        print(words.date(first), words.date(first.isoformat()[:7]))
        print(*(words.days(first, first + timedelta(days=days)) for days in (1, 30, 366, 800)))
    bundle = words._bundles[0]
    for number in (0, 1, 2, 11, 1000, 12345678, 1.5, -3):
        print(bundle._plural_form(number), fluent_number(number).format(bundle._babel_locale))
print(sum(map(len, localedata._cache.values())), file=sys.stderr)
"""


def written(*how: str) -> tuple[str, int]:
    asked = (sys.executable, "-c", _WRITTEN, *how)
    root = Path(__file__).parents[2]
    done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout, int(done.stderr)


@pytest.mark.unmeasured
def test_what_is_let_go_is_missed_in_no_date_and_no_number() -> None:
    text, kept = written("lightened")
    full, all_there_is = written()
    assert text == full
    assert text.count("\n") > 1000
    assert kept < all_there_is / 4
