"""The program's commands put together. Each imports what it needs when it runs: `--help` stays quick."""

from typing import Annotated

import typer

from bot.commands.doctor import doctor
from bot.commands.keeping import backup, purge, rotate_secret
from bot.commands.operating import reload, stats
from bot.commands.recording import check, schema
from bot.commands.serving import ask, run, try_page

app = typer.Typer(
    name="forum-bot",
    help="A Discord bot that brings a forum's voices to the people who follow it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(run)
app.command("try")(try_page)
app.command()(ask)
app.command()(check)
app.command()(schema)
app.command()(stats)
app.command()(backup)
app.command()(purge)
app.command("rotate-secret")(rotate_secret)
app.command()(reload)
app.command()(doctor)


@app.callback(invoke_without_command=True)
def version(
    shown: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Answer `--version`; every other invocation goes on to its command."""
    if shown:
        from bot import __version__

        typer.echo(__version__)
        raise typer.Exit
