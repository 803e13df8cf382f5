"""Reset links: the owner of the server lets somebody set a new password, and sees nothing of it.

The words stay locked: only the recovery key, or a device that still holds them, opens them again.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from server.accounts.context import context
from server.accounts.errors import AccountNotFoundError, ResetLinkError
from server.accounts.known_devices import forget_devices
from server.accounts.models import ACCOUNT, PASSKEY, RESET_LINK, SESSION
from server.accounts.passwords import hash_secret
from server.accounts.rules import RESET_LIFE
from server.accounts.service import SignedIn
from server.accounts.sessions import start_session
from server.accounts.store import (
    Account,
    Kdf,
    change_credentials,
    find_by_id,
    key_id_of_account,
    password_columns,
)
from server.accounts.tokens import AccountToken, mint_token, read_token
from server.core.db import read_transaction, write_transaction
from server.core.tokens import to_text


def mint_reset_link(account: Account, now: datetime) -> str:
    """Return the address of a new link, in the place of an older one; raises AccountNotFoundError.

    The account's row is held, so that of two links that are made at once one takes the other's place.
    """
    token = mint_token(account.id)
    expires_at = now + RESET_LIFE
    held = select(ACCOUNT.c.id).where(ACCOUNT.c.id == account.id).with_for_update(key_share=True)
    with write_transaction() as connection:
        if connection.scalar(held) is None:  # deleted since it was read
            raise AccountNotFoundError
        connection.execute(delete(RESET_LINK).where(RESET_LINK.c.account_id == account.id))
        row = {"account_id": account.id, "token_hash": token.hash, "expires_at": expires_at}
        connection.execute(insert(RESET_LINK).values(row))
    # The app derives the new password with the salt of the old one, which it cannot ask for without a name.
    return f"{context().settings.public_url}/reset#{token.text}.{to_text(account.kdf.salt)}"


def reset_password(token_bytes: bytes, auth_secret: bytes, kdf: Kdf, now: datetime) -> SignedIn:
    """Set a new password by a link and sign in, with every other device out; raises ResetLinkError.

    The link of a disabled account stays as it is, for when it is enabled again.
    """
    token = read_token(token_bytes)
    with read_transaction() as connection:
        if connection.scalar(select(RESET_LINK.c.account_id).where(_is_valid(token, now))) is None:
            raise ResetLinkError
    columns = password_columns(hash_secret(auth_secret), kdf, None)
    with write_transaction() as connection:
        key_id_of_account(connection, token.account_id)  # held first, as by whatever else changes it
        if connection.execute(delete(RESET_LINK).where(_is_valid(token, now))).rowcount == 0:
            raise ResetLinkError  # used since, or another one was made
        change_credentials(connection, token.account_id, columns)
        of_account = PASSKEY.c.account_id == token.account_id
        connection.execute(update(PASSKEY).where(of_account).values(wrap=None))
        connection.execute(delete(SESSION).where(SESSION.c.account_id == token.account_id))
        forget_devices(connection, token.account_id)
        opened = start_session(connection, token.account_id, now)
    account = find_by_id(token.account_id)
    if account is None:  # deleted since
        raise ResetLinkError
    return SignedIn(account, opened)


def _is_valid(token: AccountToken, now: datetime) -> ColumnElement[bool]:
    return and_(
        RESET_LINK.c.account_id == token.account_id,
        RESET_LINK.c.token_hash == token.hash,
        RESET_LINK.c.expires_at > now,
    )
