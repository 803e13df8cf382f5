"""Signing in and stepping up by passkey."""

from ipaddress import IPv4Address
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from server.accounts.context import current_time
from server.accounts.models import PASSKEY, PASSKEY_CHALLENGE
from server.accounts.reset import mint_reset_link
from server.accounts.store import find_by_id
from server.core.db import read_transaction
from server.core.tokens import to_text
from tests.factories.clocks import SteppingClock
from tests.factories.passkeys import PRESENT, SYNCABLE, VERIFIED, Passkey, add, ask, mangle, sign_in_body
from tests.factories.people import KDF, Person, json_of, sealed, secret_of

PATH = "/api/sessions/passkey"
STEP_UP = "/api/sessions/current/step-up/passkey"


@pytest.fixture
def passkey(alice: Person) -> Passkey:
    """One of Alice's, who has a password too."""
    made = Passkey()
    add(alice.client, made, sealed("wrap"))
    return made


def code_of(client: FlaskClient, body: dict[str, Any], path: str = PATH) -> tuple[int, str]:
    response = client.post(path, json=body)
    return response.status_code, json_of(response, response.status_code)["code"]


def test_it_signs_in_stepped_up(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()

    answer = json_of(phone.post(PATH, json=sign_in_body(phone, passkey)), 201)

    assert (answer["username"], answer["wrap"]) == ("alice", sealed("wrap"))
    assert answer["ways_in"] == {"password": True, "passkeys": 1, "provider": False}
    assert phone.post("/api/passkeys/options").status_code == 200


def test_a_challenge_is_answered_once(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()
    body = sign_in_body(phone, passkey)
    json_of(phone.post(PATH, json=body), 201)

    assert code_of(phone, body) == (403, "passkey_refused")


def test_a_refused_answer_uses_the_challenge_up(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()
    body = sign_in_body(phone, passkey)
    wrong = {**body, "credential": {**body["credential"], "signature": "AAAA"}}

    assert code_of(phone, wrong) == (403, "passkey_refused")
    assert code_of(phone, body) == (403, "passkey_refused")


def test_a_challenge_is_for_one_purpose_and_one_session(passkey: Passkey, alice: Person, bob: Person) -> None:
    for_alice = ask(alice.client, "sessions/current/step-up/passkey")
    body = {"challenge": for_alice["challenge"], "credential": passkey.answer(for_alice["options"])}

    assert code_of(bob.client, body) == (403, "passkey_refused")
    assert code_of(bob.client, body, STEP_UP) == (403, "passkey_refused")
    json_of(alice.client.post(STEP_UP, json=body))


def test_a_challenge_counts_for_five_minutes(passkey: Passkey, app: Flask, clock: SteppingClock) -> None:
    phone = app.test_client()
    late, in_time = sign_in_body(phone, passkey), sign_in_body(phone, passkey)
    clock.advance(minutes=4, seconds=59)
    json_of(phone.post(PATH, json=in_time), 201)
    clock.advance(seconds=1)

    assert code_of(phone, late) == (403, "passkey_refused")
    sign_in_body(phone, passkey)
    with app.app_context(), read_transaction() as connection:
        assert len(connection.execute(select(PASSKEY_CHALLENGE)).all()) == 1


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("flags", PRESENT),
        ("flags", VERIFIED),
        ("flags", PRESENT | VERIFIED | SYNCABLE),
        ("origin", "http://localhost:8001"),
        ("host", "example.org"),
        ("client", {"type": "webauthn.create"}),
        ("client", {"challenge": "AAAA"}),
        ("client", {"crossOrigin": True}),
        ("client", {"topOrigin": "https://example.org"}),
    ],
)
def test_what_is_not_right_signs_nobody_in(
    passkey: Passkey, app: Flask, attribute: str, value: object
) -> None:
    phone = app.test_client()
    setattr(passkey, attribute, value)

    assert code_of(phone, sign_in_body(phone, passkey)) == (403, "passkey_refused")
    assert phone.get_cookie("kept") is None


def test_another_key_under_the_same_id_signs_nobody_in(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()
    forged = Passkey(id=passkey.id, user_handle=passkey.user_handle)

    assert code_of(phone, sign_in_body(phone, forged)) == (403, "passkey_refused")


def test_an_unknown_passkey_is_called_unknown(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()

    for stranger in (Passkey(), Passkey(user_handle=passkey.user_handle)):
        assert code_of(phone, sign_in_body(phone, stranger)) == (401, "passkey_unknown")


@pytest.mark.parametrize("handle", [None, to_text(bytes(32))])
def test_an_answer_must_name_the_account(passkey: Passkey, app: Flask, handle: str | None) -> None:
    phone = app.test_client()
    body = sign_in_body(phone, passkey)
    body["credential"]["user_handle"] = handle

    assert code_of(phone, body) == (401, "passkey_unknown")


def test_the_same_id_in_two_accounts_opens_each_by_its_own_key(
    passkey: Passkey, bob: Person, app: Flask
) -> None:
    twin = Passkey(id=passkey.id)
    add(bob.client, twin)
    phone = app.test_client()

    for mine, name in ((passkey, "alice"), (twin, "bob")):
        assert json_of(phone.post(PATH, json=sign_in_body(phone, mine)), 201)["username"] == name


def test_a_removed_passkey_is_unknown(passkey: Passkey, alice: Person, app: Flask) -> None:
    (listed,) = json_of(alice.client.get("/api/passkeys"))["passkeys"]
    assert alice.client.delete(f"/api/passkeys/{listed['id']}").status_code == 204
    phone = app.test_client()

    assert code_of(phone, sign_in_body(phone, passkey)) == (401, "passkey_unknown")


def test_it_counts_and_a_count_that_went_back_does_not_lock_out(passkey: Passkey, app: Flask) -> None:
    phone = app.test_client()
    for count in (6, 2):
        passkey.count = count
        json_of(phone.post(PATH, json=sign_in_body(phone, passkey)), 201)
        with app.app_context(), read_transaction() as connection:
            assert connection.scalar(select(PASSKEY.c.sign_count)) == count + 1


def test_it_steps_up(passkey: Passkey, alice: Person, clock: SteppingClock) -> None:
    clock.advance(minutes=6)
    assert alice.client.post("/api/passkeys/options").status_code == 403
    question = ask(alice.client, "sessions/current/step-up/passkey")
    assert [one["id"] for one in question["options"]["allowCredentials"]] == [to_text(passkey.id)]
    body = {"challenge": question["challenge"], "credential": passkey.answer(question["options"])}

    answer = json_of(alice.client.post(STEP_UP, json=body))

    assert answer["wrap"] == sealed("wrap")
    assert alice.client.post("/api/passkeys/options").status_code == 200


def test_a_passkey_of_somebody_else_steps_nobody_up(passkey: Passkey, bob: Person) -> None:
    question = ask(bob.client, "sessions/current/step-up/passkey")
    body = {"challenge": question["challenge"], "credential": passkey.answer(question["options"])}

    assert code_of(bob.client, body, STEP_UP) == (403, "passkey_refused")


@pytest.mark.parametrize("where", ["body", "credential"])
def test_the_secret_of_a_passkey_is_refused(passkey: Passkey, app: Flask, where: str) -> None:
    """A browser's toJSON() has it in `clientExtensionResults`: it opens the data key."""
    phone = app.test_client()
    body = sign_in_body(phone, passkey)
    secret = {"clientExtensionResults": {"prf": {"results": {"first": "A" * 43}}}}
    (body if where == "body" else body["credential"]).update(secret)

    assert code_of(phone, body) == (422, "invalid")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    part=st.sampled_from(["client_data", "authenticator_data", "signature"]),
    where=st.floats(0, 1),
    into=st.binary(max_size=3),
)
def test_mangled_answers_are_refused_and_never_a_fault(
    passkey: Passkey, app: Flask, part: str, where: float, into: bytes
) -> None:
    phone = app.test_client()
    phone.environ_base["REMOTE_ADDR"] = str(IPv4Address(int(where * 2**32) % 2**32))
    body = sign_in_body(phone, passkey)
    mangled = mangle(body["credential"][part], where, into)
    is_same, body["credential"][part] = mangled == body["credential"][part], mangled

    assert phone.post(PATH, json=body).status_code == (201 if is_same else 403)


def test_a_reset_link_leaves_passkeys_that_sign_in_and_open_nothing(
    passkey: Passkey, alice: Person, app: Flask
) -> None:
    with app.app_context():
        account = find_by_id(alice.account)
        assert account is not None
        link = mint_reset_link(account, current_time())
    token = link.rpartition("#")[2].partition(".")[0]
    body = {"token": token, "auth_secret": secret_of("new"), "kdf": KDF}
    json_of(app.test_client().post("/api/sessions/reset", json=body), 201)
    phone = app.test_client()

    assert json_of(phone.post(PATH, json=sign_in_body(phone, passkey)), 201)["wrap"] is None


def test_questions_within_a_session_are_limited(passkey: Passkey, alice: Person, app: Flask) -> None:
    del passkey
    path = "/api/sessions/current/step-up/passkey/options"

    statuses = [alice.client.post(path, json={}).status_code for _ in range(12)]

    assert statuses == [200] * 10 + [429] * 2
    with app.app_context(), read_transaction() as connection:
        assert len(connection.execute(select(PASSKEY_CHALLENGE)).all()) == 10
