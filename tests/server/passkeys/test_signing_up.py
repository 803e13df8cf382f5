"""Signing up by passkey: one press, no password."""

from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.clocks import SteppingClock
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.passkeys import PRESENT, Passkey, ask, sign_in_body, sign_up_body
from tests.factories.people import Person, invitation, json_of, sealed, secret_of

PATH = "/api/accounts/passkey"
ERIN = {"account": sha256(b"erin").hexdigest()[:32], "recovery_secret": secret_of("recovery of erin")}


def test_it_makes_an_account_without_a_password(client: FlaskClient) -> None:
    answer = json_of(client.post(PATH, json=sign_up_body(client, Passkey())), 201)

    assert answer["wraps"] == {"password": None, "recovery": sealed("recovery wrap of erin")}
    assert answer["ways_in"] == {"password": False, "passkeys": 1, "provider": False}
    assert json_of(client.get("/api/sessions/current"))["username"] == "erin"


def test_the_passkey_signs_in_without_a_name(client: FlaskClient, app: Flask) -> None:
    passkey = Passkey()
    client.post(PATH, json=sign_up_body(client, passkey))
    phone = app.test_client()

    answer = json_of(phone.post("/api/sessions/passkey", json=sign_in_body(phone, passkey)), 201)

    assert (answer["username"], answer["wrap"]) == ("erin", sealed("wrap of erin"))


def test_no_password_opens_it(client: FlaskClient, app: Flask) -> None:
    client.post(PATH, json=sign_up_body(client, Passkey()))
    body = {"username": "erin", "auth_secret": secret_of("a guess")}

    assert app.test_client().post("/api/sessions", json=body).status_code == 401


def test_the_salt_of_the_name_is_as_before(client: FlaskClient) -> None:
    before = json_of(client.post("/api/kdf", json={"username": "erin"}))
    answer = json_of(client.post(PATH, json=sign_up_body(client, Passkey())), 201)

    assert json_of(client.post("/api/kdf", json={"username": "erin"})) == before == answer["kdf"]


def test_sent_again_it_signs_in(client: FlaskClient, app: Flask) -> None:
    body = sign_up_body(client, Passkey())
    first = json_of(client.post(PATH, json=body), 201)

    again = json_of(app.test_client().post(PATH, json=body), 201)

    assert again["account"] == first["account"]
    assert again["ways_in"] == first["ways_in"]


@pytest.mark.parametrize("changes", [{"recovery_secret": secret_of("of somebody else")}, {}])
def test_the_id_of_an_account_does_not_open_it(client: FlaskClient, changes: dict[str, str]) -> None:
    client.post(PATH, json=sign_up_body(client, Passkey()))
    token = invitation(client)
    body = sign_up_body(client, Passkey(), "frank", invite=token, **changes)
    body["account"] = ERIN["account"]
    if not changes:  # the recovery key is right, the passkey another one
        body["recovery_secret"] = ERIN["recovery_secret"]

    assert json_of(client.post(PATH, json=body), 409)["code"] == "account_taken"


def test_a_taken_name_is_told_before_a_passkey_is_made(alice: Person) -> None:
    body = {"account": "e" * 32, "username": "alice", "invite": invitation(alice.client)}

    answer = json_of(alice.client.post(f"{PATH}/options", json=body), 409)

    assert answer["code"] == "username_taken"


def test_without_an_invitation_nothing_begins(alice: Person) -> None:
    body = {"account": "e" * 32, "username": "alice", "invite": None}

    assert json_of(alice.client.post(f"{PATH}/options", json=body), 403)["code"] == "invite_not_valid"


def test_an_invitation_lets_one_in(alice: Person, app: Flask) -> None:
    token = invitation(alice.client)
    bodies = [sign_up_body(app.test_client(), Passkey(), name, invite=token) for name in ("erin", "frank")]

    statuses = [app.test_client().post(PATH, json=body).status_code for body in bodies]

    assert statuses == [201, 403]


def test_an_answer_counts_for_five_minutes(client: FlaskClient, clock: SteppingClock) -> None:
    body = sign_up_body(client, Passkey())
    clock.advance(minutes=5)

    assert json_of(client.post(PATH, json=body), 403)["code"] == "passkey_refused"
    assert json_of(client.get("/api/signup"))["mode"] == "first"


@pytest.mark.parametrize(
    "passkey",
    [
        pytest.param(Passkey(flags=PRESENT), id="nobody was verified"),
        pytest.param(Passkey(origin="http://localhost:8001"), id="made for another port"),
        pytest.param(Passkey(origin="https://localhost:8000"), id="made for another scheme"),
        pytest.param(Passkey(host="example.org"), id="made for another host"),
        pytest.param(Passkey(client={"type": "webauthn.get"}), id="another kind of answer"),
        pytest.param(Passkey(client={"challenge": "AAAA"}), id="another challenge"),
        pytest.param(Passkey(client={"crossOrigin": True}), id="from a frame of another site"),
        pytest.param(Passkey(client={"topOrigin": "https://example.org"}), id="from within another site"),
    ],
)
def test_what_is_not_right_makes_no_account(client: FlaskClient, passkey: Passkey) -> None:
    answer = json_of(client.post(PATH, json=sign_up_body(client, passkey)), 403)

    assert answer["code"] == "passkey_refused"
    assert json_of(client.get("/api/signup"))["mode"] == "first"


def test_another_id_than_the_credentials_is_refused(client: FlaskClient) -> None:
    body = sign_up_body(client, Passkey())
    body["credential"]["id"] = "AAAA"

    assert client.post(PATH, json=body).status_code == 403


def test_it_is_made_for_the_host_of_public_url(
    app: Flask, make_settings: MakeSettings, make_app: MakeApp
) -> None:
    variables = {"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"], "SIGNUP": "open"}
    there = make_app(make_settings(**variables, PUBLIC_URL="https://kept.example.org:8443"))
    client = there.test_client()
    client.environ_base["HTTP_HOST"] = "kept.example.org:8443"
    token = invitation(client, "set_up")

    question = ask(client, "accounts/passkey", {"account": "e" * 32, "username": "erin", "invite": token})

    assert question["options"]["rp"] == {"id": "kept.example.org", "name": "Kept"}
    selection = question["options"]["authenticatorSelection"]
    assert (selection["residentKey"], selection["userVerification"]) == ("required", "required")


def test_trying_names_is_limited_as_at_sign_up(alice: Person, app: Flask) -> None:
    token = invitation(alice.client)
    visitor = app.test_client()
    body = {"account": "e" * 32, "username": "alice", "invite": token}

    statuses = [visitor.post(f"{PATH}/options", json=body).status_code for _ in range(11)]

    assert statuses == [409] * 10 + [429]


def test_both_wraps_hold_one_key(client: FlaskClient) -> None:
    body = sign_up_body(client, Passkey(), wrap=sealed("of another", key="fedcba9876543210"))

    assert json_of(client.post(PATH, json=body), 409)["code"] == "key_changed"
    assert json_of(client.get("/api/signup"))["mode"] == "first"
