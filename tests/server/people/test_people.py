"""/api/people: what the server's owner sees and does there, and that nobody else finds it."""

from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.core.db import read_transaction
from server.ledger.store import FEED
from tests.factories.clocks import SteppingClock
from tests.factories.couple import sharer
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import KDF, Person, json_of, secret_of, sign_in, sign_up_body
from tests.factories.statements import statements

PEOPLE = "/api/people"
DISABLED = {"is_disabled": True}
BOBS = f"{PEOPLE}/{sign_up_body('bob')['account']}"


class Asked(NamedTuple):
    """One thing to ask, which is about Bob."""

    method: str
    path: str
    body: object = None

    def of(self, client: FlaskClient) -> TestResponse:
        return client.open(self.path, method=self.method, json=self.body)


CHANGES = [
    Asked("POST", f"{PEOPLE}/invites", {}),
    Asked("POST", f"{BOBS}/reset-link", {}),
    Asked("PATCH", BOBS, DISABLED),
    Asked("DELETE", BOBS),
]


def test_it_shows_names_days_and_quotas_and_nothing_else(
    alice: Person, bob: Person, clock: SteppingClock, app: Flask
) -> None:
    sharer(bob, clock, "tea", "walk")
    with app.app_context(), read_transaction() as connection:
        stored = connection.scalar(select(FEED.c.stored_bytes).where(FEED.c.account_id == bob.account))

    answer = json_of(alice.client.get(PEOPLE))

    of_both = {"created_on": "2026-03-02", "is_disabled": False}
    assert stored is not None
    assert answer == {
        "max_things": 500_000,
        "max_bytes": 100_000_000,
        "people": [
            {**of_both, "account": alice.account, "username": "alice", "is_owner": True}
            | {"things": 0, "stored_bytes": 0},
            {**of_both, "account": bob.account, "username": "bob", "is_owner": False}
            | {"things": 2, "stored_bytes": stored},
        ],
    }


def test_the_session_says_who_is_the_owner(alice: Person, bob: Person) -> None:
    sessions = [json_of(who.client.get("/api/sessions/current")) for who in (alice, bob)]

    assert [session["is_owner"] for session in sessions] == [True, False]


def test_it_asks_one_thing_of_the_database_however_many_they_are(
    app: Flask, alice: Person, bob: Person, charlie: Person
) -> None:
    with statements(app) as asked:
        json_of(alice.client.get(PEOPLE))

    assert len([one for one in asked if one.startswith("SELECT")]) == 3  # the session, its account, the list


@pytest.mark.parametrize("asked", [Asked("GET", PEOPLE), *CHANGES])
@pytest.mark.parametrize("who", ["bob", "nobody"])
def test_to_everybody_else_it_is_an_unknown_address(
    app: Flask, alice: Person, bob: Person, asked: Asked, who: str
) -> None:
    client = bob.client if who == "bob" else app.test_client()

    answer, unknown = asked.of(client), asked._replace(path="/api/nowhere").of(client)

    assert (answer.status_code, answer.data) == (404, unknown.data)
    assert list(answer.headers) == list(unknown.headers)
    assert json_of(alice.client.get(PEOPLE))["people"][1]["is_disabled"] is False


@pytest.mark.parametrize("asked", CHANGES)
def test_what_changes_something_needs_the_password(
    alice: Person, bob: Person, clock: SteppingClock, asked: Asked
) -> None:
    clock.advance(minutes=5)

    assert json_of(asked.of(alice.client), 403)["code"] == "step_up"
    assert [person["username"] for person in json_of(alice.client.get(PEOPLE))["people"]] == ["alice", "bob"]
    assert bob.client.get("/api/sessions/current").status_code == 200


def test_an_invitation_lets_one_person_in(alice: Person, app: Flask) -> None:
    answer = json_of(alice.client.post(f"{PEOPLE}/invites", json={}), 201)
    address, _, token = answer["link"].partition("#")

    assert address == "http://localhost:8000/join"
    assert answer["expires_at"] == "2026-03-09T12:00:00+00:00"
    guests = [sign_up_body(name, invite=token) for name in ("bob", "charlie")]
    statuses = [app.test_client().post("/api/accounts", json=guest).status_code for guest in guests]
    assert statuses == [201, 403]


def test_where_sign_up_is_closed_there_is_no_invitation(
    app: Flask, alice: Person, make_settings: MakeSettings, make_app: MakeApp, clock: SteppingClock
) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    closed = make_app(make_settings(DATABASE_URL=url, SIGNUP="closed"), clock)

    answer = sign_in(closed.test_client(), alice).client.post(f"{PEOPLE}/invites", json={})

    assert json_of(answer, 403)["code"] == "sign_up_closed"


def test_a_reset_link_sets_a_new_password(alice: Person, bob: Person, app: Flask) -> None:
    answer = json_of(alice.client.post(f"{PEOPLE}/{bob.account}/reset-link", json={}), 201)
    address, _, code = answer["link"].partition("#")

    assert (address, answer["expires_at"]) == ("http://localhost:8000/reset", "2026-03-02T13:00:00+00:00")
    body = {"token": code.partition(".")[0], "auth_secret": secret_of("new"), "kdf": KDF}
    assert json_of(app.test_client().post("/api/sessions/reset", json=body), 201)["username"] == "bob"
    assert bob.client.get("/api/sessions/current").status_code == 401


def test_an_account_is_disabled_and_enabled_again(alice: Person, bob: Person, app: Flask) -> None:
    address = f"{PEOPLE}/{bob.account}"

    assert alice.client.patch(address, json=DISABLED).status_code == 204

    assert bob.client.get("/api/sessions/current").status_code == 401
    assert json_of(alice.client.get(PEOPLE))["people"][1]["is_disabled"] is True
    assert alice.client.patch(address, json={"is_disabled": False}).status_code == 204
    sign_in(app.test_client(), bob)


def test_an_account_is_deleted(alice: Person, bob: Person) -> None:
    assert alice.client.delete(f"{PEOPLE}/{bob.account}").status_code == 204

    assert [person["username"] for person in json_of(alice.client.get(PEOPLE))["people"]] == ["alice"]
    assert bob.client.get("/api/sessions/current").status_code == 401
    assert alice.client.delete(f"{PEOPLE}/{bob.account}").status_code == 404


def test_the_owners_own_account_is_left_alone(alice: Person) -> None:
    address = f"{PEOPLE}/{alice.account}"

    answers = [alice.client.patch(address, json=DISABLED), alice.client.delete(address)]

    assert [json_of(answer, 409)["code"] for answer in answers] == ["owners_account"] * 2
    assert alice.client.get(PEOPLE).status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"is_disabled": "yes"}, {"is_disabled": 1}, {"is_disabled": None}, {**DISABLED, "more": 1}]
)
def test_a_body_of_another_form_changes_nothing(alice: Person, bob: Person, body: object) -> None:
    answer = alice.client.patch(f"{PEOPLE}/{bob.account}", json=body)

    assert json_of(answer, 422)["code"] == "invalid"
    assert bob.client.get("/api/sessions/current").status_code == 200
