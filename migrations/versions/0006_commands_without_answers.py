"""Commands store no answer; an accepted invitation has its acceptor's name; gestures are counted by hours.

What was shared is in no table after it has ended: the answers of commands held it for 90 days.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ACCEPTED_NAME = (
    "UPDATE share_invite SET accepted_name ="
    " (SELECT username FROM account WHERE account.id = share_invite.accepted_by)"
)
ACCEPTED_COMMAND = (
    "UPDATE share_side SET command_id = (SELECT accepted_command FROM share_invite"
    " WHERE share_invite.pair_id = share_side.pair_id AND share_invite.accepted_by = share_side.account_id)"
)


def upgrade() -> None:
    for column in ("name", "answer"):
        op.drop_column("share_command", column)
    op.add_column("share_invite", sa.Column("accepted_name", sa.String(32)))
    op.execute(ACCEPTED_NAME)
    op.add_column("share_side", sa.Column("command_id", sa.String(32)))
    op.execute(ACCEPTED_COMMAND)
    recreate_sent(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False))


def downgrade() -> None:
    recreate_sent(sa.Column("sent_on", sa.Date, nullable=False))
    op.drop_column("share_side", "command_id")
    op.drop_column("share_invite", "accepted_name")
    # A command without its answer cannot be answered again by what comes before this.
    op.execute("DELETE FROM share_command")
    op.add_column("share_command", sa.Column("name", sa.String(16), nullable=False, server_default=""))
    op.add_column("share_command", sa.Column("answer", sa.Text, nullable=False, server_default="{}"))


def recreate_sent(when: sa.Column[object]) -> None:
    """Forget the gestures that were sent; the limit on them begins again."""
    op.drop_table("appreciation_sent")
    whose = sa.ForeignKey("account.id", name="fk_appreciation_sent_account_id_account", ondelete="CASCADE")
    op.create_table(
        "appreciation_sent",
        sa.Column("account_id", sa.String(32), whose, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("partner_id", sa.String(32), nullable=False),
        when,
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_appreciation_sent"),
    )
