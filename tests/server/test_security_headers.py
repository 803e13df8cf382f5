"""The security headers: on every answer, whatever its status."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.built_app import ASSET
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.probe import add_probe

WORKER_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
PAGE_CSP = WORKER_CSP + "; require-trusted-types-for 'script'; trusted-types app-sw app-importer"

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}

ANSWERS = [
    ("GET", "/", {}, 200),
    ("HEAD", "/", {}, 200),
    ("OPTIONS", "/healthz", {}, 200),
    ("GET", "/habits/7/edit", {}, 200),
    ("GET", f"/assets/{ASSET}", {}, 200),
    ("GET", f"/assets/{ASSET}", {"Range": "bytes=0-9"}, 206),
    ("GET", "/manifest.webmanifest", {}, 200),
    ("GET", "/healthz", {}, 200),
    ("GET", "/api/practices", {}, 200),
    ("GET", "/api/practices", {"If-None-Match": "*"}, 304),
    ("GET", "/", {"Host": "evil.example"}, 400),
    ("GET", "/nowhere", {}, 404),
    ("GET", "/assets/none-1234.js", {}, 404),
    ("GET", "/api/nowhere", {}, 404),
    ("DELETE", "/api/practices", {}, 405),
    ("GET", f"/assets/{ASSET}", {"Range": "bytes=99999-"}, 416),
    ("GET", "/api/fault", {}, 500),
]


def assert_protected(response: TestResponse) -> None:
    assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
    permissions = response.headers["Permissions-Policy"]
    assert "camera=(self)" in permissions
    assert "microphone=(), " in permissions
    assert "geolocation=(), " in permissions


@pytest.fixture
def probe(app: Flask) -> FlaskClient:
    add_probe(app)
    return app.test_client()


@pytest.mark.parametrize(("method", "path", "headers", "status"), ANSWERS)
def test_it_protects_every_answer(
    probe: FlaskClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    response = probe.open(path, method=method, headers=headers)

    assert response.status_code == status
    assert_protected(response)
    assert response.headers["Content-Security-Policy"] == PAGE_CSP
    assert response.headers["Cache-Control"]


def test_it_protects_the_refusal_of_a_large_body(client: FlaskClient) -> None:
    response = client.post("/healthz", data=b"0" * 10_485_760)

    assert response.status_code == 413
    assert_protected(response)
    assert response.headers["Content-Security-Policy"] == PAGE_CSP


def test_it_keeps_trusted_types_away_from_the_service_worker(client: FlaskClient) -> None:
    response = client.get("/sw.js")

    assert_protected(response)
    assert response.headers["Content-Security-Policy"] == WORKER_CSP


@pytest.mark.parametrize(
    "path", ["/api/openapi.json", "/api/nowhere", "/nowhere", "/healthz", "/assets/none.js"]
)
def test_it_lets_nobody_store_answers_and_errors(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("public_url", "policy"),
    [("https://kept.example.org", "max-age=31536000"), ("http://localhost:8000", None)],
)
def test_it_asks_for_https_only_where_people_come_by_https(
    make_settings: MakeSettings, make_app: MakeApp, public_url: str, policy: str | None
) -> None:
    client = make_app(make_settings(PUBLIC_URL=public_url)).test_client()

    for path in ("/healthz", "/nowhere"):
        assert client.get(path).headers.get("Strict-Transport-Security") == policy
