"""The two cookies of a sign-in at the provider. Both are encrypted, so no browser can make or change one.

cookie       from                   to                       SameSite  holds
flow         GET /oidc/start        GET /oidc/callback       Lax       what ties the provider's answer to it
proof        GET /oidc/callback     the app's next request   Strict    who it was

The callback comes from another site, to which a browser would send no strict cookie.
"""

import json
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import NamedTuple, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Response, request

from server.accounts.context import context
from server.accounts.cookies import FLOW_COOKIE, PROOF_COOKIE
from server.core.tokens import from_text, to_text

LIFE = timedelta(minutes=10)
_NONCE_BYTES = 12

Kind = TypeVar("Kind", "Flow", "Proof")


class Flow(NamedTuple):
    """A sign-in that was begun in this browser; `account` is whose session it is for, "" without one."""

    id: str
    purpose: str
    account: str
    state: str
    nonce: str
    verifier: str
    expires_at: float

    @staticmethod
    def shown(now: datetime) -> "Flow | None":
        """Return the one that this request came with."""
        return _shown(Flow, FLOW_COOKIE, now)

    def send(self, response: Response) -> None:
        """Let the browser show it when it comes back."""
        _set(response, FLOW_COOKIE, _sealed(FLOW_COOKIE, self), "Lax")


class Proof(NamedTuple):
    """Who signed in at the provider just now, for one purpose; `identity` is an HMAC in base64url."""

    id: str
    purpose: str
    account: str
    issuer: str
    identity: str
    expires_at: float

    @staticmethod
    def shown(now: datetime) -> "Proof | None":
        """Return the one that this request came with."""
        return _shown(Proof, PROOF_COOKIE, now)

    def send(self, response: Response) -> None:
        """Let the app show it with its next request."""
        _set(response, PROOF_COOKIE, _sealed(PROOF_COOKIE, self), "Strict")


def forget_flow(response: Response) -> None:
    """Take the flow from the browser."""
    _set(response, FLOW_COOKIE, "", "Lax", timedelta(0))


def forget_proof(response: Response) -> None:
    """Take the proof from the browser."""
    _set(response, PROOF_COOKIE, "", "Strict", timedelta(0))


def _shown(kind: type[Kind], name: str, now: datetime) -> Kind | None:
    try:
        data = from_text(request.cookies.get(_name(name), ""))
        plaintext = _cipher().decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], name.encode())
        found = kind(**json.loads(plaintext))
    except (ValueError, TypeError, InvalidTag):
        return None
    return found if now.timestamp() < found.expires_at else None


def _sealed(name: str, value: Flow | Proof) -> str:
    nonce = token_bytes(_NONCE_BYTES)
    plaintext = json.dumps(value._asdict()).encode()
    return to_text(nonce + _cipher().encrypt(nonce, plaintext, name.encode()))


def _cipher() -> AESGCM:
    return AESGCM(context().keyed_digest("provider cookie", b""))


def _name(name: str) -> str:
    return f"__Host-{name}" if context().settings.is_https else name


def _set(response: Response, name: str, value: str, same_site: str, life: timedelta = LIFE) -> None:
    response.set_cookie(
        _name(name),
        value,
        max_age=life,
        path="/",
        secure=context().settings.is_https,
        httponly=True,
        samesite=same_site,
    )
