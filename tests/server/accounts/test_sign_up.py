"""POST /api/accounts and GET /api/signup: who may become somebody here, and once only."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts.context import current_time
from server.accounts.models import ACCOUNT
from server.accounts.signup import mint_invitation
from server.core.db import read_transaction
from tests.factories.clocks import SteppingClock
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import DATA_KEY, KDF, Person, invitation, json_of, sealed, secret_of, sign_up_body

MakeClient = Callable[..., FlaskClient]

HTTPS = "https://kept.example.org"
UNKNOWN_INVITE = secret_of("a guess")


def refusal(client: FlaskClient, body: dict[str, Any]) -> tuple[int, str]:
    response = client.post("/api/accounts", json=body)
    assert response.json is not None
    return response.status_code, response.json["code"]


def mode_of(client: FlaskClient) -> str:
    mode: str = json_of(client.get("/api/signup"))["mode"]
    return mode


@pytest.fixture
def make_client(
    app: Flask, make_settings: MakeSettings, make_app: MakeApp, clock: SteppingClock
) -> MakeClient:
    """Clients of the same database under other settings."""

    def make(**variables: str) -> FlaskClient:
        url = app.config["SQLALCHEMY_DATABASE_URI"]
        return make_app(make_settings(DATABASE_URL=url, **variables), clock).test_client()

    return make


def test_the_first_account_on_ones_own_machine_needs_nothing(client: FlaskClient) -> None:
    assert mode_of(client) == "first"

    answer = json_of(client.post("/api/accounts", json=sign_up_body("alice")), 201)

    assert answer | {"session": ""} == {
        "session": "",
        "account": sign_up_body("alice")["account"],
        "username": "alice",
        "is_owner": True,
        "kdf": KDF,
        "wraps": {"password": sealed("wrap of alice"), "recovery": sealed("recovery wrap of alice")},
        "ways_in": {"password": True, "passkeys": 0, "provider": False},
        "key": DATA_KEY,
        "retired": [],
    }
    assert mode_of(client) == "invite"
    assert json_of(client.get("/api/sessions/current")) == answer


@pytest.mark.parametrize("variables", [{"PUBLIC_URL": HTTPS}, {"HOST": "0.0.0.0"}])  # noqa: S104 - that is the point
def test_the_first_account_elsewhere_needs_the_link_of_the_console(
    make_client: MakeClient, variables: dict[str, str]
) -> None:
    client = make_client(**variables, SIGNUP="open")
    ordinary = invitation(client)

    assert mode_of(client) == "set_up"
    for invite in (None, UNKNOWN_INVITE, ordinary):
        body = sign_up_body("alice", invite=invite)
        assert refusal(client, body) == (403, "invite_not_valid")

    body = sign_up_body("alice", invite=invitation(client, "set_up"))
    assert client.post("/api/accounts", json=body).status_code == 201
    assert mode_of(client) == "open"


def test_a_new_start_replaces_the_link_of_the_last_one(make_client: MakeClient) -> None:
    client = make_client(PUBLIC_URL=HTTPS)
    old, new = invitation(client, "set_up"), invitation(client, "set_up")

    assert refusal(client, sign_up_body("alice", invite=old)) == (403, "invite_not_valid")
    assert client.post("/api/accounts", json=sign_up_body("alice", invite=new)).status_code == 201


def test_an_invitation_lets_one_person_in(alice: Person, client: FlaskClient) -> None:
    invite = invitation(client)

    assert client.post("/api/accounts", json=sign_up_body("bob", invite=invite)).status_code == 201
    assert refusal(client, sign_up_body("charlie", invite=invite)) == (403, "invite_not_valid")


def test_used_expired_and_unknown_invitations_answer_alike(
    alice: Person, client: FlaskClient, clock: SteppingClock
) -> None:
    used, expired = invitation(client), invitation(client)
    client.post("/api/accounts", json=sign_up_body("bob", invite=used))
    clock.advance(days=7)

    answers = {
        client.post("/api/accounts", json=sign_up_body("charlie", invite=invite)).get_data()
        for invite in (used, expired, UNKNOWN_INVITE, None)
    }

    assert len(answers) == 1


def test_a_taken_name_is_told_only_to_who_may_sign_up(alice: Person, client: FlaskClient) -> None:
    body = sign_up_body("alice", account="f" * 32)
    invite = invitation(client)

    assert refusal(client, body) == (403, "invite_not_valid")
    assert refusal(client, body | {"invite": invite}) == (409, "username_taken")
    assert client.post("/api/accounts", json=sign_up_body("bob", invite=invite)).status_code == 201


def test_open_takes_everybody_and_closed_nobody(alice: Person, make_client: MakeClient) -> None:
    closed = make_client(SIGNUP="closed")
    invite = invitation(closed)

    assert mode_of(closed) == "closed"
    assert refusal(closed, sign_up_body("bob", invite=invite)) == (403, "sign_up_closed")
    assert make_client(SIGNUP="open").post("/api/accounts", json=sign_up_body("bob")).status_code == 201


def test_the_same_sign_up_sent_again_signs_in(client: FlaskClient) -> None:
    first = json_of(client.post("/api/accounts", json=sign_up_body("alice")), 201)

    again = json_of(client.post("/api/accounts", json=sign_up_body("alice")), 201)

    assert again | {"session": ""} == first | {"session": ""}
    assert json_of(client.get("/api/sessions/current"))["session"] == again["session"]


def test_an_account_and_none_are_refused_alike(alice: Person, app: Flask, count_hashes: list[str]) -> None:
    bodies = [sign_up_body("alice"), sign_up_body("alice", account="f" * 32)]
    for body in bodies:
        body["auth_secret"] = secret_of("wrong")
    tries = [bodies[number % 2] for number in range(20)]
    count_hashes.clear()

    stranger = app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    answers = [stranger.post("/api/accounts", json=body) for body in tries]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429] * 10
    assert len({answer.get_data() for answer in answers}) == 2
    assert len(count_hashes) == 10


def test_the_id_of_somebody_else_is_refused(alice: Person, app: Flask) -> None:
    client = app.test_client()
    body = sign_up_body("charlie", account=alice.account)

    assert refusal(client, body) == (403, "invite_not_valid")
    assert refusal(client, body | {"invite": invitation(client)}) == (409, "account_taken")
    right_password = {"auth_secret": alice.auth_secret, "invite": invitation(client)}
    assert refusal(client, body | right_password) == (409, "account_taken")


def test_only_the_first_is_the_owner(alice: Person, bob: Person, app: Flask) -> None:
    with app.app_context(), read_transaction() as connection:
        owners = connection.scalars(select(ACCOUNT.c.username).where(ACCOUNT.c.is_owner)).all()

    assert owners == ["alice"]


WRONG = [
    {"account": "F" * 32},
    {"account": "f" * 31},
    {"account": "f" * 32 + "\n"},
    {"username": "al"},
    {"username": "a" * 33},
    {"username": "Alice"},
    {"username": "alice\n"},
    {"username": "\u0430lice"},
    {"auth_secret": secret_of("a")[:-1]},
    {"auth_secret": secret_of("a") + "A"},
    {"auth_secret": "+" * 43},
    {"auth_secret": None},
    {"kdf": {"salt": KDF["salt"], "rounds": 599_999}},
    {"kdf": {"salt": KDF["salt"], "rounds": 10_000_001}},
    {"kdf": {"salt": KDF["salt"], "rounds": 600_000.5}},
    {"kdf": {"salt": KDF["salt"], "rounds": "600000"}},
    {"kdf": {"salt": secret_of("a"), "rounds": 600_000}},
    {"wrap": "v1.words"},
    {"wrap": sealed("too long", steps=2)},
    {"wrap": None},
    {"recovery_secret": ""},
    {"recovery_wrap": None},
    {"invite": "short"},
    {"is_owner": True},
    {"auth_hash": "x"},
    {"recovery_hash": "x"},
    {"created_on": "2026-03-02"},
]


@pytest.mark.parametrize("change", WRONG, ids=repr)
def test_it_refuses_what_has_another_form(client: FlaskClient, change: dict[str, Any]) -> None:
    response = client.post("/api/accounts", json=sign_up_body("alice") | change)

    assert response.status_code == 422
    assert response.json is not None
    assert [name.partition(".")[0] for name in response.json["fields"]] == list(change)
    assert mode_of(client) == "first"


def test_the_address_of_an_invitation_keeps_its_token_from_the_server(alice: Person, app: Flask) -> None:
    with app.app_context():
        link = mint_invitation("sign_up", current_time())

    assert link.startswith("http://localhost:8000/join#")
