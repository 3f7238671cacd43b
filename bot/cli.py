"""The commands of the program: the one place where the parts meet.

Each command imports what it needs when it runs, so that `--help` and `check` stay quick.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from bot.languages import Language

if TYPE_CHECKING:
    from bot.journal.events import Statistics
    from bot.settings import Settings

EXIT_PROBLEMS: Final = 1
EXIT_USAGE: Final = 2
EXIT_SOFTWARE: Final = 70
"""EX_SOFTWARE of sysexits.h: our fault."""
EXIT_TRANSIENT: Final = 75
"""EX_TEMPFAIL of sysexits.h: a supervisor may start it again."""
EXIT_CONFIG: Final = 78
"""EX_CONFIG of sysexits.h: starting it again changes nothing."""

app = typer.Typer(
    name="forum-bot",
    help="A Discord bot that brings a forum's voices to the people who follow it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[
    Path | None, typer.Option("--config", help="Settings to use instead of the shipped config/bot.yaml.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def say(text: str) -> None:
    """Tell the person at the terminal, beside whatever the command prints."""
    typer.echo(text, err=True)


def refuse(code: int, *lines: str) -> NoReturn:
    """End with an explanation."""
    for line in lines:
        say(line)
    raise typer.Exit(code)


def settings_from(config: Path | None) -> "Settings":
    """Settings, or an end that names every mistake in them."""
    from bot.settings import InvalidSettings, load_settings

    try:
        return load_settings(config)
    except InvalidSettings as invalid:
        refuse(EXIT_CONFIG, *invalid.problems)


@app.command()
def run(config: Config = None) -> None:
    """Go live: log in to Discord and answer until told to stop (Ctrl-C, SIGTERM)."""
    from bot import logs

    settings = settings_from(config)
    logs.set_up(style=settings.log.format, level=settings.log.level)
    try:
        token = settings.token()
    except OSError as error:
        refuse(EXIT_CONFIG, f"The token's file {error.filename} cannot be read: {error.strerror}.")
    if not token:
        refuse(EXIT_CONFIG, *HOW_TO_GET_A_TOKEN)
    from bot.live import NotAdmitted, live

    try:
        live(settings, token)
    except NotAdmitted as refused:
        refuse(EXIT_CONFIG, refused.why)
    except OSError as error:
        refuse(EXIT_TRANSIENT, f"Discord cannot be reached: {error}.")


HOW_TO_GET_A_TOKEN: Final = (
    "There is no token to log in with. To get one:",
    "  1. Open https://discord.com/developers/applications and choose New Application.",
    "  2. On its Bot page choose Reset Token and copy the token. Leave every privileged intent off.",
    "  3. Put it into the environment as FORUM_BOT_DISCORD__TOKEN, or into a file named by",
    "     FORUM_BOT_DISCORD__TOKEN_FILE, and run this again. It then prints the link that invites the bot.",
    "To try the bot without a token: forum-bot try",
)


@app.command("try")
def try_page(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    config: Config = None,
) -> None:
    """Try the bot in a page on this machine that looks and behaves like Discord. Needs no token."""
    serve = needing_try(lambda: __import__("bot.local.try_page", fromlist=["serve"]).serve)
    raise typer.Exit(serve(settings_from(config), port=port, open_browser=not no_open))


@app.command()
def ask(
    command: Annotated[str, typer.Argument(help='As typed in Discord: "/quote theme:AI".')],
    as_json: AsJson = False,
    language: Annotated[
        Language | None, typer.Option(help="The language of the answer.", case_sensitive=False)
    ] = None,
    config: Config = None,
) -> None:
    """Ask one thing and print the answer. Exit code 0: answered; 1: no match; 2: no such command."""
    answer = needing_try(lambda: __import__("bot.local.ask", fromlist=["ask"]).ask)
    raise typer.Exit(answer(settings_from(config), command, as_json=as_json, language=language))


def needing_try(load: Callable[[], Any]) -> Any:
    """What `load` imports, or an end that says how to install it."""
    try:
        return load()
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("bot"):
            raise
        refuse(
            EXIT_PROBLEMS,
            f"This needs {missing.name}, which is not installed: it comes with the extra `try`.",
            "Install it with: pip install 'forum-highlights[try]'",
        )


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A forum's folder, or a folder of forums.")] = None,
) -> None:
    """Check records: every problem with its line and what to write instead. Exit code 1 if there is any."""
    from bot.records.check import check as check_records
    from bot.shipped import shipped

    report = check_records(path or shipped("data"))
    for problem in report.problems:
        typer.echo(str(problem))
    if report.problems:
        count = len(report.problems)
        say(f"{count} problem{'s' if count > 1 else ''} found.")
        raise typer.Exit(EXIT_PROBLEMS)
    for line in report.lines():
        typer.echo(line)


@app.command()
def schema(
    name: Annotated[
        str | None, typer.Argument(help="forum, speakers, themes or quotes; all without it.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write NAME.schema.json files into this folder.")] = None,
) -> None:
    """Print the JSON Schema of the record files, so that an editor completes and checks them."""
    from bot.records.schema import NAMES
    from bot.records.schema import schema as schema_of

    if name is not None and name not in NAMES:
        refuse(EXIT_USAGE, f"There is no file `{name}`; there are: {', '.join(NAMES)}.")
    names = (name,) if name else NAMES
    schemas = {each: schema_of(each) for each in names}
    if out is None:
        shown = schemas[name] if name else schemas
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for each, content in schemas.items():
            file = out / f"{each}.schema.json"
            file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            typer.echo(str(file))
    except OSError as error:
        refuse(EXIT_PROBLEMS, f"{error.filename} cannot be written: {error.strerror}.")


@app.command()
def stats(
    server: Annotated[int | None, typer.Option(help="Only this server's use, by its id.")] = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Show how the bot is used: top quotes, speakers, themes, languages, look-ups in vain."""
    from bot.terminal import gather, lines

    statistics: Statistics | None = gather(settings_from(config), server)
    if statistics is None:
        refuse(EXIT_PROBLEMS, "Nothing has been logged yet.")
    if as_json:
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(statistics), ensure_ascii=False, indent=2, default=str))
        return
    for line in lines(statistics):
        typer.echo(line)


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
    try:
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


def explained(error: Exception) -> tuple[int, list[str]]:
    """The exit code for what went wrong, and what to tell the person at the terminal."""
    from bot.journal import JournalClosed
    from bot.journal.secret import DamagedSecret
    from bot.records.problems import InvalidRecords

    if isinstance(error, InvalidRecords):
        return EXIT_PROBLEMS, ["The records are not right:", *map(str, error.problems)]
    if isinstance(error, DamagedSecret):
        why = f"{error.path} does not hold the key that user ids are hashed with."
        return EXIT_CONFIG, [why, "Put it back from a backup; or remove it, and a new one is made."]
    if isinstance(error, JournalClosed):
        return EXIT_CONFIG, [f"The journal cannot be opened: {error.why}. See `journal` in the settings."]
    reference = "Set FORUM_BOT_DEBUG=1 to see where, and please report it."
    return EXIT_SOFTWARE, [f"Something went wrong: {type(error).__name__}: {error}", reference]
