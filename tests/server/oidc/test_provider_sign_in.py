"""Signing up and in by the provider, and connecting it: what each takes, and what ties it to one browser."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.accounts.disabling import disable_account
from server.accounts.errors import SignedOutError
from server.accounts.models import PROVIDER_IDENTITY
from server.accounts.sessions import SessionInfo, end_session
from server.core.db import read_transaction
from server.core.tokens import to_text
from server.oidc import service, store
from server.oidc.cookies import Proof
from tests.factories.clocks import SteppingClock
from tests.factories.identity_provider import CLIENT_ID, CLIENT_SECRET, ToldProvider, client_of
from tests.factories.people import Person, json_of, secret_of, sign_in
from tests.factories.provider_browser import Browser, at, body_of, sign_up_by_provider

SESSIONS = "/api/sessions/provider"
ACCOUNTS = "/api/accounts/provider"
OWN = "/api/account/provider"
STEP_UP = "/api/sessions/current/step-up/provider"


def code_of(answer: object, status: int) -> str:
    code: str = json_of(answer, status)["code"]  # type: ignore[arg-type]  # an answer of the test client
    return code


def test_it_makes_an_account_and_signs_in_to_it(app: Flask, browser: Browser, told: ToldProvider) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")

    elsewhere = at(app, told)
    assert elsewhere.go() == "/provider?purpose=sign_in"
    session = json_of(elsewhere.client.post(SESSIONS), 201)

    assert session["account"] == made.account
    assert session["ways_in"] == {"password": False, "passkeys": 0, "provider": True}
    assert session["wraps"]["password"] is None
    assert json_of(elsewhere.client.get("/api/sessions/current"))["username"] == "ada"


def test_it_asks_for_nothing_but_who_it_is_with_a_proof_of_its_own(
    browser: Browser, told: ToldProvider
) -> None:
    browser.go()

    asked, fetched = told.asked
    assert (asked["scope"], asked["response_type"], asked["client_id"]) == ("openid", "code", CLIENT_ID)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://localhost:8000/oidc/callback"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert client_of(fetched["authorization"]) == [CLIENT_ID, CLIENT_SECRET]


def test_nothing_of_the_identity_is_kept_in_clear(browser: Browser, app: Flask) -> None:
    sign_up_by_provider(browser, "ada", "ada.lovelace@example.org")

    with app.app_context(), read_transaction() as connection:
        (row,) = connection.execute(select(PROVIDER_IDENTITY)).all()
    assert "lovelace" not in str(row)
    assert len(row.identity_hash) == 32


def test_who_has_no_account_is_told_so_and_may_make_one(browser: Browser) -> None:
    browser.go()

    assert code_of(browser.client.post(SESSIONS), 404) == "identity_unknown"
    assert browser.client.post(ACCOUNTS, json=body_of("ada")).status_code == 201


def test_the_same_sign_up_sent_again_signs_in(browser: Browser) -> None:
    browser.go()
    first = json_of(browser.client.post(ACCOUNTS, json=body_of("ada")), 201)
    again = json_of(browser.client.post(ACCOUNTS, json=body_of("ada")), 201)

    assert again["account"] == first["account"]
    other = body_of("ada", recovery_secret=secret_of("a guess"))
    assert code_of(browser.client.post(ACCOUNTS, json=other), 409) == "account_taken"


def test_one_identity_has_one_account(app: Flask, browser: Browser, told: ToldProvider) -> None:
    sign_up_by_provider(browser, "ada", "ada")
    elsewhere = at(app, told)
    elsewhere.go()

    assert code_of(elsewhere.client.post(ACCOUNTS, json=body_of("ben")), 409) == "identity_taken"
    assert elsewhere.client.post(SESSIONS).status_code == 201


@pytest.mark.parametrize("path", [SESSIONS, STEP_UP, ACCOUNTS, OWN])
def test_without_a_proof_nothing_is_done(browser: Browser, alice: Person, path: str) -> None:
    method = "PUT" if path == OWN else "POST"
    body = body_of("ada") if path == ACCOUNTS else None

    answer = alice.client.open(path, method=method, json=body)

    assert code_of(answer, 403) == "provider_not_proven"


def test_a_proof_is_used_once_and_for_minutes(
    app: Flask, browser: Browser, told: ToldProvider, clock: SteppingClock
) -> None:
    sign_up_by_provider(browser, "ada", "ada")
    browser.go()
    proof = browser.client.get_cookie("kept-proof")
    assert proof is not None
    assert browser.client.post(SESSIONS).status_code == 201
    assert browser.client.get_cookie("kept-proof") is None

    thief = at(app, told)
    thief.client.set_cookie("kept-proof", proof.value)
    assert code_of(thief.client.post(SESSIONS), 403) == "provider_not_proven"
    browser.go()
    clock.advance(minutes=10)
    assert code_of(browser.client.post(SESSIONS), 403) == "provider_not_proven"


def test_a_proof_is_for_one_purpose(browser: Browser, alice: Person, told: ToldProvider) -> None:
    own = Browser(alice.client, told)
    own.go("sign_in")
    assert code_of(alice.client.put(OWN), 403) == "provider_not_proven"
    own.go("connect")
    assert code_of(alice.client.post(SESSIONS), 403) == "provider_not_proven"
    assert code_of(alice.client.post(STEP_UP), 403) == "provider_not_proven"

    assert alice.client.put(OWN).status_code == 204


def test_an_account_is_connected_and_disconnected(app: Flask, alice: Person, told: ToldProvider) -> None:
    own = Browser(alice.client, told)
    assert own.go("connect") == "/provider?purpose=connect"
    assert alice.client.put(OWN).status_code == 204
    elsewhere = at(app, told)
    elsewhere.go()
    assert json_of(elsewhere.client.post(SESSIONS), 201)["username"] == "alice"

    assert alice.client.delete(OWN).status_code == 204
    elsewhere.go()

    assert code_of(elsewhere.client.post(SESSIONS), 404) == "identity_unknown"
    assert code_of(alice.client.delete(OWN), 404) == "not_found"


def test_one_that_is_taken_is_refused_without_saying_whose(
    browser: Browser, alice: Person, told: ToldProvider
) -> None:
    sign_up_by_provider(browser, "ada", "ada")
    own = Browser(alice.client, told)
    own.go("connect", subject="ada")

    answer = alice.client.put(OWN)

    assert code_of(answer, 409) == "identity_taken"
    assert b"ada" not in answer.data


def test_the_proof_of_one_account_connects_no_other(
    app: Flask, alice: Person, bob: Person, told: ToldProvider
) -> None:
    Browser(alice.client, told).go("connect")
    proof = alice.client.get_cookie("kept-proof")
    assert proof is not None
    bob.client.set_cookie("kept-proof", proof.value)

    assert code_of(bob.client.put(OWN), 403) == "provider_not_proven"


def test_connecting_and_disconnecting_need_the_password(
    alice: Person, told: ToldProvider, clock: SteppingClock
) -> None:
    Browser(alice.client, told).go("connect")
    clock.advance(minutes=5)

    assert code_of(alice.client.put(OWN), 403) == "step_up"
    assert code_of(alice.client.delete(OWN), 403) == "step_up"


def test_the_last_way_in_stays(browser: Browser) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")

    assert code_of(made.client.delete(OWN), 409) == "last_way_in"
    assert json_of(made.client.get("/api/sessions/current"))["ways_in"]["provider"] is True


def test_the_recovery_key_still_signs_in(app: Flask, browser: Browser) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")

    body = {"username": "ada", "recovery_secret": made.recovery_secret}

    assert app.test_client().post("/api/sessions/recovery", json=body).status_code == 201


def test_a_disabled_account_is_refused(app: Flask, browser: Browser, told: ToldProvider) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    with app.app_context():
        disable_account(made.account)
    browser.go()

    assert code_of(browser.client.post(SESSIONS), 403) == "account_disabled"


def test_it_is_a_step_up_where_the_person_showed_again_who_they_are(
    browser: Browser, told: ToldProvider, clock: SteppingClock
) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    clock.advance(minutes=6)
    assert code_of(made.client.delete(OWN), 403) == "step_up"

    assert browser.go("step_up") == "/provider?purpose=step_up"
    assert (told.asked[-2]["max_age"], told.asked[-2]["prompt"]) == ("0", "login")
    assert made.client.post(STEP_UP).status_code == 200
    assert code_of(made.client.delete(OWN), 409) == "last_way_in"


def test_a_step_up_counts_for_five_minutes_from_the_sign_in_at_the_provider(
    browser: Browser, clock: SteppingClock
) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    browser.go("step_up")
    clock.advance(minutes=4, seconds=59)
    assert made.client.post(STEP_UP).status_code == 200

    browser.go("step_up")
    clock.advance(minutes=5)
    assert code_of(made.client.post(STEP_UP), 403) == "provider_not_proven"


def test_a_step_up_by_someone_else_or_by_an_old_sign_in_is_none(
    browser: Browser, told: ToldProvider, clock: SteppingClock
) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    browser.go("step_up", subject="ben")
    assert code_of(made.client.post(STEP_UP), 403) == "provider_not_proven"
    made.client.delete_cookie("kept-proof")
    told.claims = {"auth_time": int(clock.now().timestamp()) - 301}

    assert browser.problem(browser.go("step_up")) == "provider_refused"


def test_only_who_may_sign_up_makes_an_account(app: Flask, alice: Person, told: ToldProvider) -> None:
    context = app.extensions["kept_accounts"]
    context.settings = replace(context.settings, signup="invite")
    browser = at(app, told)
    browser.go()

    assert code_of(browser.client.post(ACCOUNTS, json=body_of("ada")), 403) == "invite_not_valid"


def test_it_begins_on_the_apps_own_pages_alone(app: Flask, told: ToldProvider) -> None:
    for site in ("cross-site", "same-site", "none", ""):
        headers = {"Sec-Fetch-Site": site}
        answer = app.test_client().get("/oidc/start", headers=headers)
        assert answer.headers["Location"] == "/provider?purpose=sign_in&problem=flow_over"
        assert "Set-Cookie" not in answer.headers
    assert told.asked == []


def test_the_cookies_are_out_of_reach_of_scripts_and_of_other_sites(browser: Browser) -> None:
    browser.start()
    flow = browser.client.get_cookie("kept-flow")
    browser.go()
    proof = browser.client.get_cookie("kept-proof")

    assert flow is not None
    assert proof is not None
    assert (flow.same_site, flow.http_only, flow.max_age) == ("Lax", True, 600)
    assert (proof.same_site, proof.http_only, proof.max_age) == ("Strict", True, 600)
    assert browser.client.get_cookie("kept-flow") is None


def test_signing_in_ends_the_session_that_the_browser_had(
    app: Flask, alice: Person, told: ToldProvider
) -> None:
    own = Browser(alice.client, told)
    own.go("connect")
    alice.client.put(OWN)
    phone = sign_in(app.test_client(), alice)
    own.go()
    json_of(alice.client.post(SESSIONS), 201)

    listed = json_of(phone.client.get("/api/sessions"))["sessions"]
    assert len(listed) == 2


def test_a_server_without_a_provider_has_none_of_it(app: Flask, alice: Person, told: ToldProvider) -> None:
    app.extensions["kept_oidc"] = None

    assert json_of(alice.client.get("/api/provider")) == {"name": None}
    assert Browser(alice.client, told).start().endswith("problem=flow_over")
    assert code_of(alice.client.post(SESSIONS), 403) == "provider_not_proven"


@pytest.mark.parametrize("path", ["/api/sessions/current", "/api/sessions/{session}", "/api/account"])
def test_nobody_after_a_person_who_signed_out_signs_in_by_their_proof(browser: Browser, path: str) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    browser.go()
    browser.start()
    assert browser.client.get_cookie("kept-proof") is not None
    assert browser.client.get_cookie("kept-flow") is not None

    assert made.client.delete(path.format(session=made.session)).status_code == 204

    assert browser.client.get_cookie("kept-proof") is None
    assert browser.client.get_cookie("kept-flow") is None
    assert code_of(browser.client.post(SESSIONS), 403) == "provider_not_proven"


def test_a_session_that_has_ended_connects_and_disconnects_nothing(
    app: Flask, browser: Browser, told: ToldProvider, clock: SteppingClock
) -> None:
    made = sign_up_by_provider(browser, "ada", "ada")
    info = SessionInfo(made.account, made.session, is_stepped_up=True)
    identity = to_text(bytes(32))
    until = clock.now().timestamp() + 60
    proof = Proof("flow", "connect", made.account, told.issuer, identity, until)
    with app.app_context():
        end_session(made.account, made.session)

        with pytest.raises(SignedOutError):
            service.connect(info, proof, clock.now())
        with pytest.raises(SignedOutError):
            store.disconnect(info)

    assert json_of(sign_in_again(app, told), 201)["ways_in"]["provider"]


def sign_in_again(app: Flask, told: ToldProvider) -> TestResponse:
    other = at(app, told)
    other.go()
    return other.client.post(SESSIONS)
