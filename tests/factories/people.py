"""People who sign up and in as the app does, with secrets made from their name instead of a password."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.accounts.context import current_time
from server.accounts.signup import mint_invitation
from server.core.tokens import to_text

DATA_KEY = "0123456789abcdef"
"""The id of everybody's first data key."""
KDF = {"salt": to_text(bytes(range(16))), "rounds": 600_000}


@dataclass
class Person:
    """Somebody with an account, at the device they last signed in on."""

    client: FlaskClient
    account: str
    username: str
    auth_secret: str
    recovery_secret: str
    session: str


def secret_of(words: str) -> str:
    """Return 32 bytes, as they travel."""
    return to_text(sha256(words.encode()).digest())


def sealed(words: str, steps: int = 1, *, key: str = DATA_KEY) -> str:
    """Return something in the form of a sealed value that holds these words no more than a real one."""
    ciphertext = sha256(words.encode()).digest() * (2 * steps) + bytes(16)
    return f"v1.{key}.{to_text(bytes(12))}.{to_text(ciphertext)}"


def sign_up_body(username: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON can hold
    return {
        "account": sha256(username.encode()).hexdigest()[:32],
        "username": username,
        "auth_secret": secret_of(f"password of {username}"),
        "kdf": KDF,
        "wrap": sealed(f"wrap of {username}"),
        "recovery_secret": secret_of(f"recovery of {username}"),
        "recovery_wrap": sealed(f"recovery wrap of {username}"),
        "invite": None,
        **changes,
    }


def invitation(client: FlaskClient, kind: str = "sign_up") -> str:
    """Return the token of a new invitation."""
    with client.application.app_context():
        return mint_invitation(kind, current_time()).rpartition("#")[2]


def sign_up(client: FlaskClient, username: str) -> Person:
    """Make an account, with an invitation where one is needed, and stay signed in."""
    mode = json_of(client.get("/api/signup"))["mode"]
    kinds = {"invite": "sign_up", "set_up": "set_up"}
    body = sign_up_body(username, invite=invitation(client, kinds[mode]) if mode in kinds else None)
    answer = json_of(client.post("/api/accounts", json=body), 201)
    return Person(
        client=client,
        account=answer["account"],
        username=username,
        auth_secret=body["auth_secret"],
        recovery_secret=body["recovery_secret"],
        session=answer["session"],
    )


def sign_in(client: FlaskClient, person: Person) -> Person:
    """Sign the person in on one more device."""
    body = {"username": person.username, "auth_secret": person.auth_secret}
    answer = json_of(client.post("/api/sessions", json=body), 201)
    return Person(**{**vars(person), "client": client, "session": answer["session"]})


def json_of(response: TestResponse, status: int = 200) -> dict[str, Any]:
    """Return the body of an answer that must have this status."""
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.get_json()
    return body
