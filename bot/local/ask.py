"""`forum-bot ask "/quote theme:AI"`: one command through the real bot, answered in the terminal."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import typer
from rich.console import Console
from simcord.types import HttpLogEntry

from bot import logs
from bot.journal.events import Outcome
from bot.journal.preferences import Preference, Whose
from bot.languages import Language
from bot.local.command_line import BadCommand, parse
from bot.local.terminal import card
from bot.local.world import World, world
from bot.settings import Settings

Request = dict[str, Any]
"""A request to Discord: `method`, `path`, `body`."""

Show = Callable[[Sequence[Request]], None]

ANSWERED: Final = 0
NO_MATCH: Final = 1
BAD_COMMAND: Final = 2
FAILED: Final = 70
"""EX_SOFTWARE of sysexits.h: the bot apologised."""

_CODES: Final = {
    Outcome.OK: ANSWERED,
    Outcome.NO_MATCH: NO_MATCH,
    Outcome.REFUSED: NO_MATCH,
    Outcome.ERROR: FAILED,
}


def ask(
    settings: Settings,
    command: str,
    *,
    as_json: bool,
    language: Language | None = None,
    log_level: str = "error",
) -> int:
    """Ask, print the answer or its payloads, and return the exit code."""
    logs.set_up(style=settings.log.format, level=log_level)
    try:
        return asyncio.run(_ask(settings, command, show_json if as_json else show, language))
    except BadCommand as bad:
        typer.echo(bad.why, err=True)
        return BAD_COMMAND


async def _ask(settings: Settings, command: str, show_all: Show, language: Language | None) -> int:
    async with world(settings) as simulated:
        typed = parse(command, simulated.commands())
        before = len(simulated.env.http_requests)
        with speaking(simulated, language):
            await simulated.keeper.slash(simulated.channel, typed.name, **typed.options)
        # Shown before the world ends: nobody waits for the journal.
        show_all(answers(simulated.env.http_requests[before:]))
        last = simulated.journal.last
        return _CODES[last.outcome] if last else FAILED


@contextmanager
def speaking(simulated: World, language: Language | None) -> Iterator[None]:
    """Have answers in `language`, public and private ones, whatever was chosen before, and undo it."""
    if language is None:
        yield
        return
    journal = simulated.journal
    places = ((Whose.READER, simulated.keeper.id), (Whose.CHANNEL, simulated.channel.id))
    chosen = {place: journal.preference(*place) for place in places}
    wanted = Preference(str(language))
    for place in places:
        journal.prefer(*place, wanted)
    try:
        yield
    finally:
        for place, preference in chosen.items():
            # The command itself may have chosen another one.
            if journal.preference(*place) == wanted:
                journal.prefer(*place, preference)


def answers(entries: Sequence[HttpLogEntry]) -> list[Request]:
    """What the bot sent in answer to an interaction: method, path and body of each request."""
    return [
        {"method": entry.method, "path": entry.path, "body": entry.json}
        for entry in entries
        if entry.path.startswith(("/interactions/", "/webhooks/"))
    ]


def show_json(requests: Sequence[Request]) -> None:
    """Print the requests as a JSON list, in ASCII where nothing else can be written."""
    wide = (sys.stdout.encoding or "").lower().startswith("utf")
    write(json.dumps(requests, ensure_ascii=not wide, indent=2) + "\n")


def show(requests: Sequence[Request]) -> None:
    """Print the cards."""
    console = Console(highlight=False)
    with console.capture() as captured:
        for request in requests:
            if components := _components(request["body"]):
                console.print(card(components))
    write(captured.get())


def write(text: str) -> None:
    """Write to standard output. What cannot be written there, and who stops reading, change no exit code."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # Or Python complains of it once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _components(body: Any) -> list[dict[str, Any]]:
    data = (body or {}).get("data") or body or {}
    return list(data.get("components") or ())
