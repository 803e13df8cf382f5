"""POST /api/sessions/reset: a link of the server's owner sets a password once, and opens no words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from server.accounts.context import current_time
from server.accounts.errors import AccountNotFoundError
from server.accounts.reset import mint_reset_link
from server.accounts.service import remove_account
from server.accounts.store import find_by_name
from tests.factories.clocks import SteppingClock
from tests.factories.people import KDF, Person, json_of, sealed, secret_of, sign_in

RESET = "/api/sessions/reset"


@pytest.fixture
def token(alice: Person, app: Flask) -> str:
    return mint(app)


def mint(app: Flask) -> str:
    with app.app_context():
        account = find_by_name("alice")
        assert account is not None
        link = mint_reset_link(account, current_time())
    address, _, fragment = link.partition("#")
    assert address == "http://localhost:8000/reset"
    token, _, salt = fragment.partition(".")
    assert salt == KDF["salt"]
    return token


def body_of(token: str) -> dict[str, object]:
    return {"token": token, "auth_secret": secret_of("new"), "kdf": KDF}


def test_it_sets_the_password_and_ends_every_session(alice: Person, app: Flask, token: str) -> None:
    phone = sign_in(app.test_client(), alice)

    answer = json_of(app.test_client().post(RESET, json=body_of(token)), 201)

    assert answer["wraps"] == {"password": None, "recovery": sealed("recovery wrap of alice")}
    assert [who.client.get("/api/sessions/current").status_code for who in (alice, phone)] == [401, 401]
    sign_in(app.test_client(), Person(**{**vars(alice), "auth_secret": secret_of("new")}))


def test_used_expired_replaced_and_unknown_links_answer_alike(
    app: Flask, token: str, clock: SteppingClock
) -> None:
    replaced, used = token, mint(app)
    client = app.test_client()
    answers = [client.post(RESET, json=body_of(replaced))]
    assert client.post(RESET, json=body_of(used)).status_code == 201
    answers.append(client.post(RESET, json=body_of(used)))
    expired = mint(app)
    clock.advance(hours=1)
    answers += [client.post(RESET, json=body_of(token)) for token in (expired, "A" * 64)]

    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.data for answer in answers}) == 1


def test_a_new_password_makes_the_link_worthless(alice: Person, app: Flask, token: str) -> None:
    body = {"auth_secret": secret_of("new"), "kdf": KDF, "wrap": sealed("new")}
    assert alice.client.put("/api/account/password", json=body).status_code == 204

    assert app.test_client().post(RESET, json=body_of(token)).status_code == 403


def test_of_many_links_made_at_once_one_is_left(alice: Person, app: Flask) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(mint, [app] * 24))

    statuses = [app.test_client().post(RESET, json=body_of(token)).status_code for token in made]
    assert sorted(statuses) == [201] + [403] * 23


def test_for_an_account_that_was_deleted_meanwhile_there_is_none(alice: Person, app: Flask) -> None:
    with app.app_context():
        account = find_by_name("alice")
        assert account is not None
        remove_account(alice.account)

        with pytest.raises(AccountNotFoundError):
            mint_reset_link(account, current_time())
