"""The two cookies: the session's, and that of a device that has signed in before (see `known_devices`).

Those of a sign-in at a provider are made in `server.oidc`; they go with a sign-out too.
"""

from datetime import timedelta

from flask import Response, request

from server.accounts.context import context
from server.accounts.rules import DEVICE_LIFE, IDLE_LIFE
from server.accounts.tokens import AccountToken, parse_token
from server.core.tokens import SECRET_BYTES, from_text, to_text

FLOW_COOKIE, PROOF_COOKIE = "kept-flow", "kept-proof"


def shown_token() -> AccountToken | None:
    """Return the session token the request came with."""
    return parse_token(request.cookies.get(_name("kept"), ""))


def set_session_cookie(response: Response, token: AccountToken) -> None:
    """Send a token; the browser forgets it when the session would have ended anyway."""
    _set(response, "kept", token.text, IDLE_LIFE)


def clear_session_cookie(response: Response) -> None:
    """Take the token away."""
    _set(response, "kept", "", timedelta(0))


def shown_device_secret() -> bytes | None:
    """Return the secret of the device the request came from; no account may know it."""
    try:
        secret = from_text(request.cookies.get(_name("kept-device"), ""))
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None


def set_device_cookie(response: Response, secret: bytes) -> None:
    """Send the secret by which an account knows this device from now on."""
    _set(response, "kept-device", to_text(secret), DEVICE_LIFE)


def clear_device_cookie(response: Response) -> None:
    """Let the browser forget that an account knows it."""
    _set(response, "kept-device", "", timedelta(0))


def clear_provider_cookies(response: Response) -> None:
    """Let nobody after this person sign in by what the provider said of them."""
    for name in (FLOW_COOKIE, PROOF_COOKIE):
        _set(response, name, "", timedelta(0))


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
