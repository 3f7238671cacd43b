"""The journal's tables. Alembic's scripts make them; a test holds both against each other."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite keeps no zone, so one without is UTC by this table's rule."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, and without the zone where the database keeps none."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        del dialect
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = MetaData()
_SERIAL: Any = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column of exactly this type."""

usage = Table(
    "usage",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("command", String(32), nullable=False),
    Column("surface", String(16), nullable=False),
    Column("options", JSON, nullable=False),
    Column("forum", String(32)),
    Column("context", String(16), nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger),
    Column("user_hash", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("latency_ms", Float, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reference", String(16)),
    Index("usage_guild_at", "guild_id", "at"),
    Index("usage_at", "at"),
    Index("usage_user_hash", "user_hash"),
)

served = Table(
    "served",
    metadata,
    Column("usage_id", ForeignKey("usage.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("key", String(80), primary_key=True),
)

draws = Table(
    "draws",
    metadata,
    Column("place", String(40), primary_key=True),
    Column("pool", String(240), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("ordinal", BigInteger, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("whose", String(8), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("language", String(16), nullable=False),
    Column("in_public", Boolean, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Instant),
)
