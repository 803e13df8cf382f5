"""Bodies of requests: what is refused, as which status, in the one error shape."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.probe import add_probe

GOOD = b'{"name": "walk", "amount": 1}'
JSON = "application/json"

REFUSED: dict[str, tuple[bytes, str, int, str]] = {
    "empty": (b"", JSON, 400, "bad_json"),
    "not JSON": (b"{", JSON, 400, "bad_json"),
    "a list": (b"[]", JSON, 400, "bad_json"),
    "null": (b"null", JSON, 400, "bad_json"),
    "NaN": (b'{"name": "walk", "amount": NaN}', JSON, 400, "bad_json"),
    "a name twice": (b'{"name": "walk", "amount": 1, "amount": 2}', JSON, 400, "bad_json"),
    "1000 deep": (b'{"name": ' + b"[" * 1000 + b"]" * 1000 + b', "amount": 1}', JSON, 400, "bad_json"),
    "10000 deep": (b'{"name": ' + b"[" * 10_000, JSON, 400, "bad_json"),
    "70 bits": (b'{"name": "walk", "amount": %d}' % 2**70, JSON, 400, "bad_json"),
    "5000 digits": (b'{"name": "walk", "amount": ' + b"9" * 5000 + b"}", JSON, 400, "bad_json"),
    "half a character": (rb'{"name": "\ud800", "amount": 1}', JSON, 400, "bad_json"),
    "not UTF-8": (b'{"name": "\xff", "amount": 1}', JSON, 400, "bad_json"),
    "another type": (GOOD, "text/plain", 415, "unsupported_type"),
    "a relative of JSON": (GOOD, "application/problem+json", 415, "unsupported_type"),
    "an unknown field": (b'{"name": "walk", "amount": 1, "admin": true}', JSON, 422, "invalid"),
    "a missing field": (b'{"name": "walk"}', JSON, 422, "invalid"),
    "a fraction": (b'{"name": "walk", "amount": 1.5}', JSON, 422, "invalid"),
    "a NUL": (rb'{"name": "a\u0000b", "amount": 1}', JSON, 422, "invalid"),
    "a long name": (b'{"name": "eleven chars", "amount": 1}', JSON, 422, "invalid"),
    "more than 16 KiB": (b" " * 16 * 1024 + GOOD, JSON, 413, "too_large"),
}


@pytest.fixture
def probe(app: Flask) -> FlaskClient:
    add_probe(app)
    return app.test_client()


def test_it_takes_a_good_body(probe: FlaskClient) -> None:
    response = probe.post("/api/probe", data=GOOD, content_type=JSON)

    assert (response.status_code, response.json) == (200, {"name": "walk", "amount": 1})


@pytest.mark.parametrize(("body", "content_type", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses_in_the_one_shape(
    probe: FlaskClient, body: bytes, content_type: str, status: int, code: str
) -> None:
    response = probe.post("/api/probe", data=body, content_type=content_type)

    assert response.status_code == status
    assert response.json is not None
    assert response.json.keys() == {"code", "message", "fields"}
    assert response.json["code"] == code


def test_it_names_the_field_that_is_wrong(probe: FlaskClient) -> None:
    response = probe.post("/api/probe", data=b'{"name": " ", "amount": 1}', content_type=JSON)

    assert response.json is not None
    assert response.json["fields"] == {"name": ["Please write something."]}


def test_it_cuts_off_a_body_of_unknown_length(probe: FlaskClient) -> None:
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    body = b" " * 10 * 1024 * 1024

    response = probe.post(
        "/api/probe", data=body, content_type=JSON, environ_overrides={**chunked, "CONTENT_LENGTH": ""}
    )

    assert response.status_code == 413


def test_it_names_few_of_many_errors_shortly(probe: FlaskClient) -> None:
    names = [f"n{number}" for number in range(1000)]
    long = {"x" * 5000: 1, **dict.fromkeys(names, 1)}

    response = probe.post("/api/probe", json=long)

    assert response.status_code == 422
    assert response.json is not None
    assert len(response.json["fields"]) == 20
    assert len(response.get_data()) < 2048


@pytest.mark.parametrize(("path", "status"), [("/api/sync", 401), ("/api/accounts", 413), ("/nowhere", 413)])
def test_only_a_sync_may_be_large(client: FlaskClient, path: str, status: int) -> None:
    assert client.post(path, data=b" " * 20_000, content_type=JSON).status_code == status
