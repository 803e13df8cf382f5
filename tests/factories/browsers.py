"""A browser's side of Web Push: it makes keys, subscribes, and can read what is sent to it."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.core.tokens import to_text

Json = dict[str, Any]


@dataclass
class Browser:
    """One subscription at a push service."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes in"

    @property
    def p256dh(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def to_json(self) -> Json:
        """What `PushSubscription.toJSON()` gives."""
        keys = {"p256dh": to_text(self.p256dh), "auth": to_text(self.auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def read(self, body: bytes) -> Json:
        """Decrypt what a push service was given for it (RFC 8291, written from the text of that)."""
        salt, size, sender, sealed = body[:16], int.from_bytes(body[16:20]), body[21:86], body[86:]
        assert len(body) <= size == 4096
        secret = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        input_key = _derive(secret, self.auth, b"WebPush: info\0" + self.p256dh + sender, 32)
        key = _derive(input_key, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(input_key, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None)
        payload, _, padding = padded.rpartition(b"\x02")
        assert padding.strip(b"\0") == b""
        message: Json = orjson.loads(payload)
        return message


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
