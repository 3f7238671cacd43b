"""Brings a journal's tables up to date. Alembic is loaded only where there is something to do."""

import asyncio
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from bot.journal.engines import AsyncEngine

HEAD: Final = "0003"
"""The newest revision under `migrations/versions`."""

_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.6, None)
"""Seconds between tries; None: the last one."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


class NewerSchema(Exception):  # noqa: N818 - says what the schema is
    """A later version of this program wrote the tables."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(f"a newer version of this program wrote it (revision {revision}); use that one")


async def bring_up_to_date(engine: AsyncEngine) -> None:
    """Create or migrate the tables of `engine`'s database; NewerSchema when they are ahead of us."""
    url = engine.url.render_as_string(hide_password=False)
    for pause in _PAUSES:
        async with engine.connect() as connection:
            revision = await connection.run_sync(_revision)
        if revision == HEAD:
            return
        if revision is not None and revision > HEAD:
            raise NewerSchema(revision)
        try:
            await asyncio.to_thread(_migrate, url)
        except DatabaseError:
            # Another process may be at it at this very moment: the first to make a table wins.
            if pause is None:
                raise
            await asyncio.sleep(pause)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(url: str) -> None:
    from alembic import command  # noqa: PLC0415 - a third of a second that a journal up to date never pays
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    command.upgrade(config, "head")
