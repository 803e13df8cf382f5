"""An authenticator in software: it makes passkeys and answers with them as one in a phone does."""

import hashlib
import json
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from flask.testing import FlaskClient

from server.core.tokens import from_text, to_text
from tests.factories.people import json_of, sealed, secret_of

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, SYNCABLE, SYNCED, WITH_KEY = 0x01, 0x04, 0x08, 0x10, 0x40
Json = dict[str, Any]


@dataclass
class Passkey:
    """One credential, in the hands of its person."""

    host: str = "localhost"
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    client: Json = field(default_factory=dict)
    """Changes of what the browser says of the request."""
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: token_bytes(16))
    user_handle: bytes = field(default_factory=lambda: token_bytes(32))

    def create(self, options: Json) -> Json:
        """Answer the options of a new passkey, in the form that the server takes."""
        self.user_handle = from_text(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._authenticator_data(self.flags | WITH_KEY) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return {
            "id": to_text(self.id),
            "client_data": to_text(self._client_data("webauthn.create", options)),
            "attestation": to_text(attestation),
            "transports": ["internal", "hybrid", "unheard-of"],
        }

    def answer(self, options: Json) -> Json:
        """Answer the options of a sign-in."""
        self.count += 1
        data = self._authenticator_data(self.flags)
        client_data = self._client_data("webauthn.get", options)
        signed = data + hashlib.sha256(client_data).digest()
        return {
            "id": to_text(self.id),
            "client_data": to_text(client_data),
            "authenticator_data": to_text(data),
            "signature": to_text(self.key.sign(signed, ec.ECDSA(SHA256()))),
            "user_handle": to_text(self.user_handle),
        }

    def _authenticator_data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client_data(self, kind: str, options: Json) -> bytes:
        data = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps({**data, **self.client}).encode()


def ask(client: FlaskClient, path: str, body: Json | None = None) -> Json:
    """Return the question of one of the routes that end in `/options`."""
    return json_of(client.post(f"/api/{path}/options", json=body if body is not None else {}))


def sign_up_body(client: FlaskClient, passkey: Passkey, username: str = "erin", **changes: Any) -> Json:  # noqa: ANN401 - whatever JSON can hold
    """Return the body of a sign-up by this passkey."""
    who = {"account": hashlib.sha256(username.encode()).hexdigest()[:32], "username": username}
    who |= {"invite": changes.pop("invite", None)}
    question = ask(client, "accounts/passkey", who)
    return {
        **who,
        "recovery_secret": secret_of(f"recovery of {username}"),
        "recovery_wrap": sealed(f"recovery wrap of {username}"),
        "challenge": question["challenge"],
        "credential": passkey.create(question["options"]),
        "wrap": sealed(f"wrap of {username}"),
        **changes,
    }


def mangle(text: str, where: float, into: bytes) -> str:
    """Replace one byte by these, somewhere between the beginning (0) and the end (1)."""
    whole = from_text(text)
    at = int(where * (len(whole) - 1))
    return to_text(whole[:at] + into + whole[at + 1 :])


def add(client: FlaskClient, passkey: Passkey, wrap: str | None = None) -> str:
    """Add a passkey to the account that is signed in, and return its id."""
    question = ask(client, "passkeys")
    body = {
        "challenge": question["challenge"],
        "credential": passkey.create(question["options"]),
        "wrap": wrap,
    }
    return str(json_of(client.post("/api/passkeys", json=body), 201)["id"])


def sign_in_body(client: FlaskClient, passkey: Passkey) -> Json:
    """Return the body of a sign-in by this passkey."""
    question = ask(client, "sessions/passkey")
    return {"challenge": question["challenge"], "credential": passkey.answer(question["options"])}
