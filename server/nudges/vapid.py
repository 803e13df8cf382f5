"""The key by which push services know this server. Who loses it loses every subscription made with it."""

import os
from pathlib import Path
from secrets import token_hex

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

KEY_FILE = "vapid.pem"


class VapidKeyError(Exception):
    """The file holds no key; the text says which file, and what to do."""


def read_or_make_key(data_dir: Path) -> ec.EllipticCurvePrivateKey:
    """Return the server's key, made at the first start; raises VapidKeyError.

    Whichever process is first makes it, and the others read it: a link cannot be made twice.
    """
    path = data_dir / KEY_FILE
    if not path.exists():
        _make_key(path)
    return _read_key(path)


def public_key_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the 65 bytes that browsers take as `applicationServerKey`."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _make_key(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    draft = path.with_name(f"{KEY_FILE}.{token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(descriptor)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was faster: its key counts
    finally:
        draft.unlink()


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise VapidKeyError(f"{path} cannot be read as a key. Restore it from a backup") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise VapidKeyError(f"{path} holds another kind of key than P-256. Restore it from a backup")
    return key
