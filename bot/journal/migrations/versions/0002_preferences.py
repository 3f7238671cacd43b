"""Languages that readers, channels and servers chose."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of preferences."""
    op.create_table(
        "preferences",
        sa.Column("whose", sa.String(8), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("in_public", sa.Boolean, nullable=False),
    )
