"""Disabling an account, and enabling it again: what the server's owner can do short of deleting it.

Nobody can sign in to a disabled account (`sessions.start_session` refuses it) and nothing new of it is shown
to a partner. Nothing of it is deleted but its sessions and its invitations.
"""

from sqlalchemy import delete, update

from server.accounts.models import ACCOUNT, INVITATION, SESSION
from server.core.db import write_transaction


def disable_account(account_id: str) -> None:
    """Sign every device of the account out, and let nobody sign in to it.

    Its invitations let nobody make an account any more, or its person could come back under another name.
    The row comes first: whoever is signing in holds it, and that session is there to be ended afterwards.
    """
    with write_transaction() as connection:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(is_disabled=True))
        connection.execute(delete(SESSION).where(SESSION.c.account_id == account_id))
        connection.execute(delete(INVITATION).where(INVITATION.c.account_id == account_id))


def enable_account(account_id: str) -> None:
    """Let its person sign in again; what is there is as it was."""
    with write_transaction() as connection:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(is_disabled=False))
