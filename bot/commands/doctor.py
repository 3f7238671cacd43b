"""`doctor`: what is wrong with this installation."""

import json

import typer

from bot.commands.ending import EXIT_PROBLEMS, settings_from
from bot.commands.options import AsJson, Config


def doctor(as_json: AsJson = False, config: Config = None) -> None:
    """Tell what is wrong with an installation. Exit code 1 where something cannot work."""
    import asyncio

    from bot.clock import utc_now
    from bot.doctor.discord_side import at_discord
    from bot.doctor.findings import Finding, Level
    from bot.doctor.machine import on_this_machine

    settings = settings_from(config)

    async def remote() -> list[Finding]:
        return [finding async for finding in at_discord(settings, utc_now)]

    findings = [*on_this_machine(settings), *asyncio.run(remote())]
    if as_json:
        typer.echo(json.dumps([each.told() for each in findings], ensure_ascii=False, indent=2))
    else:
        for each in findings:
            typer.echo(each.line())
    if any(each.level is Level.PROBLEM for each in findings):
        raise typer.Exit(EXIT_PROBLEMS)
