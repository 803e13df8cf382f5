"""GET /api/practices."""

from flask.testing import FlaskClient

from server.practices.schemas import CatalogueSchema

THEMES = [
    "listening",
    "presence",
    "appreciation",
    "check-ins",
    "follow-through",
    "repair",
    "boundaries",
    "vulnerability",
]


def test_it_lists_the_themes_in_order(client: FlaskClient) -> None:
    response = client.get("/api/practices")

    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert response.json is not None
    assert [theme["slug"] for theme in response.json["themes"]] == THEMES


def test_it_answers_in_the_documented_form(client: FlaskClient) -> None:
    assert CatalogueSchema().validate(client.get("/api/practices").json or {}) == {}


def test_it_may_be_cached_by_anyone(client: FlaskClient) -> None:
    headers = client.get("/api/practices").headers

    assert headers["Cache-Control"] == "public, max-age=3600"
    assert headers["ETag"]


def test_it_answers_304_to_who_has_it_already(client: FlaskClient) -> None:
    etag = client.get("/api/practices").headers["ETag"]

    response = client.get("/api/practices", headers={"If-None-Match": etag})

    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "public, max-age=3600"


def test_it_answers_200_to_who_has_an_older_one(client: FlaskClient) -> None:
    assert client.get("/api/practices", headers={"If-None-Match": '"older"'}).status_code == 200
