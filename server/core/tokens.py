"""Secrets made by the server, and the base64url in which byte strings travel.

>>> to_text(from_text("_wA"))
'_wA'
"""

import base64
import binascii
import hashlib
import secrets

SECRET_BYTES = 32


def mint_secret() -> bytes:
    """Return 256 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def digest(secret: bytes) -> bytes:
    """Return what the database keeps of a random secret: no salt is needed, for nobody can guess one."""
    return hashlib.sha256(secret).digest()


def to_text(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """Return the bytes; raises ValueError for anything but the one way to write them."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("It is not base64url.") from error
    if to_text(data) != text:
        raise ValueError("It is not base64url without padding.")
    return data
