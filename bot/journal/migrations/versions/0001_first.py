"""Usage, what it served, draws, and small state."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "usage",
        sa.Column("id", serial, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("command", sa.String(32), nullable=False),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("forum", sa.String(32)),
        sa.Column("context", sa.String(16), nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger),
        sa.Column("user_hash", sa.String(32), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("latency_ms", sa.Float, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reference", sa.String(16)),
    )
    op.create_index("usage_guild_at", "usage", ["guild_id", "at"])
    op.create_table(
        "served",
        sa.Column("usage_id", serial, sa.ForeignKey("usage.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
    )
    op.create_table(
        "draws",
        sa.Column("place", sa.String(40), primary_key=True),
        sa.Column("pool", sa.String(240), primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("ordinal", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
