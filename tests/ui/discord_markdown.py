"""Discord's reading of a text, written down apart from the bot's own rules, to judge them by.

Follows the rules that Discord's clients share (simple-markdown with Discord's own: mentions, emoji,
timestamps, spoilers, subtext), in the order in which they are tried.
"""

import re

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


def markup(text: str) -> list[str]:
    """Names of everything in `text` that Discord would not show letter by letter."""
    found = [name for line in text.split("\n") for name, pattern in _BLOCKS.items() if pattern.match(line)]
    at = 0
    while at < len(text):
        escaped = _ESCAPE.match(text, at)
        if escaped:
            at = escaped.end()
            continue
        found += [name for name, pattern in _INLINE.items() if pattern.match(text, at)]
        at += 1
    return found


def shown(text: str) -> str:
    """What readers see of a text without markup."""
    return _ESCAPE.sub(r"\1", text).replace("\u200b", "")
