"""A request that changes something must come from the app itself."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.probe import add_probe

BODY = {"name": "Tea", "amount": 1}
OWN = "http://localhost:8000"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OWN}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": OWN}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Origin": OWN}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"{OWN}.evil.example"}, 403),
        ({}, 403),
    ],
)
def test_only_the_own_pages_may_change_anything(app: Flask, headers: dict[str, str], status: int) -> None:
    add_probe(app)
    client = FlaskClient(app)  # a client that adds no header of its own

    response = client.post("/api/probe", json=BODY, headers=headers)

    assert response.status_code == status
    if status == 403:
        assert response.get_json()["code"] == "cross_site"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_it_holds_for_every_method_that_changes(app: Flask, method: str) -> None:
    response = app.test_client().open(
        "/api/anything", method=method, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403


def test_reading_is_open_to_links_from_anywhere(app: Flask) -> None:
    assert app.test_client().get("/healthz", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
