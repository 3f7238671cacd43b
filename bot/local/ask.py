"""`forum-bot ask "/quote theme:AI"`: one command through the real bot, answered in the terminal."""

import asyncio
import json
from collections.abc import Sequence
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
from bot.local.world import world
from bot.settings import Settings

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


def ask(settings: Settings, command: str, *, as_json: bool, language: Language | None = None) -> int:
    """Ask, print the answer or its payloads, and return the exit code."""
    logs.set_up(style=settings.log.format, level="error")
    try:
        requests, outcome = asyncio.run(_ask(settings, command, language))
    except BadCommand as bad:
        typer.echo(bad.why, err=True)
        return BAD_COMMAND
    if as_json:
        typer.echo(json.dumps(requests, ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for request in requests:
            if components := _components(request["body"]):
                console.print(card(components))
    return _CODES[outcome]


async def _ask(
    settings: Settings, command: str, language: Language | None
) -> tuple[list[dict[str, Any]], Outcome]:
    async with world(settings) as simulated:
        typed = parse(command, simulated.commands())
        preference = Preference(str(language)) if language else None
        simulated.journal.prefer(Whose.READER, simulated.keeper.id, preference)
        before = len(simulated.env.http_requests)
        await simulated.keeper.slash(simulated.channel, typed.name, **typed.options)
        requests = answers(simulated.env.http_requests[before:])
        last = simulated.journal.last
        return requests, last.outcome if last else Outcome.ERROR


def answers(entries: Sequence[HttpLogEntry]) -> list[dict[str, Any]]:
    """What the bot sent in answer to an interaction: method, path and body of each request."""
    return [
        {"method": entry.method, "path": entry.path, "body": entry.json}
        for entry in entries
        if entry.path.startswith(("/interactions/", "/webhooks/")) and entry.json is not None
    ]


def _components(body: Any) -> list[dict[str, Any]]:
    data = body.get("data") or body
    return list(data.get("components") or ())
