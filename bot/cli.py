"""The program: its commands put together, and what it says when something goes wrong.

Each command imports what it needs when it runs, so that `--help` and `check` stay quick.
"""

import errno
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from bot.commands.doctor import doctor
from bot.commands.ending import (
    EXIT_CONFIG,
    EXIT_INTERRUPTED,
    EXIT_OUTPUT,
    EXIT_PROBLEMS,
    EXIT_SOFTWARE,
    say,
)
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


def main() -> None:
    """Entry point. Nothing that goes wrong ends in a traceback, unless FORUM_BOT_DEBUG asks for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows only ASCII gets every other character by its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        match sys.argv[1:]:
            case ["run"]:
                _serve(None)
            case ["run", "--config", file] if file and not file.startswith("-"):
                _serve(Path(file))
            case _:
                app()
    except BrokenPipeError:
        # Whoever read our output has had enough; a second error on closing would help nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("FORUM_BOT_DEBUG"):
            raise
        code, told = explained(error)
        for line in told:
            say(line)
        sys.exit(code)


def _serve(config: Path | None) -> NoReturn:
    """`run`, as it is mostly typed: to read any line, typer loads pydantic, which would stay for good."""
    try:
        run(config)
    except typer.Exit as end:
        sys.exit(end.exit_code)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    sys.exit(0)


_OUTPUT: Final = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF})


def explained(error: Exception) -> tuple[int, list[str]]:
    """The exit code for what went wrong, and what to tell the person at the terminal."""
    from bot.journal import JournalClosed
    from bot.journal.keys import DamagedKeys
    from bot.records.problems import InvalidRecords

    if isinstance(error, InvalidRecords):
        return EXIT_PROBLEMS, ["The records are not right:", *map(str, error.problems)]
    if isinstance(error, DamagedKeys):
        why = f"{error.path} {error.why}."
        return EXIT_CONFIG, [why, "Put it back from a backup; or remove it, and a new one is made."]
    if isinstance(error, JournalClosed):
        return EXIT_CONFIG, [f"The journal cannot be opened: {error.why}. See `journal` in the settings."]
    if isinstance(error, OSError) and error.errno in _OUTPUT and error.filename is None:
        return EXIT_OUTPUT, [f"What there is to say cannot be written: {error.strerror}."]
    reference = "Set FORUM_BOT_DEBUG=1 to see where, and please report it."
    return EXIT_SOFTWARE, [f"Something went wrong: {type(error).__name__}: {error}", reference]
