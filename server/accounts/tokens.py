"""Tokens that carry the id of their account, so that whoever reads one knows where to look.

token              bytes, as base64url
session, reset     16 of the account's id, 32 random
invitation         32 random
"""

import hashlib
import hmac
from typing import NamedTuple

from server.core.tokens import SECRET_BYTES, digest, from_text, mint_secret, to_text

ACCOUNT_BYTES = 16
INVITATION_BYTES = SECRET_BYTES
ACCOUNT_TOKEN_BYTES = ACCOUNT_BYTES + SECRET_BYTES


class AccountToken(NamedTuple):
    """A secret that belongs to an account; the database keeps its digest."""

    account_id: str
    secret: bytes

    @property
    def hash(self) -> bytes:
        """Return what the database keeps."""
        return digest(self.secret)

    @property
    def text(self) -> str:
        """Return the form in which it travels."""
        return to_text(bytes.fromhex(self.account_id) + self.secret)

    def next(self, nonce: bytes) -> "AccountToken":
        """Return the token that follows this one: the same to everybody who asks with it."""
        return AccountToken(self.account_id, hmac.digest(self.secret, nonce, hashlib.sha256))


def mint_token(account_id: str) -> AccountToken:
    """Return a new random token of the account."""
    return AccountToken(account_id, mint_secret())


def read_token(data: bytes) -> AccountToken:
    """Return the token in these bytes, of which there must be 48."""
    return AccountToken(data[:ACCOUNT_BYTES].hex(), data[ACCOUNT_BYTES:])


def parse_token(text: str) -> AccountToken | None:
    """Return the token in a cookie, or None when it is none."""
    try:
        data = from_text(text)
    except ValueError:
        return None
    return read_token(data) if len(data) == ACCOUNT_TOKEN_BYTES else None
