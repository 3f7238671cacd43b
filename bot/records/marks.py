"""Quotation marks: whether a text stands between a pair of them."""

from typing import Final

PAIRS: Final = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
    "❝": "❞",
    "《": "》",
    '"': '"',
    "'": "'",
    "＂": "＂",
}
"""What closes what each mark opens."""
_NESTING: Final = frozenset("“«‹「『｢﹁﹃❝《")
"""Marks whose pairs can be counted: the closing one is no apostrophe and opens nothing."""


def enclosed(text: str) -> bool:
    """Whether one pair of quotation marks begins and ends the text."""
    return len(text) > 1 and text[-1] in PAIRS.get(text[0], "") and not closed_before_end(text)


def surrounded(before: str, after: str) -> bool:
    """Whether these two characters are a pair of quotation marks."""
    return bool(before and after) and after in PAIRS.get(before, "")


def opened(text: str) -> bool:
    """Whether the text begins with a mark that nothing in it closes: a quotation cut short."""
    mark = text[:1]
    return mark in _NESTING and not any(closing in text for closing in PAIRS[mark])


def closed_before_end(text: str) -> bool:
    """Whether the mark that begins the text is closed before its end: more than one quotation."""
    mark = text[:1]
    if mark not in _NESTING:
        return False
    for closing in PAIRS[mark]:
        if text.find(closing, 1, -1) >= 0:
            break
    else:
        return False
    depth = 0
    for letter in text[:-1]:
        depth += (letter == mark) - (letter in PAIRS[mark])
        if depth <= 0:
            return True
    return False


def open_at(text: str) -> int:
    """How many quotations are still open at the end of the text; negative where more end than begin in it.

    Only marks that open and close with different signs are counted.
    """
    pairs = ["「」", "『』", "«»"] if "„" in text else ["「」", "『』", "«»", "“”"]
    return sum(text.count(pair[0]) - text.count(pair[1]) for pair in pairs)
