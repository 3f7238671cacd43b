"""Texts inside Discord's markdown: what is somebody else's text stays text.

Rules that Discord reads from a message: https://support.discord.com/hc/articles/210298617 and
reference.mdx, "Message Formatting", of discord/discord-api-docs.
"""

import re
from typing import Final

from bot.records.source import Span

_BLANKS: Final = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
"""Runs of white space that may break or bend a line; a no-break space is part of what is printed."""

_UNSEEN: Final = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control characters, direction marks, zero-width spaces, tags and lone surrogates."""
_SELECTORS: Final = re.compile("[\U000e0100-\U000e01ef]")
"""The only ones of them that count as printable."""

_ALWAYS: Final = "\\*_~`|<[]"
"""Emphasis, code, spoilers, mentions, timestamps, emoji, links; what escapes them comes first."""

_SOMETIMES: Final = re.compile(
    r"""
      :(?=//|[A-Za-z0-9_+\-\\]+:)           # bare addresses, emoji by name
    | &(?=\#?[A-Za-z0-9]+;)                 # character references (other readers of markdown have them)
    """,
    re.VERBOSE,
)
_FIRST: Final = re.compile(r"[>=+\-]|\#(?=\#*(?:\s|$))")
"""Block quotations, rules, lists, subtext, headings."""
_NUMBERED: Final = re.compile(r"(\d+)(?=[.)](?:\s|$))", re.ASCII)
_MARKS: Final = r"-.,;!?()/'\"%\u00b7\u2013\u2014\u2018-\u201d\u2026\u3001-\u3011\uff01-\uff0f"
_PLAIN: Final = re.compile(rf"(?!\d+[.)])[^\W_][{_MARKS}\w ]*")
"""Letters and harmless marks, beginning with a letter: nothing in it has to be taken away or escaped.

That is so where no underline is among the letters, nor two blanks side by side: to look for those apart takes
a fifth of the time.
"""
_CROWD: Final = re.compile(r"@(?=everyone|here)")
_UNSAFE_IN_LINK: Final = re.compile(r"[\s()<>\\`\"]")
_LINK_ADDRESS = 500
"""Longest address that is worth a link; a longer one would crowd out what it proves."""


def clean(text: str) -> str:
    """`text` as one line of visible characters."""
    if "  " not in text and text.isprintable() and not _SELECTORS.search(text):
        # As most texts are: no other white space is printable.
        return text
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))


def escape(text: str) -> str:
    """`text` as one line that Discord shows letter by letter, wherever in a card it stands.

    No part of it becomes markup, a mention, a link or an emoji, and none turns the direction of what
    follows. At most twice as long as `text`.
    """
    plain = "_" not in text and "  " not in text and _PLAIN.fullmatch(text)
    return text if plain else _escaped(text)


def _escaped(text: str) -> str:
    shown = clean(text).lstrip(" ")
    # One after the other: each takes no time where there is none, and all in one pass ten times as long.
    for mark in _ALWAYS:
        shown = shown.replace(mark, f"\\{mark}")
    shown = _SOMETIMES.sub(lambda match: f"\\{match[0]}", shown)
    if _FIRST.match(shown):
        shown = f"\\{shown}"
    elif number := _NUMBERED.match(shown):
        shown = f"{number[0]}\\{shown[number.end() :]}"
    return _CROWD.sub("@\u200b", shown)


def quoted(text: str) -> str:
    """A line of a block quotation; `text` is markdown already."""
    return f"> {text}"


def bold(text: str) -> str:
    """Bold; `text` is markdown already."""
    return f"**{text}**"


def item(text: str) -> str:
    """An entry of a list; `text` is markdown already."""
    return f"- {text}"


def subtext(text: str) -> str:
    """A small grey line; `text` is markdown already."""
    return f"-# {text}"


def linked(title: str, address: str | None) -> str:
    """A link whose words are `title` (markdown already); only the words where there is no address."""
    if address is None or len(address) > _LINK_ADDRESS:
        return title
    # Discord ends a link's words at an escaped bracket all the same: brackets of another width do not.
    words = title.replace("\\[", "\uff3b").replace("\\]", "\uff3d")
    target = _UNSAFE_IN_LINK.sub(lambda match: f"%{ord(match[0]):02X}", address)
    return f"[{words}](<{target}>)"


def marked(text: str, marks: tuple[Span, ...]) -> str:
    """`text` escaped, with the stretches `marks` (in order, code points of `text`) in bold."""
    shown, at = "", 0
    for mark in marks:
        start, end = _bold_ends(text, max(mark.start, at), min(mark.end, len(text)))
        if start < end:
            shown += _inside(text[at:start]) + f"**{_inside(text[start:end])}**"
            at = end
    return shown + _inside(text[at:])


def _inside(text: str) -> str:
    """Escaped, with a blank at the start kept: it parts this stretch from the one before."""
    return (" " if _BLANKS.match(text) else "") + escape(text)


def _bold_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Where bold may start and end: CommonMark knows no bold between a letter and a punctuation mark."""
    while start < end and (
        text[start].isspace() or (_letter(text[start - 1 : start]) and not text[start].isalnum())
    ):
        start += 1
    while end > start and (
        text[end - 1].isspace() or (_letter(text[end : end + 1]) and not text[end - 1].isalnum())
    ):
        end -= 1
    return start, end


def _letter(neighbour: str) -> bool:
    return neighbour.isalnum()
