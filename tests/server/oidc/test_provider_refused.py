"""What a provider could answer, and a browser could bring, that proves nothing: nobody gets in by it."""

from collections.abc import Callable
from time import monotonic
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from structlog.testing import capture_logs

from tests.factories.clocks import SteppingClock
from tests.factories.identity_provider import ToldProvider, key_of, signed_by_secret
from tests.factories.provider_browser import Browser, at

Json = dict[str, object]

STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "one"})


def unsigned(said: Json) -> str:
    """Sign nothing."""
    head, body, _ = jwt.encode({"alg": "RS256", "kid": "one"}, said, STRANGERS_KEY).split(".")
    del head
    return f"eyJhbGciOiJub25lIn0.{body}."


def signed_by_a_stranger(said: Json) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, said, STRANGERS_KEY)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example.org"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": "another client", "azp": "kept"},
        {"aud": ["kept", "another client"]},
        {"aud": ["kept", "another client"], "azp": "another client"},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": None},
        {"exp": 1},
        {"iat": 99_999_999_999},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_refused(
    browser: Browser, told: ToldProvider, claims: Json
) -> None:
    told.claims = claims

    assert browser.problem(browser.go()) == "provider_refused"


def test_one_for_several_audiences_names_whom_it_is_for(browser: Browser, told: ToldProvider) -> None:
    told.claims = {"aud": ["kept", "another client"], "azp": "kept"}

    assert browser.go() == "/provider?purpose=sign_in"


@pytest.mark.parametrize(
    "sign", [unsigned, signed_by_secret, signed_by_a_stranger, lambda _: "nonsense", lambda _: ""]
)
def test_a_token_that_is_not_signed_by_a_key_of_the_provider_is_refused(
    browser: Browser, told: ToldProvider, sign: Callable[[Json], str]
) -> None:
    told.sign = sign

    assert browser.problem(browser.go()) == "provider_refused"


def test_an_expired_token_has_a_minute(browser: Browser, told: ToldProvider, clock: SteppingClock) -> None:
    now = int(clock.now().timestamp())
    told.claims = {"exp": now - 59}
    assert browser.go() == "/provider?purpose=sign_in"
    browser.client.delete_cookie("kept-proof")
    told.claims = {"exp": now - 61}

    assert browser.problem(browser.go()) == "provider_refused"


def test_a_new_key_of_the_provider_is_asked_for(browser: Browser, told: ToldProvider) -> None:
    browser.go()
    told.key = key_of("two")
    told.sign = lambda said: jwt.encode({"alg": "RS256", "kid": "two"}, said, told.key)

    assert browser.go() == "/provider?purpose=sign_in"


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"token_endpoint": "http://127.0.0.2/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
        {"code_challenge_methods_supported": None},
        {"code_challenge_methods_supported": 5},
        {"code_challenge_methods_supported": "S256"},
        {"token_endpoint_auth_methods_supported": None},
        {"token_endpoint_auth_methods_supported": 5},
        {"token_endpoint_auth_methods_supported": {}},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_otherwise_is_not_gone_to(
    browser: Browser, told: ToldProvider, described: Json
) -> None:
    told.described = described

    assert browser.problem(browser.start()) == "provider_refused"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize(
    "answer", [(500, b""), (200, b"no json"), (200, b"[]"), (302, b"/elsewhere"), (200, b"{}"), (404, b"{}")]
)
def test_whatever_it_answers_is_no_fault_of_ours(
    browser: Browser, told: ToldProvider, path: str, answer: tuple[int, bytes]
) -> None:
    told.answer_to[path] = lambda: answer
    begun = browser.start()
    page = begun if begun.startswith("/provider") else browser.come_back(told.authorize(begun))

    assert browser.problem(page) in {"provider_down", "provider_refused"}


def test_an_answer_without_end_is_cut_off(browser: Browser, told: ToldProvider) -> None:
    told.answer_to["/keys"] = lambda: (200, b" " * 1_000_000)

    assert browser.problem(browser.go()) == "provider_down"


def test_a_provider_that_does_not_answer_is_given_up_on(
    browser: Browser, told: ToldProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.oidc.bounded.READ_SECONDS", 0.2)
    told.answer_to["/token"] = lambda: (200, b"{}") if told.hold.wait(60) else (500, b"")
    begun_at = monotonic()

    assert browser.problem(browser.go()) == "provider_down"
    assert monotonic() - begun_at < 50


def test_one_that_is_down_is_said_so_before_the_browser_leaves(browser: Browser, told: ToldProvider) -> None:
    told.answer_to["/.well-known/openid-configuration"] = lambda: (503, b"")
    assert browser.problem(browser.start()) == "provider_down"
    del told.answer_to["/.well-known/openid-configuration"]

    assert browser.go() == "/provider?purpose=sign_in"


@pytest.mark.parametrize(
    ("error", "problem"), [("access_denied", "provider_denied"), ("server_error", "provider_refused")]
)
def test_an_error_of_the_provider_is_said_kindly(
    browser: Browser, told: ToldProvider, error: str, problem: str
) -> None:
    back = told.authorize(browser.start(), code="", error=error)

    assert browser.problem(browser.come_back(back)) == problem


@pytest.mark.parametrize("changes", [{"state": "another"}, {"state": ""}])
def test_an_answer_to_another_flow_is_refused_and_spoils_nothing(
    browser: Browser, told: ToldProvider, changes: dict[str, str]
) -> None:
    address = browser.start()
    forged = told.authorize(address, **changes)
    assert browser.problem(browser.come_back(forged)) == "flow_over"

    assert browser.come_back(told.authorize(address)) == "/provider?purpose=sign_in"


@pytest.mark.parametrize("iss", ["https://elsewhere.example.org", ""])
def test_an_answer_of_another_issuer_is_refused(browser: Browser, told: ToldProvider, iss: str) -> None:
    told.described = {"authorization_response_iss_parameter_supported": True}

    assert browser.problem(browser.come_back(told.authorize(browser.start(), iss=iss))) == "provider_refused"


def test_what_is_given_twice_is_taken_for_neither(browser: Browser, told: ToldProvider) -> None:
    back = told.authorize(browser.start())
    state = parse_qs(urlsplit(back).query)["state"][0]

    assert browser.problem(browser.come_back(f"{back}&{urlencode({'state': state})}")) == "flow_over"


def test_an_answer_is_taken_once(app: Flask, browser: Browser, told: ToldProvider) -> None:
    address = browser.start()
    flow = browser.client.get_cookie("kept-flow")
    assert flow is not None
    back = told.authorize(address)
    assert browser.come_back(back) == "/provider?purpose=sign_in"
    browser.client.delete_cookie("kept-proof")
    assert browser.problem(browser.come_back(back)) == "flow_over"

    thief = at(app, told)
    thief.client.set_cookie("kept-flow", flow.value)
    assert thief.problem(thief.come_back(told.authorize(address))) == "flow_over"


def test_it_takes_ten_minutes_at_most(browser: Browser, told: ToldProvider, clock: SteppingClock) -> None:
    address = browser.start()
    clock.advance(minutes=10)

    assert browser.problem(browser.come_back(told.authorize(address))) == "flow_over"


def test_of_two_tabs_the_later_one_counts(browser: Browser, told: ToldProvider) -> None:
    earlier, later = browser.start(), browser.start()

    assert browser.problem(browser.come_back(told.authorize(earlier))) == "flow_over"
    assert browser.come_back(told.authorize(later)) == "/provider?purpose=sign_in"


def test_another_browser_cannot_finish_it(app: Flask, browser: Browser, told: ToldProvider) -> None:
    back = told.authorize(browser.start())

    assert at(app, told).problem(at(app, told).come_back(back)) == "flow_over"


def test_a_changed_cookie_is_none(browser: Browser, told: ToldProvider) -> None:
    address = browser.start()
    flow = browser.client.get_cookie("kept-flow")
    assert flow is not None
    for value in ("", "x", flow.value[:-4] + "AAAA", flow.value + "A" * 4, "\u00e9"):
        browser.client.set_cookie("kept-flow", value)
        assert browser.problem(browser.come_back(told.authorize(address))) == "flow_over"


def test_the_log_tells_in_which_point_and_nothing_of_whom(browser: Browser, told: ToldProvider) -> None:
    told.claims = {"nonce": "another"}
    with capture_logs() as logs:
        browser.go(subject="ada.lovelace@example.org")

    (line,) = [line for line in logs if line["log_level"] == "warning"]
    assert line == {"event": "provider_refused", "log_level": "warning", "where": "id_token"}
    assert "lovelace" not in str(logs)
