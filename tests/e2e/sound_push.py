"""What every push service checks of a sender: RFC 8030 (TTL, Topic), 8188 (aes128gcm) and 8292 (VAPID)."""

import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

MAX_BYTES = 4096
MAX_TOPIC_CHARACTERS = 32
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Sent:
    """One push as the sender gave it."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def judge(headers: Mapping[str, str], body: bytes, *, key: str | None, origin: str) -> int:
    """Give the status for a push to a subscription that was made for `key`; names are in small letters."""
    if not headers.get("ttl", "").isdigit() or len(headers.get("topic", "")) > MAX_TOPIC_CHARACTERS:
        return HTTPStatus.BAD_REQUEST
    if len(body) > MAX_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if headers.get("content-encoding") != "aes128gcm":
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.CREATED if _is_signed(headers, key, origin) else HTTPStatus.FORBIDDEN


def _is_signed(headers: Mapping[str, str], wanted: str | None, origin: str) -> bool:
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if wanted is None or scheme.lower() != "vapid" or _bytes(parts["k"]) != _bytes(wanted):
        return False
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(parts["k"]))
    try:
        claims = jwt.decode(parts["t"], key, algorithms=["ES256"], audience=origin)
    except jwt.PyJWTError:
        return False
    is_brief = claims["exp"] <= time.time() + DAY_SECONDS
    return is_brief and str(claims.get("sub", "")).startswith(("mailto:", "https:"))


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
