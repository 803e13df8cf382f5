"""What a device sends when the data key changes."""

from typing import Any

from tests.factories.people import DATA_KEY, KDF, Person, sealed, secret_of

NEW_KEY = "fedcba9876543210"
THIRD_KEY = "00000000000000aa"


def key_change(
    key: str = NEW_KEY,
    expected: str = DATA_KEY,
    **changes: Any,  # noqa: ANN401 - whatever JSON can hold
) -> dict[str, Any]:
    """A change that leaves the password and the other devices alone."""
    return {
        "expected_key": expected,
        "key": key,
        "wraps": {"password": sealed(f"wrap of {key}", key=key), "passkey": None},
        "recovery_secret": secret_of(f"recovery for {key}"),
        "recovery_wrap": sealed(f"recovery wrap of {key}", key=key),
        "retired": [{"key": expected, "wrap": sealed(f"{expected} under {key}", key=key)}],
        "password": None,
        "ends_others": False,
        **changes,
    }


def new_password(words: str = "new") -> dict[str, Any]:
    return {"auth_secret": secret_of(words), "kdf": KDF}


def change_key(person: Person, key: str = NEW_KEY, expected: str = DATA_KEY) -> None:
    """Give the person's account another key, after their password."""
    step_up(person)
    response = person.client.post("/api/account/key", json=key_change(key, expected))
    assert response.status_code == 200, response.text


def step_up(person: Person) -> None:
    body = {"auth_secret": person.auth_secret}
    assert person.client.post("/api/sessions/current/step-up", json=body).status_code == 200
