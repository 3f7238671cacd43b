"""What it takes to find what is old, and whose it is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Date what is kept by name; index uses by time and by user."""
    op.add_column("state", sa.Column("at", sa.DateTime(timezone=True)))
    op.create_index("usage_at", "usage", ["at"])
    op.create_index("usage_user_hash", "usage", ["user_hash"])
