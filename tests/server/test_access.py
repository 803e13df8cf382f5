"""Who may do what: every route of the application, for everyone of the cast.

Alice owns things, Bob is her partner, Charlie must see nothing, and nobody is signed in.
"""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.built_app import ASSET

CAST = ("owner", "partner", "stranger", "nobody")
EVERYONE = dict.fromkeys(CAST, 200)

# Method and rule, an address it matches, and the status each of the cast gets there.
MATRIX: dict[tuple[str, str], tuple[str, Mapping[str, int]]] = {
    ("GET", "/"): ("/", EVERYONE),
    ("GET", "/today"): ("/today", EVERYONE),
    ("GET", "/practices"): ("/practices", EVERYONE),
    ("GET", "/practices/<slug>"): ("/practices/eye-contact", EVERYONE),
    ("GET", "/habits/new"): ("/habits/new", EVERYONE),
    ("GET", "/habits/<habit_id>"): ("/habits/7", EVERYONE),
    ("GET", "/habits/<habit_id>/edit"): ("/habits/7/edit", EVERYONE),
    ("GET", "/you"): ("/you", EVERYONE),
    ("GET", "/you/<section>"): ("/you/data", EVERYONE),
    ("GET", "/index.html"): ("/index.html", EVERYONE),
    ("GET", "/sw.js"): ("/sw.js", EVERYONE),
    ("GET", "/theme.js"): ("/theme.js", EVERYONE),
    ("GET", "/favicon.svg"): ("/favicon.svg", EVERYONE),
    ("GET", "/robots.txt"): ("/robots.txt", EVERYONE),
    ("GET", "/manifest.webmanifest"): ("/manifest.webmanifest", EVERYONE),
    ("GET", "/assets/<file_name:name>"): (f"/assets/{ASSET}", EVERYONE),
    ("GET", "/<any(icons, screenshots):folder>/<file_name:name>"): ("/icons/icon-192.png", EVERYONE),
    ("GET", "/healthz"): ("/healthz", EVERYONE),
    ("GET", "/api/openapi.json"): ("/api/openapi.json", EVERYONE),
    ("GET", "/api/practices"): ("/api/practices", EVERYONE),
}

# How each of the cast signs in. There are no accounts: everyone comes as they are.
SIGN_IN: dict[str, Callable[[FlaskClient], None]] = dict.fromkeys(CAST, lambda _client: None)

CASES = [
    pytest.param(method, address, who, status, id=f"{who} {method} {rule}")
    for (method, rule), (address, statuses) in MATRIX.items()
    for who, status in statuses.items()
]


def test_it_lists_every_route(app: Flask) -> None:
    routes = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }

    assert routes == MATRIX.keys()


def test_it_asks_everyone_about_every_route() -> None:
    assert all(tuple(statuses) == CAST for _, statuses in MATRIX.values())


@pytest.mark.parametrize(("method", "address", "who", "status"), CASES)
def test_it_answers_each_as_expected(
    client: FlaskClient, method: str, address: str, who: str, status: int
) -> None:
    SIGN_IN[who](client)

    assert client.open(address, method=method).status_code == status
