"""Sessions: how their tokens change, how they end, and what can be done with them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from server.core.db import db
from tests.factories.clocks import SteppingClock
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import KDF, Person, json_of, sealed, secret_of, sign_in, sign_up

CURRENT = "/api/sessions/current"


def token_of(client: FlaskClient, name: str = "kept") -> str:
    cookie = client.get_cookie(name)
    assert cookie is not None
    return cookie.value


def client_with(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("kept", token)
    return client


def status_of(client: FlaskClient) -> int:
    return client.get(CURRENT).status_code


def step_up(person: Person) -> int:
    body = {"auth_secret": person.auth_secret}
    return person.client.post(f"{CURRENT}/step-up", json=body).status_code


@pytest.mark.parametrize(
    ("public_url", "prefix"), [("http://localhost:8000", ""), ("https://localhost", "__Host-")]
)
def test_the_cookies_are_for_this_server_alone(
    app: Flask, make_settings: MakeSettings, make_app: MakeApp, public_url: str, prefix: str
) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    client = make_app(make_settings(DATABASE_URL=url, PUBLIC_URL=public_url)).test_client()
    sign_up(client, "alice")

    for name, days in (("kept", 30), ("kept-device", 365)):
        cookie = client.get_cookie(prefix + name)
        assert cookie is not None
        assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Strict", "/")
        assert (cookie.secure, cookie.max_age, cookie.origin_only) == (bool(prefix), days * 86_400, True)


def test_a_token_serves_a_day_and_then_gives_way(alice: Person, app: Flask, clock: SteppingClock) -> None:
    first = token_of(alice.client)
    clock.advance(hours=23, minutes=59)
    alice.client.get(CURRENT)
    assert token_of(alice.client) == first

    clock.advance(minutes=1)
    alice.client.get(CURRENT)

    assert token_of(alice.client) != first
    assert status_of(alice.client) == 200


def test_everybody_with_the_old_token_gets_the_same_new_one(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    devices = [client_with(app, token_of(alice.client)) for _ in range(5)]
    clock.advance(days=1)

    assert {status_of(device) for device in devices} == {200}
    assert len({token_of(device) for device in devices}) == 1
    clock.advance(days=1)
    late = client_with(app, token_of(alice.client))
    assert status_of(late) == 200
    assert token_of(late) == token_of(devices[0])


def test_the_old_token_lives_until_the_new_one_is_used_and_a_minute_longer(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    old = token_of(alice.client)
    clock.advance(days=1)
    alice.client.get(CURRENT)
    clock.advance(hours=23)
    assert status_of(client_with(app, old)) == 200

    assert status_of(alice.client) == 200
    clock.advance(seconds=59)
    assert status_of(client_with(app, old)) == 200
    clock.advance(seconds=1)

    assert status_of(client_with(app, old)) == 401
    assert status_of(alice.client) == 200


def test_a_session_ends_after_thirty_idle_days(alice: Person, clock: SteppingClock) -> None:
    clock.advance(days=30)

    assert status_of(alice.client) == 401


def test_a_session_ends_after_a_year(alice: Person, clock: SteppingClock) -> None:
    for _ in range(13):
        clock.advance(days=28)
        assert status_of(alice.client) == 200
    clock.advance(days=1)

    assert status_of(alice.client) == 401


def test_a_session_is_found_with_one_query(alice: Person, app: Flask) -> None:
    statements: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    alice.client.get("/api/sessions")

    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 2
    assert [line for line in statements if line.startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_a_token_that_was_never_handed_out_opens_nothing(alice: Person, app: Flask) -> None:
    token = token_of(alice.client)

    for forged in ("", "x", token[:-1], token[:21] + "A" * 43, "A" * 64, token + "=", "\u00e9"):
        assert status_of(client_with(app, forged)) == 401


def test_a_step_up_changes_the_token_and_only_the_new_one_is_stepped_up(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    clock.advance(minutes=6)
    old = token_of(alice.client)

    assert step_up(alice) == 200

    assert token_of(alice.client) != old
    assert client_with(app, old).delete("/api/account").status_code == 403
    assert status_of(alice.client) == 200
    clock.advance(minutes=1)
    assert status_of(client_with(app, old)) == 401
    assert alice.client.delete("/api/account").status_code == 204


NEEDS_STEP_UP = [
    ("DELETE", "/api/account", None),
    ("PUT", "/api/account/password", {"auth_secret": secret_of("n"), "kdf": KDF, "wrap": sealed("n")}),
    ("PUT", "/api/account/recovery", {"recovery_secret": secret_of("n"), "recovery_wrap": sealed("n")}),
]


@pytest.mark.parametrize(("method", "path", "body"), NEEDS_STEP_UP)
def test_what_matters_most_needs_the_password_of_the_last_five_minutes(
    alice: Person, clock: SteppingClock, method: str, path: str, body: object
) -> None:
    clock.advance(minutes=6)

    refused = alice.client.open(path, method=method, json=body)
    assert json_of(refused, 403)["code"] == "step_up"

    step_up(alice)
    assert alice.client.open(path, method=method, json=body).status_code == 204


def test_a_step_up_with_a_wrong_password_is_refused(alice: Person, clock: SteppingClock) -> None:
    clock.advance(minutes=6)
    answer = alice.client.post(f"{CURRENT}/step-up", json={"auth_secret": secret_of("wrong")})

    assert json_of(answer, 401)["code"] == "wrong_sign_in"
    assert alice.client.delete("/api/account").status_code == 403


def test_it_lists_the_devices_of_one_account(alice: Person, bob: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)
    assert phone.client.patch(CURRENT, json={"device_name": sealed("Phone")}).status_code == 204

    listed = json_of(phone.client.get("/api/sessions"))["sessions"]

    by_id = {device["id"]: device for device in listed}
    assert by_id == {
        alice.session: device_of(alice.session),
        phone.session: device_of(phone.session) | {"device_name": sealed("Phone"), "is_current": True},
    }


def device_of(session: str) -> dict[str, object]:
    return {"id": session, "device_name": None, "created_on": "2026-03-02", "is_current": False}


def test_a_name_that_is_not_sealed_is_refused(alice: Person) -> None:
    assert alice.client.patch(CURRENT, json={"device_name": "Phone"}).status_code == 422


def test_signing_out_ends_the_session_and_may_be_repeated(alice: Person, app: Flask) -> None:
    token = token_of(alice.client)

    assert [alice.client.delete(CURRENT).status_code for _ in range(2)] == [204, 204]

    assert alice.client.get_cookie("kept") is None
    assert status_of(client_with(app, token)) == 401


def test_one_device_can_sign_another_out(alice: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)

    assert alice.client.delete(f"/api/sessions/{phone.session}").status_code == 204
    assert (status_of(phone.client), status_of(alice.client)) == (401, 200)
    assert alice.client.delete(f"/api/sessions/{phone.session}").status_code == 404


def test_all_others_can_be_signed_out_at_once(alice: Person, bob: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)

    assert alice.client.delete("/api/sessions").status_code == 204
    assert [status_of(who.client) for who in (phone, alice, bob)] == [401, 200, 200]


def test_a_new_password_ends_all_other_sessions(alice: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)
    body = {"auth_secret": secret_of("new"), "kdf": KDF | {"rounds": 700_000}, "wrap": sealed("new")}

    assert alice.client.put("/api/account/password", json=body).status_code == 204

    assert (status_of(phone.client), status_of(alice.client)) == (401, 200)
    old = {"username": "alice", "auth_secret": alice.auth_secret}
    assert app.test_client().post("/api/sessions", json=old).status_code == 401
    answer = json_of(
        app.test_client().post("/api/sessions", json=old | {"auth_secret": secret_of("new")}), 201
    )
    assert (answer["kdf"]["rounds"], answer["wraps"]["password"]) == (700_000, sealed("new"))


def test_a_new_recovery_key_replaces_the_old_one(alice: Person, app: Flask) -> None:
    new = {"recovery_secret": secret_of("new"), "recovery_wrap": sealed("new")}
    assert alice.client.put("/api/account/recovery", json=new).status_code == 204

    statuses = [
        app.test_client()
        .post("/api/sessions/recovery", json={"username": "alice", "recovery_secret": secret})
        .status_code
        for secret in (alice.recovery_secret, new["recovery_secret"])
    ]

    assert statuses == [401, 201]


def test_a_deleted_account_leaves_nothing(alice: Person, bob: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)
    token = token_of(alice.client)

    assert alice.client.delete("/api/account").status_code == 204

    assert alice.client.get_cookie("kept") is None
    assert [status_of(client) for client in (phone.client, client_with(app, token))] == [401, 401]
    assert status_of(bob.client) == 200
    with app.app_context():
        rows = [
            db.session.execute(table.select()).all()
            for table in db.metadata.sorted_tables
            if table.name not in {"rate_bucket", "server_secret"}
        ]
    assert alice.account not in repr(rows)
    assert "alice" not in repr(rows)
