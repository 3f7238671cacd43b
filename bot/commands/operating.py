"""`stats`, `reload` and their kind: for those who run the bot."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.ending import EXIT_PROBLEMS, refuse, settings_from
from bot.commands.options import AsJson, Config

if TYPE_CHECKING:
    from bot.journal.events import Statistics


def stats(
    server: Annotated[int | None, typer.Option(help="Only this server's use, by its id.")] = None,
    local: Annotated[
        bool, typer.Option("--local", help="The use that `try` and `ask` made of it on this machine.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Show how the bot is used. What is asked for most, in which languages, and what in vain."""
    from bot.terminal import gather, lines

    statistics: Statistics | None = gather(settings_from(config), server, local=local)
    if statistics is None:
        refuse(EXIT_PROBLEMS, "Nothing has been logged yet. What `try` and `ask` log is shown with --local.")
    if as_json:
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(statistics), ensure_ascii=False, indent=2, default=str))
        return
    for line in lines(statistics):
        typer.echo(line)


def reload(config: Config = None) -> None:
    """Have the running bot read its records anew. Exit code 1 if they are wrong, or if no bot runs."""
    from bot.control import RELOAD, Silent, ask

    place = settings_from(config).control_place()
    try:
        told = ask(place, RELOAD)
    except Silent:
        refuse(EXIT_PROBLEMS, "The bot ended before it had read its records.")
    if told is None:
        refuse(EXIT_PROBLEMS, f"No bot runs here (none listens at {place}). Start it with: forum-bot run")
    for line in told.lines:
        typer.echo(line)
    if not told.fine:
        raise typer.Exit(EXIT_PROBLEMS)
