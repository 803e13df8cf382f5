"""POST /api/account/key: another data key in one step, or nothing."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select

from server.accounts.context import current_time
from server.accounts.models import ACCOUNT, RETIRED_KEY
from server.accounts.reset import mint_reset_link
from server.accounts.store import find_by_id
from server.core.db import read_transaction, write_transaction
from server.keys.service import MAX_KEYS
from tests.factories.clocks import SteppingClock
from tests.factories.keys import NEW_KEY, THIRD_KEY, change_key, key_change, new_password, step_up
from tests.factories.passkeys import Passkey, add
from tests.factories.people import DATA_KEY, KDF, Person, json_of, sealed, secret_of, sign_in

KEY = "/api/account/key"
CURRENT = "/api/sessions/current"


def code_of(person: Person, body: dict[str, Any], status: int) -> str:
    code: str = json_of(person.client.post(KEY, json=body), status)["code"]
    return code


def state_of(app: Flask) -> list[Any]:
    """All that the change may write."""
    with app.app_context(), read_transaction() as connection:
        rows = [*connection.execute(select(ACCOUNT)), *connection.execute(select(RETIRED_KEY))]
        return [tuple(row) for row in rows]


def test_it_replaces_the_key_and_all_that_wraps_it(alice: Person) -> None:
    body = key_change()

    answer = json_of(alice.client.post(KEY, json=body))

    assert answer["key"] == NEW_KEY
    assert answer["wraps"] == {"password": body["wraps"]["password"], "recovery": body["recovery_wrap"]}
    assert answer["retired"] == body["retired"]
    assert json_of(alice.client.get(CURRENT)) == answer


def test_the_old_recovery_key_is_worth_nothing_and_the_new_one_signs_in(
    alice: Person, app: Flask, client: FlaskClient
) -> None:
    change_key(alice)

    old = {"username": "alice", "recovery_secret": alice.recovery_secret}
    assert client.post("/api/sessions/recovery", json=old).status_code == 401
    new = {"username": "alice", "recovery_secret": secret_of(f"recovery for {NEW_KEY}")}
    assert json_of(client.post("/api/sessions/recovery", json=new), 201)["key"] == NEW_KEY


def test_keys_that_were_replaced_stay_one_under_the_next(alice: Person) -> None:
    change_key(alice)
    change_key(alice, THIRD_KEY, NEW_KEY)

    retired = json_of(alice.client.get(CURRENT))["retired"]

    under = {wrapped["key"]: wrapped["wrap"].split(".")[1] for wrapped in retired}
    assert under == {DATA_KEY: NEW_KEY, NEW_KEY: THIRD_KEY}


def test_another_key_than_expected_changes_nothing(alice: Person, app: Flask) -> None:
    change_key(alice)
    before = state_of(app)

    assert code_of(alice, key_change(THIRD_KEY), 409) == "key_changed"

    assert state_of(app) == before


def test_the_same_change_again_is_done_once(alice: Person, app: Flask) -> None:
    body = key_change(password=new_password())
    first = json_of(alice.client.post(KEY, json=body))
    before = state_of(app)

    assert json_of(alice.client.post(KEY, json=body)) == first
    assert state_of(app) == before


def test_a_new_password_comes_in_the_same_step_and_signs_everybody_else_out(
    alice: Person, app: Flask
) -> None:
    phone, laptop = sign_in(app.test_client(), alice), app.test_client()

    json_of(alice.client.post(KEY, json=key_change(password=new_password())))

    assert phone.client.get(CURRENT).status_code == 401
    old = {"username": "alice", "auth_secret": alice.auth_secret}
    assert laptop.post("/api/sessions", json=old).status_code == 401
    new = {"username": "alice", "auth_secret": secret_of("new")}
    assert json_of(laptop.post("/api/sessions", json=new), 201)["key"] == NEW_KEY
    assert alice.client.get(CURRENT).status_code == 200


@pytest.mark.parametrize(("ends_others", "status"), [(True, 401), (False, 200)])
def test_other_devices_are_signed_out_where_that_is_asked(
    alice: Person, app: Flask, *, ends_others: bool, status: int
) -> None:
    phone = sign_in(app.test_client(), alice)

    json_of(alice.client.post(KEY, json=key_change(ends_others=ends_others)))

    assert phone.client.get(CURRENT).status_code == status
    assert alice.client.get(CURRENT).status_code == 200


def test_a_reset_link_is_worth_nothing_any_more(alice: Person, app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        account = find_by_id(alice.account)
        assert account is not None
        link = mint_reset_link(account, current_time())
    change_key(alice)

    token = link.rpartition("#")[2].partition(".")[0]
    body = {"token": token, "auth_secret": secret_of("mine"), "kdf": KDF}
    assert client.post("/api/sessions/reset", json=body).status_code == 403


def test_it_asks_for_the_password_of_the_last_minutes(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    clock.advance(minutes=6)
    before = state_of(app)

    assert code_of(alice, key_change(), 403) == "step_up"

    assert state_of(app) == before


OTHER_WRAP = sealed("another", key=THIRD_KEY)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": DATA_KEY},
        {"key": "x" * 16},
        {"expected_key": NEW_KEY},
        {"retired": []},
        {"retired": [{"key": THIRD_KEY, "wrap": sealed("third", key=NEW_KEY)}]},
        {"retired": [{"key": DATA_KEY, "wrap": sealed("under itself")}]},
        {"retired": [{"key": DATA_KEY, "wrap": sealed("twice", key=NEW_KEY)}] * 2},
        {"wraps": {"password": OTHER_WRAP}},
        {"wraps": {}},
        {"recovery_wrap": OTHER_WRAP},
        {"wraps": {"password": None}, "password": new_password()},
        {"ends_others": "yes"},
        {"password": {"auth_secret": secret_of("new")}},
        {"is_owner": True},
    ],
    ids=str,
)
def test_it_refuses_what_would_lose_a_key(alice: Person, app: Flask, changes: dict[str, Any]) -> None:
    before = state_of(app)

    assert alice.client.post(KEY, json=key_change(**changes)).status_code == 422

    assert state_of(app) == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("password", {"auth_secret": secret_of("n"), "kdf": KDF, "wrap": sealed("old key")}),
        ("recovery", {"recovery_secret": secret_of("n"), "recovery_wrap": sealed("old key")}),
    ],
)
def test_a_device_with_the_old_key_cannot_wrap_it_again(
    alice: Person, app: Flask, path: str, body: dict[str, Any]
) -> None:
    change_key(alice)
    before = state_of(app)

    response = alice.client.put(f"/api/account/{path}", json=body)

    assert json_of(response, 409)["code"] == "key_changed"
    assert state_of(app) == before


def test_every_change_of_what_opens_the_account_is_counted(alice: Person, app: Flask) -> None:
    counts = []
    for path, body in (
        ("password", {"auth_secret": alice.auth_secret, "kdf": KDF, "wrap": sealed("new")}),
        ("recovery", {"recovery_secret": secret_of("n"), "recovery_wrap": sealed("n")}),
    ):
        assert alice.client.put(f"/api/account/{path}", json=body).status_code == 204
        counts.append(count_of(app))
    change_key(alice)

    assert [*counts, count_of(app)] == [1, 2, 3]


def count_of(app: Flask) -> int:
    with app.app_context(), read_transaction() as connection:
        count: int = connection.scalar(select(ACCOUNT.c.credential_changes)) or 0
        return count


def test_a_deleted_account_leaves_no_key(alice: Person, app: Flask) -> None:
    change_key(alice)

    assert alice.client.delete("/api/account").status_code == 204

    with app.app_context(), read_transaction() as connection:
        assert connection.scalar(select(func.count()).select_from(RETIRED_KEY)) == 0


def test_a_key_that_was_replaced_does_not_come_back(alice: Person) -> None:
    change_key(alice, NEW_KEY)
    step_up(alice)

    answer = alice.client.post(KEY, json=key_change(DATA_KEY, NEW_KEY))

    assert json_of(answer, 409)["code"] == "key_changed"
    assert json_of(alice.client.get(CURRENT))["key"] == NEW_KEY


def test_a_passkey_that_the_account_has_not_changes_nothing(alice: Person, bob: Person, app: Flask) -> None:
    bobs = add(bob.client, Passkey(), sealed("wrap"))
    before = state_of(app)

    for unknown in ("0" * 32, bobs):
        wrap = {"id": unknown, "wrap": sealed("mine", key=NEW_KEY)}
        body = key_change()
        body["wraps"]["passkey"] = wrap
        assert code_of(alice, body, 404) == "not_found"

    assert state_of(app) == before


def test_a_passkey_of_the_account_opens_the_new_key(alice: Person) -> None:
    hers, other = (add(alice.client, Passkey(), sealed("wrap")) for _ in range(2))
    body = key_change()
    body["wraps"]["passkey"] = {"id": hers, "wrap": sealed("mine", key=NEW_KEY)}

    json_of(alice.client.post(KEY, json=body))

    listed = json_of(alice.client.get("/api/passkeys"))["passkeys"]
    assert {one["id"]: one["can_open"] for one in listed} == {hers: True, other: False}


def test_an_account_has_so_many_retired_keys(alice: Person, app: Flask) -> None:
    with app.app_context(), write_transaction() as connection:
        rows = [
            {"account_id": alice.account, "key_id": f"{number:016x}", "wrap": sealed("old")}
            for number in range(MAX_KEYS - 1)
        ]
        connection.execute(insert(RETIRED_KEY).values(rows))
    json_of(alice.client.post(KEY, json=key_change()))
    before = state_of(app)

    assert code_of(alice, key_change(THIRD_KEY[::-1], NEW_KEY), 409) == "enough_keys"

    assert state_of(app) == before
