"""The two cookies: the session's, and that of a device that has signed in before.

The second is no key to anything. It lets a device that an account knows try a password from an allowance
of its own, so that nobody can keep the account's person out by guessing. It is encrypted, so it tells
nothing about whose device it is, and it ends after a year and with the password it was issued under.
"""

import hmac
from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Response, request

from server.accounts.context import context
from server.accounts.rules import IDLE_LIFE
from server.accounts.store import Account
from server.accounts.tokens import ACCOUNT_BYTES, AccountToken, parse_token
from server.core.tokens import from_text, to_text

DEVICE_LIFE = timedelta(days=365)
DEVICE_BYTES = 16
_EPOCH_BYTES = 8
_NONCE_BYTES = 12
_PURPOSE = b"kept-device"


class KnownDevice(NamedTuple):
    """What the second cookie holds; `epoch` stands for the password of the account at `issued_at`."""

    account_id: str
    device: bytes
    epoch: bytes
    issued_at: datetime

    def to_bytes(self) -> bytes:
        """Return the plaintext of the cookie."""
        issued_seconds = int(self.issued_at.timestamp())
        return bytes.fromhex(self.account_id) + self.device + self.epoch + issued_seconds.to_bytes(8)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return what `to_bytes` wrote."""
        account, rest = data[:ACCOUNT_BYTES], data[ACCOUNT_BYTES:]
        device, rest = rest[:DEVICE_BYTES], rest[DEVICE_BYTES:]
        issued_seconds = int.from_bytes(rest[_EPOCH_BYTES:])
        return cls(account.hex(), device, rest[:_EPOCH_BYTES], datetime.fromtimestamp(issued_seconds, UTC))

    def is_of(self, account: Account | None) -> bool:
        """Tell whether this account knows the device, under the password that it has now."""
        if account is None or account.id != self.account_id:
            return False
        return hmac.compare_digest(self.epoch, _epoch_of(account))


def shown_token() -> AccountToken | None:
    """Return the session token the request came with."""
    return parse_token(request.cookies.get(_name("kept"), ""))


def set_session_cookie(response: Response, token: AccountToken) -> None:
    """Send a token; the browser forgets it when the session would have ended anyway."""
    _set(response, "kept", token.text, IDLE_LIFE)


def clear_session_cookie(response: Response) -> None:
    """Take the token away."""
    _set(response, "kept", "", timedelta(0))


def shown_device() -> KnownDevice | None:
    """Return the device the request came from; its account may not know it any more."""
    try:
        data = from_text(request.cookies.get(_name("kept-device"), ""))
        plaintext = _cipher().decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _PURPOSE)
    except (ValueError, InvalidTag):
        return None
    known = KnownDevice.from_bytes(plaintext)
    return known if context().clock.now() - known.issued_at < DEVICE_LIFE else None


def set_device_cookie(response: Response, account: Account) -> None:
    """Let the account know this device from now on."""
    shown = shown_device()
    is_same = shown is not None and shown.account_id == account.id
    device = shown.device if shown is not None and is_same else token_bytes(DEVICE_BYTES)
    known = KnownDevice(account.id, device, _epoch_of(account), context().clock.now())
    nonce = token_bytes(_NONCE_BYTES)
    value = to_text(nonce + _cipher().encrypt(nonce, known.to_bytes(), _PURPOSE))
    _set(response, "kept-device", value, DEVICE_LIFE)


def clear_device_cookie(response: Response) -> None:
    """Let the browser forget that an account knows it."""
    _set(response, "kept-device", "", timedelta(0))


def _epoch_of(account: Account) -> bytes:
    """Return what changes with the password."""
    data = f"{account.id} {account.auth_hash}".encode()
    return context().keyed_digest("device epoch", data)[:_EPOCH_BYTES]


def _cipher() -> AESGCM:
    return AESGCM(context().keyed_digest("device cookie", b""))


def _name(name: str) -> str:
    """Return the name; with the prefix a browser lets no other host and no plain http set it."""
    return f"__Host-{name}" if context().settings.is_https else name


def _set(response: Response, name: str, value: str, life: timedelta) -> None:
    response.set_cookie(
        _name(name),
        value,
        max_age=life,
        path="/",
        secure=context().settings.is_https,
        httponly=True,
        samesite="Strict",
    )
