"""Who the person of an account is to an OpenID provider, and which sign-ins there have been used."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    whose = sa.ForeignKey("account.id", name="fk_provider_identity_account_id_account", ondelete="CASCADE")
    op.create_table(
        "provider_identity",
        sa.Column("account_id", sa.String(32), whose, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("identity_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_provider_identity"),
        sa.UniqueConstraint("identity_hash", name="uq_provider_identity_identity_hash"),
    )
    op.create_table(
        "used_flow",
        sa.Column("id", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_used_flow"),
    )
    op.create_index("ix_used_flow_expires_at", "used_flow", ["expires_at"])


def downgrade() -> None:
    op.drop_table("used_flow")
    op.drop_table("provider_identity")
