"""`run`: the bot live. Nothing here reads a command line, so that a bot which serves has not loaded typer."""

import gc
import logging
import sys
from pathlib import Path
from typing import Final, NoReturn

from bot.commands.ending import EXIT_CONFIG, EXIT_TRANSIENT, refuse, settings_or_end


def serve(config: Path | None) -> None:
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
        place = settings.discord.token_place()
        refuse(EXIT_CONFIG, f"The token cannot be read from {place}: {error.strerror}.")
    except InvalidToken as invalid:
        refuse(EXIT_CONFIG, f"The token {invalid.why}. Copy it again from the application's Bot page.")
    if not token:
        empty = settings.discord.token_file is not None
        refuse(EXIT_CONFIG, *(["The token's file is empty."] if empty else []), *HOW_TO_GET_A_TOKEN)
    logs.set_up(style=settings.log.format, level=settings.log.level, secret=token)
    end = _said_in_the_log if settings.log.format == "json" else refuse
    from bot.live import live
    from bot.records.problems import InvalidRecords
    from bot.watch.address import NotListening

    try:
        live(settings, token)
    except NotAdmitted as refused:
        end(EXIT_CONFIG, refused.why)
    except InvalidRecords as invalid:
        end(EXIT_CONFIG, "The records are not right:", *map(str, invalid.problems))
    except NotListening as taken:
        end(
            EXIT_CONFIG,
            f"Nothing can be served on {taken.host}:{taken.port}: {taken.why}.",
            "Set health.port and health.host to an address that is free, or leave the port out.",
        )
    except Unreachable as away:
        end(EXIT_TRANSIENT, f"Discord cannot be reached: {away.why.rstrip('.')}.")


def _said_in_the_log(code: int, *lines: str) -> NoReturn:
    """End with an explanation for whoever reads lines of JSON."""
    logging.getLogger(__name__).critical("%s", "\n".join(lines))
    sys.exit(code)


HOW_TO_GET_A_TOKEN: Final = (
    "There is no token to log in with. To get one:",
    "  1. Open https://discord.com/developers/applications and choose New Application.",
    "  2. On its Bot page choose Reset Token and copy the token. Leave every privileged intent off.",
    "  3. Put it into the environment as FORUM_BOT_DISCORD__TOKEN, or into a file named by",
    "     FORUM_BOT_DISCORD__TOKEN_FILE, and run this again. It then prints the link that invites the bot.",
    "To try the bot without a token: forum-bot try",
)
