"""`backup`, `purge` and `rotate-secret`: for those who answer for what the bot keeps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.ending import EXIT_PROBLEMS, EXIT_USAGE, refuse, settings_from
from bot.commands.options import Config

if TYPE_CHECKING:
    from bot.settings import Settings


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="The copy. Default: journal-<date>.sqlite3 in this folder.")
    ] = None,
    with_secret: Annotated[
        bool, typer.Option("--with-secret", help="Copy the key beside it, as FILE.key.")
    ] = False,
    config: Config = None,
) -> None:
    """Copy the journal consistently, while the bot runs or not."""
    from bot.clock import utc_now
    from bot.journal.backup import NoBackup, back_up, copy_secret

    settings = settings_from(config)
    place = settings.journal_place()
    if isinstance(place, str):
        why = "The journal is a database by URL: copy it with that database's own tool, such as pg_dump."
        refuse(EXIT_USAGE, why)
    target = file or Path(f"journal-{utc_now():%Y%m%dT%H%M%SZ}.sqlite3")
    secret, copy = settings.secret_file(), target.with_name(f"{target.name}.key")
    try:
        if with_secret:
            copy_secret(secret, copy)
        try:
            size = back_up(place, target)
        except NoBackup:
            if with_secret:
                # A key alone is no backup.
                copy.unlink()
            raise
    except NoBackup as none:
        refuse(EXIT_PROBLEMS, f"No backup was made: {none.why}.")
    typer.echo(f"{target}: {size} bytes, checked")
    if with_secret:
        typer.echo(f"{copy}: the key, for your eyes only")
    else:
        typer.echo(f"Without {secret}, nobody's own language or data can be found in it: keep that file too.")


def purge(
    days: Annotated[
        int | None, typer.Option(min=1, help="Days to keep. Default: journal.retention_days of the settings.")
    ] = None,
    config: Config = None,
) -> None:
    """Delete logged uses that are too old. The running bot does this by itself once a day."""
    settings = settings_from(config)
    kept = days or settings.journal.retention_days
    if kept is None:
        refuse(EXIT_USAGE, "journal.retention_days is null: uses are kept for ever. Say --days N.")
    import asyncio

    from bot.journal.database import own_words

    try:
        gone = asyncio.run(_purge(settings, kept))
    except Exception as error:
        if (why := own_words(error)) is None:
            raise
        refuse(EXIT_PROBLEMS, f"The journal cannot be written: {why}. What is deleted is; run this again.")
    typer.echo(
        f"{gone} use{'' if gone == 1 else 's'} older than {kept} day{'' if kept == 1 else 's'} deleted"
    )


async def _purge(settings: "Settings", days: int) -> int:
    from bot.clock import utc_now
    from bot.journal import Journal
    from bot.journal.keys import Keys

    # Nothing is recorded here, so no key is needed to hash anybody with.
    async with await Journal.open(
        settings.journal_place(), keys=Keys(b""), clock=utc_now, mend=False
    ) as journal:
        return await journal.purge(days)


def rotate_secret(
    drop_older: Annotated[
        bool,
        typer.Option(
            "--drop-older", help="Forget the older keys: what they hashed then belongs to nobody any more."
        ),
    ] = False,
    config: Config = None,
) -> None:
    """Make a new key to hash user ids with. Takes effect when the bot starts next."""
    from bot.journal.keys import rotate

    file = settings_from(config).secret_file()
    keys = rotate(file, drop_older=drop_older)
    typer.echo(f"{file}: a new key; {len(keys.older)} older kept. Restart the bot to use it.")
