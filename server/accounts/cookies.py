"""The two cookies: the session's, and that of a device that has signed in before.

The second is no key to anything. It lets a device that an account knows try a password from an allowance
of its own, so that nobody can lock the account's person out by guessing.
"""

import hmac
from datetime import timedelta
from secrets import token_bytes

from flask import Response, request

from server.accounts.context import context
from server.accounts.rules import IDLE_LIFE
from server.accounts.tokens import ACCOUNT_BYTES, AccountToken, parse_token
from server.core.tokens import from_text, to_text

DEVICE_LIFE = timedelta(days=365)
DEVICE_BYTES = 16
_SIGNED_BYTES = ACCOUNT_BYTES + DEVICE_BYTES


def shown_token() -> AccountToken | None:
    """Return the session token the request came with."""
    return parse_token(request.cookies.get(_name("kept"), ""))


def set_session_cookie(response: Response, token: AccountToken) -> None:
    """Hand out a token; the browser forgets it when the session would have ended anyway."""
    _set(response, "kept", token.text, IDLE_LIFE)


def clear_session_cookie(response: Response) -> None:
    """Take the token away."""
    _set(response, "kept", "", timedelta(0))


def shown_device(account_id: str) -> bytes | None:
    """Return the id of the device the request came from, if this account knows it."""
    try:
        data = from_text(request.cookies.get(_name("kept-device"), ""))
    except ValueError:
        return None
    signed, signature = data[:_SIGNED_BYTES], data[_SIGNED_BYTES:]
    is_ours = hmac.compare_digest(signature, context().keyed_digest("device", signed))
    return signed[ACCOUNT_BYTES:] if is_ours and signed[:ACCOUNT_BYTES].hex() == account_id else None


def set_device_cookie(response: Response, account_id: str) -> None:
    """Let the account know this device from now on."""
    device = shown_device(account_id) or token_bytes(DEVICE_BYTES)
    signed = bytes.fromhex(account_id) + device
    value = to_text(signed + context().keyed_digest("device", signed))
    _set(response, "kept-device", value, DEVICE_LIFE)


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
