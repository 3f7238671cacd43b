"""Of what Babel knows about each of our languages, what texts and dates need: the rest takes 5 MB.

A language's data names every country, currency and city of the world besides.
"""

from typing import Any, Final

from babel import Locale, localedata

from bot.languages import Language

_NEEDED: Final = frozenset(
    {
        *("months", "date_formats", "datetime_skeletons", "interval_formats"),
        *("plural_form", "decimal_formats", "number_symbols", "default_numbering_system"),
    }
)
_INHERITED: Final = {"zh_Hans": ("root", "zh")}
_ROOT: Final = ("root",)
"""What all others inherit from."""


def lighten() -> None:
    """Load every language's data into this process, and keep only what is needed of it.

    Babel hands out the same dictionary whenever it is asked, as its documentation says: so it goes by what
    it is left here. Loaded along with what it inherits, the first one would bring a list of all the
    languages of the world.
    """
    for language in Language:
        name = str(Locale.parse(str(language), sep="-"))
        merged: dict[str, Any] = {}
        for part in (*_INHERITED.get(name, _ROOT), name):
            localedata.merge(merged, _alone(part))
        own = _alone(name)
        own.clear()
        own.update(merged)


def _alone(name: str) -> dict[str, Any]:
    data = localedata.load(name, merge_inherited=False)
    for key in data.keys() - _NEEDED:
        del data[key]
    return data
