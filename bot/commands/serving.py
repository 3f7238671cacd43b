"""`run`, `try` and `ask`: the bot live, in a page, or for one question."""

import gc
from collections.abc import Callable
from typing import Annotated, Any, Final

import typer

from bot.commands.ending import (
    EXIT_CONFIG,
    EXIT_PROBLEMS,
    EXIT_TRANSIENT,
    AsJson,
    Config,
    refuse,
    settings_from,
    settings_or_end,
)
from bot.languages import Language


def run(config: Config = None) -> None:
    """Go live on Discord, until told to stop (Ctrl-C, SIGTERM)."""
    # All that is loaded from here on stays: to look for rubbish meanwhile takes a tenth of the start.
    gc.disable()
    from bot.settings import InvalidToken, begin_loading

    loading = begin_loading(config)
    # Meanwhile, on another core, discord.py: it takes about as long.
    from bot import logs
    from bot.admission import NotAdmitted, Unreachable

    settings = settings_or_end(loading)
    try:
        token = settings.token()
    except OSError as error:
        refuse(EXIT_CONFIG, f"The token's file {error.filename} cannot be read: {error.strerror}.")
    except InvalidToken as invalid:
        refuse(EXIT_CONFIG, f"The token {invalid.why}. Copy it again from the application's Bot page.")
    if not token:
        refuse(EXIT_CONFIG, *HOW_TO_GET_A_TOKEN)
    logs.set_up(style=settings.log.format, level=settings.log.level, secret=token)
    from bot.live import live
    from bot.records.problems import InvalidRecords
    from bot.watch.address import NotListening

    try:
        live(settings, token)
    except NotAdmitted as refused:
        refuse(EXIT_CONFIG, refused.why)
    except InvalidRecords as invalid:
        refuse(EXIT_CONFIG, "The records are not right:", *map(str, invalid.problems))
    except NotListening as taken:
        refuse(
            EXIT_CONFIG,
            f"Nothing can be served on {taken.host}:{taken.port}: {taken.why}.",
            "Set health.port and health.host to an address that is free, or leave the port out.",
        )
    except Unreachable as away:
        refuse(EXIT_TRANSIENT, f"Discord cannot be reached: {away.why.rstrip('.')}.")


HOW_TO_GET_A_TOKEN: Final = (
    "There is no token to log in with. To get one:",
    "  1. Open https://discord.com/developers/applications and choose New Application.",
    "  2. On its Bot page choose Reset Token and copy the token. Leave every privileged intent off.",
    "  3. Put it into the environment as FORUM_BOT_DISCORD__TOKEN, or into a file named by",
    "     FORUM_BOT_DISCORD__TOKEN_FILE, and run this again. It then prints the link that invites the bot.",
    "To try the bot without a token: forum-bot try",
)


def try_page(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    config: Config = None,
) -> None:
    """Try the bot in a page like Discord; it needs no token."""
    serve = needing_try(lambda: __import__("bot.local.try_page", fromlist=["serve"]).serve)
    raise typer.Exit(serve(settings_from(config), port=port, open_browser=not no_open))


def ask(
    command: Annotated[list[str], typer.Argument(help='As typed in Discord: "/quote theme:AI".')],
    as_json: AsJson = False,
    language: Annotated[
        Language | None, typer.Option(help="The language of the answer.", case_sensitive=False)
    ] = None,
    config: Config = None,
) -> None:
    """Ask one thing and print the answer. Exit code 0: answered; 1: no match; 2: no such command."""
    answer = needing_try(lambda: __import__("bot.local.ask", fromlist=["ask"]).ask)
    # Without the quotation marks, a shell hands the words over one by one.
    asked = " ".join(command)
    raise typer.Exit(answer(settings_from(config), asked, as_json=as_json, language=language))


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
            "Install it, from a clone, with: pip install --require-hashes -r config/pins/try.txt",
        )
