"""What a button remembers: a `Press`, written into its custom id, so that it outlives a restart.

A picker's options carry presses as their values, so a click and a choice are read by the same parser.
Whatever a client sends is hostile until `parse` has accepted it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot import limits
from bot.archive.entities import Pool
from bot.languages import Language

PICKER = "fh:pick"
"""Custom id of every picker; the chosen option's value is a press."""


class Action(StrEnum):
    """Which card a press asks for."""

    ANOTHER = "a"
    """Draw another quote from the same pool (speaker, theme)."""
    QUOTE = "q"
    """This quote."""
    QUOTES = "m"
    """The list of quotes of a speaker and/or theme, page by page."""
    SPEAKER = "s"
    THEME = "t"
    FORUM = "f"
    CONTEXT = "c"
    """The passage of the article around a quote."""


_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PATTERN = re.compile(
    rf"fh:(?P<action>[aqmstfc])(?P<mode>[!>~]?)"
    rf":(?P<forum>(?:{_SLUG})?):(?P<speaker>(?:{_SLUG})?):(?P<theme>(?:{_SLUG})?):(?P<quote>(?:{_SLUG})?)"
    r":(?P<page>\d{1,6})"
    rf"(?::(?P<language>{'|'.join(Language)}))?"
)


@dataclass(frozen=True, slots=True)
class Press:
    """One button's meaning. Ids are slugs within `forum`; `page` is 0-based."""

    action: Action
    forum: str | None = None
    speaker: str | None = None
    theme: str | None = None
    quote: str | None = None
    page: int = 0
    share: bool = False
    """Post the card for everybody, from a private answer."""
    turn: bool = False
    """Turn the page of the card that carries the button, in place. Never together with `share`."""
    own: bool = False
    """Show the card to whoever presses, in their own language, whatever language it is in."""
    language: Language | None = None
    """Show the card in this language."""

    def custom_id(self) -> str:
        """Encode, at most 100 characters; ValueError when the ids are too long for Discord."""
        parts = (self.forum, self.speaker, self.theme, self.quote)
        mode = "!" if self.share else ">" if self.turn else "~" if self.own else ""
        text = f"fh:{self.action}{mode}:{':'.join(part or '' for part in parts)}:{self.page}"
        if self.language is not None:
            text = f"{text}:{self.language}"
        if len(text) > limits.CUSTOM_ID:
            raise ValueError(text)
        return text

    def key(self, name: str | None) -> str | None:
        """The archive key of one of this press's ids."""
        return f"{self.forum}/{name}" if self.forum and name else None


def parse(custom_id: str) -> Press | None:
    """Read a custom id or a picker's value; None when it is not one of ours."""
    match = PATTERN.fullmatch(custom_id)
    if match is None:
        return None
    return Press(
        action=Action(match["action"]),
        forum=match["forum"] or None,
        speaker=match["speaker"] or None,
        theme=match["theme"] or None,
        quote=match["quote"] or None,
        page=int(match["page"]),
        share=match["mode"] == "!",
        turn=match["mode"] == ">",
        own=match["mode"] == "~",
        language=Language(match["language"]) if match["language"] else None,
    )


SEARCH = re.compile(
    rf"fs:(?P<mode>[!~]?)(?P<page>\d{{1,3}}):(?P<language>(?:{'|'.join(Language)})?)"
    rf":(?P<forum>(?:{_SLUG})?):(?P<speaker>(?:{_SLUG})?):(?P<theme>(?:{_SLUG})?):(?P<how>[=#])(?P<text>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Search:
    """A page of a search. `text` is what was looked for or, when `kept`, the name it is kept under."""

    text: str
    page: int = 0
    language: Language | None = None
    forum: str | None = None
    speaker: str | None = None
    theme: str | None = None
    kept: bool = False
    share: bool = False
    """Post the page for everybody, from a private answer."""
    own: bool = False
    """Show the page to whoever presses, in their own language. Never together with `share`."""

    def custom_id(self) -> str:
        """Encode, at most 100 characters; ValueError when the text is too long and must be kept elsewhere."""
        scope = ":".join(part or "" for part in (self.language, self.forum, self.speaker, self.theme))
        mode = "!" if self.share else "~" if self.own else ""
        text = f"fs:{mode}{self.page}:{scope}:{'#' if self.kept else '='}{self.text}"
        if len(text) > limits.CUSTOM_ID:
            raise ValueError(text)
        return text

    def key(self, name: str | None) -> str | None:
        """The archive key of the speaker or theme that the search is limited to."""
        return f"{self.forum}/{name}" if self.forum and name else None


def parse_search(custom_id: str) -> Search | None:
    """Read the custom id of a search's page button; None when it is none."""
    match = SEARCH.fullmatch(custom_id)
    if match is None:
        return None
    return Search(
        text=match["text"],
        page=int(match["page"]),
        language=Language(match["language"]) if match["language"] else None,
        forum=match["forum"] or None,
        speaker=match["speaker"] or None,
        theme=match["theme"] or None,
        kept=match["how"] == "#",
        share=match["mode"] == "!",
        own=match["mode"] == "~",
    )


COMPARISON = re.compile(
    rf"fc:(?P<mode>[!~]):(?P<language>(?:{'|'.join(Language)})?):"
    rf"(?:#(?P<kept>[0-9a-f]{{1,32}})|(?P<first>{_SLUG}/{_SLUG}):(?P<second>(?:{_SLUG}/)?{_SLUG})"
    rf":(?P<theme>(?:(?:{_SLUG}/)?{_SLUG})?))"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two speakers beside each other, under one theme or all: their keys, or the name they are kept under."""

    first: str = ""
    second: str = ""
    theme: str | None = None
    kept: str | None = None
    language: Language | None = None
    share: bool = False
    """Post it for everybody; else it is shown to whoever presses, in their own language."""

    def keys(self) -> str:
        """Whom and what it is about, in one text."""
        forum = f"{self.first.partition('/')[0]}/"
        return ":".join((self.first, self.second.removeprefix(forum), (self.theme or "").removeprefix(forum)))

    def custom_id(self) -> str:
        """Encode, at most 100 characters; ValueError when the keys must be kept elsewhere for that."""
        about = f"#{self.kept}" if self.kept else self.keys()
        text = f"fc:{'!' if self.share else '~'}:{self.language or ''}:{about}"
        if len(text) > limits.CUSTOM_ID:
            raise ValueError(text)
        return text


def parse_comparison(custom_id: str) -> Comparison | None:
    """Read the custom id of a comparison's button; None when it is none."""
    match = COMPARISON.fullmatch(custom_id)
    if match is None:
        return None

    def key(name: str | None) -> str:
        if not name or "/" in name:
            return name or ""
        return f"{match['first'].partition('/')[0]}/{name}"

    return Comparison(
        first=match["first"] or "",
        second=key(match["second"]),
        theme=key(match["theme"]) or None,
        kept=match["kept"],
        language=Language(match["language"]) if match["language"] else None,
        share=match["mode"] == "!",
    )


def _unnamed(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


STRANGE = re.compile(
    rf"(?s:(?!(?:{'|'.join((PICKER, *map(_unnamed, (PATTERN, SEARCH, COMPARISON))))})\Z)f[hsc]:.*)"
)
"""Every custom id that looks like one of these and is none: what another version of the bot left behind."""


def of_key(
    action: Action, key: str, field: str, *, page: int = 0, share: bool = False, turn: bool = False
) -> Press:
    """A press about one record: `field` is `speaker`, `theme` or `quote`, `key` is `forum/id`."""
    forum, _, name = key.partition("/")
    speaker, theme, quote = (name if field == each else None for each in ("speaker", "theme", "quote"))
    return Press(
        action, forum=forum, speaker=speaker, theme=theme, quote=quote, page=page, share=share, turn=turn
    )


def of_pool(action: Action, pool: Pool, *, page: int = 0, share: bool = False, turn: bool = False) -> Press:
    """A press about all quotes of a pool: drawing from it, or listing it."""
    forum, speaker, theme = pool.forum, None, None
    if pool.speaker:
        forum, _, speaker = pool.speaker.partition("/")
    if pool.theme:
        forum, _, theme = pool.theme.partition("/")
    return Press(action, forum=forum, speaker=speaker, theme=theme, page=page, share=share, turn=turn)
