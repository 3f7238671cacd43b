"""`run`, `try` and `ask`: the bot live, in a page, or for one question."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from bot.commands.ending import EXIT_PROBLEMS, refuse, settings_from
from bot.commands.options import AsJson, Config
from bot.languages import Language


def run(config: Config = None) -> None:
    """Go live on Discord, until told to stop (Ctrl-C, SIGTERM)."""
    from bot.commands.running import serve

    serve(config)


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
