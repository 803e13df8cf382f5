"""Check the numbers of a statement's rows at once, also where PostgreSQL still checks row by row.

Revision 0002 did so row by row until it was edited: databases made before and after were not the same.
"""

from alembic import op

revision = "0005"
down_revision = "nudges"
branch_labels = None
depends_on = None

NUMBERED = ("record", "fact")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in NUMBERED:
        op.execute(f"DROP TRIGGER IF EXISTS {table}_numbered ON {table}")
    op.execute(
        """
        CREATE OR REPLACE FUNCTION refuse_unnumbered() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM written WHERE NOT EXISTS (
            SELECT 1 FROM feed
            WHERE account_id = written.account_id AND written.seq > floor AND written.seq <= head
          )) THEN
            RAISE EXCEPTION 'not numbered';
          END IF;
          RETURN NULL;
        END $$
        """
    )
    for table in NUMBERED:
        for event in ("INSERT", "UPDATE"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_{event.lower()}_numbered ON {table}")
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_numbered AFTER {event} ON {table}"
                " REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_unnumbered()"
            )


def downgrade() -> None:
    """Leave the triggers: revision 0002 makes the same."""
