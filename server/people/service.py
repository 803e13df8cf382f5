"""What the server's owner does for the people here, and to their accounts; nothing of it opens a word."""

from datetime import datetime
from typing import NamedTuple

from server.accounts.disabling import disable_account, enable_account
from server.accounts.errors import AccountNotFoundError, SignUpClosedError
from server.accounts.reset import mint_reset_link
from server.accounts.rules import INVITATION_LIFE, RESET_LIFE
from server.accounts.service import remove_account
from server.accounts.signup import mint_invitation, signup_mode
from server.accounts.store import Account, find_by_id
from server.people.errors import OwnersAccountError


class Link(NamedTuple):
    """An address to hand to one person, and until when it works."""

    link: str
    expires_at: datetime


def invite(now: datetime) -> Link:
    """Make a link that lets one person make an account; raises SignUpClosedError where nobody may."""
    if signup_mode() == "closed":
        raise SignUpClosedError
    return Link(mint_invitation("sign_up", now), now + INVITATION_LIFE)


def link_to_reset(account_id: str, now: datetime) -> Link:
    """Make a link that lets this person set a new password; raises AccountNotFoundError."""
    return Link(mint_reset_link(_person(account_id), now), now + RESET_LIFE)


def set_disabled(account_id: str, *, is_disabled: bool) -> None:
    """Disable or enable an account; raises AccountNotFoundError or OwnersAccountError."""
    person = _other(account_id)
    (disable_account if is_disabled else enable_account)(person.id)


def delete(account_id: str) -> None:
    """Delete an account and all its data; raises AccountNotFoundError or OwnersAccountError."""
    remove_account(_other(account_id).id)


def _person(account_id: str) -> Account:
    account = find_by_id(account_id)
    if account is None:
        raise AccountNotFoundError
    return account


def _other(account_id: str) -> Account:
    """Return the account, which must not be the owner's."""
    account = _person(account_id)
    if account.is_owner:
        raise OwnersAccountError
    return account
