"""The app's files with fixed names: revalidated every time."""

import pytest
from flask.testing import FlaskClient

from tests.factories.built_app import FILES

FIXED = [
    ("/sw.js", "text/javascript; charset=utf-8"),
    ("/manifest.webmanifest", "application/manifest+json"),
    ("/favicon.svg", "image/svg+xml; charset=utf-8"),
    ("/icons/icon-192.png", "image/png"),
    ("/screenshots/today.png", "image/png"),
]


@pytest.mark.parametrize(("path", "content_type"), FIXED)
def test_it_is_served_with_its_type_and_asked_for_again(
    client: FlaskClient, path: str, content_type: str
) -> None:
    response = client.get(path)

    assert (response.status_code, response.data) == (200, FILES[path.removeprefix("/")])
    assert response.content_type == content_type
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("path", "_content_type"), FIXED)
def test_it_answers_304_while_nothing_has_changed(client: FlaskClient, path: str, _content_type: str) -> None:
    etag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_it_asks_search_engines_to_stay_away(client: FlaskClient) -> None:
    response = client.get("/robots.txt")

    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    "path", ["/icons/none.png", "/icons/../sw.js", "/icons/", "/screenshots", "/other.js"]
)
def test_it_serves_nothing_else(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
