"""What no answer may be, whatever was asked: an error, over a limit, or alive with somebody's markup."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bot import limits
from bot.cogs.identify import MENU
from bot.journal.events import Outcome, Usage
from bot.ui.privacy import Wish
from tests.fuzz.doings import Doing
from tests.fuzz.line import Sent
from tests.fuzz.texts import EVIL, MARKUP, WORD
from tests.support.payload_reading import walk
from tests.ui.discord_markdown import live, shown
from tests.wire.discord_server.interactions import AUTOCOMPLETE
from tests.wire.discord_server.webhooks import CALLBACK

TEXT: Final = 10
MENTIONS: Final = frozenset(
    {"user", "role", "channel", "everyone", "command", "guide", "emoji", "emoji by name", "timestamp"}
)
"""No card says any of these of its own accord."""
BLOCKS: Final = frozenset({"heading", "subtext", "quotation", "list"})
"""What begins a line; that somebody's text begins one is looked for apart."""
ADDRESSES: Final = frozenset({"link", "angle link", "address"})
_WISHES: Final = frozenset(wish.custom_id() for wish in Wish)
_COMPARING: Final = frozenset({"identify", MENU})
_PLAIN: Final = re.compile(r"[\W_]+")
_BLOCK: Final = re.compile(rf"\s*(?:#{{1,3}}|-#|>{{1,3}}|[-*+]|\d+[.)])\s+{WORD}\b")


def faults(doing: Doing, sent: list[Sent], logged: Usage | None, errors: list[str]) -> Iterator[str]:
    """Everything wrong with what came of an interaction, a line each."""
    for one in sent:
        if one.refused is not None:
            yield f"Discord refuses the answer: {one.refused}"
        yield from _body_faults(one.body, _typed(doing))
    yield from errors
    if not doing.bent:
        yield from _answer_faults(doing, sent, logged)


def _answer_faults(doing: Doing, sent: list[Sent], logged: Usage | None) -> Iterator[str]:
    answers = [one for one in sent if one.route == CALLBACK]
    custom_id = str(doing.payload["data"].get("custom_id", "fh:"))
    if not answers and not (custom_id.startswith(("fh:", "fs:")) or custom_id in _WISHES):
        # A custom id that no version of the bot has ever sent.
        return
    if len(answers) != 1:
        yield f"{len(answers)} answers"
    if doing.kind == AUTOCOMPLETE:
        return
    if custom_id == Wish.DELETE_NOW.custom_id():
        if logged is not None:
            yield "a trace of who has just had all of theirs deleted"
    elif logged is None:
        yield "not in the journal"
    elif logged.outcome not in {Outcome.OK, Outcome.NO_MATCH, Outcome.REFUSED}:
        yield f"outcome {logged.outcome}"


def _typed(doing: Doing) -> str:
    """Whatever may stand in the answer that is somebody's, as JSON: backslashes are doubled, as in a card."""
    if doing.payload["data"].get("name") == "stats":
        # What anybody looked for in vain, at any time.
        return json.dumps(MARKUP, ensure_ascii=False)
    typed = json.dumps(doing.payload["data"], ensure_ascii=False)
    # Marks are left out of what is compared, and what was put in is struck through: also what was so before.
    return typed.replace("~", "") if doing.payload["data"].get("name") in _COMPARING else typed


def _body_faults(body: Any, typed: str) -> Iterator[str]:
    data = body.get("data", body) if isinstance(body, dict) else {}
    choices = data.get("choices") or []
    if len(choices) > limits.AUTOCOMPLETE_CHOICES:
        yield f"{len(choices)} choices"
    if "components" not in data:
        return
    if data.get("allowed_mentions", {"parse": []}) != {"parse": []}:
        yield f"mentions are allowed: {data['allowed_mentions']}"
    for part in walk(data["components"]):
        if part["type"] == TEXT:
            yield from alive(part["content"], typed)
            if "\\" not in typed and "\\" in shown(part["content"]):
                yield f"a backslash that nobody typed: {part['content'][:80]!r}"


def alive(text: str, typed: str) -> Iterator[str]:
    """Markup in a card's text that can only be what somebody typed."""
    for what, found in live(text):
        ours = what not in MENTIONS
        if what in ADDRESSES:
            ours = EVIL not in found and WORD not in found
        elif what not in BLOCKS:
            # The card's own is around marks of somebody's, which are escaped, or around backslashes that were
            # not typed beside such marks, or is made of other marks.
            ours = ours and (
                _escaped(found)
                or ("\\" in found and found not in typed)
                or found[0] not in typed
                or _PLAIN.sub("", found) != WORD
            )
        if not ours:
            yield f"a live {what}: {found[:80]!r}"
    for line in text.split("\n"):
        if _BLOCK.match(line):
            yield f"a live block: {line[:80]!r}"


def _escaped(found: str) -> bool:
    """Whether any mark in it is escaped; that a backslash is, keeps none from meaning something."""
    return bool({pair[1] for pair in re.findall(r"\\.", found, re.DOTALL)} - {"\\"})
