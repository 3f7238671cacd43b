"""Brings a journal's tables up to date. Alembic is loaded only where there is something to do."""

import asyncio
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

HEAD: Final = "0002"
"""The newest revision under `migrations/versions`."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


async def bring_up_to_date(engine: AsyncEngine) -> None:
    """Create or migrate the tables of `engine`'s database."""
    async with engine.connect() as connection:
        if await connection.run_sync(_revision) == HEAD:
            return
    url = engine.url.render_as_string(hide_password=False)
    await asyncio.to_thread(_migrate, url)


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
