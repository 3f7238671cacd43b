"""Discord's reading of a text, written down apart from the bot's own rules, to judge them by.

Follows the rules that Discord's clients share (simple-markdown with Discord's own: mentions, emoji,
timestamps, spoilers, subtext), in the order in which they are tried.
"""

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_BLOCKS = {
    "heading": re.compile(r" *#{1,3}(?:\s|$)"),
    "subtext": re.compile(r" *-#(?:\s|$)"),
    "quotation": re.compile(r" *>(?:>>)?(?:\s|$)"),
    "list": re.compile(r" *(?:[-*+]|\d+\.)(?:\s|$)"),
}
_INLINE = {
    "code": re.compile(r"(`+)[\s\S]*?[^`]\1(?!`)"),
    "strong": re.compile(r"\*\*[\s\S]+?\*\*"),
    "underline": re.compile(r"__[\s\S]+?__"),
    "emphasis": re.compile(r"\*[^*\s][\s\S]*?\*|\b_[\s\S]+?_"),
    "strikethrough": re.compile(r"~~[\s\S]+?~~"),
    "spoiler": re.compile(r"\|\|[\s\S]+?\|\|"),
    "link": re.compile(r"\[[\s\S]*?\]\([\s\S]*?\)"),
    "angle link": re.compile(r"<[a-z+.-]+:[^ >]+>", re.IGNORECASE),
    "address": re.compile(r"(?:https?|steam|discord)://[^\s<]+", re.IGNORECASE),
    "user": re.compile(r"<@!?\d+>"),
    "role": re.compile(r"<@&\d+>"),
    "channel": re.compile(r"<#\d+>"),
    "everyone": re.compile(r"@(?:everyone|here)"),
    "command": re.compile(r"</[^:>]+:\d+>"),
    "guide": re.compile(r"<id:[a-z]+>"),
    "emoji": re.compile(r"<a?:\w+:\d+>"),
    "emoji by name": re.compile(r":[A-Za-z0-9_+-]+:"),
    "timestamp": re.compile(r"<t:-?\d+(?::[tTdDfFR])?>"),
}


_BEGINS = re.compile(r"[\\`*_~|\[<@:]|(?:https?|steam|discord)://", re.IGNORECASE)


def markup(text: str) -> list[str]:
    """Names of everything in `text` that Discord would not show letter by letter."""
    return [name for name, _ in live(text)]


def live(text: str) -> Iterator[tuple[str, str]]:
    """Everything in `text` that Discord would not show letter by letter: what it is, and its own text."""
    for line in text.split("\n"):
        yield from ((name, line) for name, pattern in _BLOCKS.items() if pattern.match(line))
    at = 0
    while begins := _BEGINS.search(text, at):
        at = begins.start()
        escaped = _ESCAPE.match(text, at)
        if escaped:
            at = escaped.end()
            continue
        yield from (
            (name, found[0]) for name, pattern in _INLINE.items() if (found := pattern.match(text, at))
        )
        at += 1


def shown(text: str) -> str:
    """What readers see of a text without markup."""
    return _ESCAPE.sub(r"\1", text).replace("\u200b", "")
