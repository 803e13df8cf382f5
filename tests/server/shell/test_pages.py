"""The pages of the app: one file, revalidated."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.config import Settings
from tests.factories.built_app import FILES
from tests.factories.makers import MakeApp, MakeSettings

PAGES = [
    "/",
    "/today",
    "/practices",
    "/practices/eye-contact",
    "/habits/new",
    "/habits/7",
    "/habits/7/edit",
    "/promises",
    "/promises/new",
    "/promises/7",
    "/promises/7/edit",
    "/you",
    "/together",
    "/together/invite",
    "/together/choose/7",
    "/invite",
    "/sharing",
    "/info",
    "/info/therapy",
]


@pytest.mark.parametrize("path", [*PAGES, "/you/nudges", "/index.html", "/?utm=1"])
def test_it_serves_the_app(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.data) == (200, FILES["index.html"])
    assert response.content_type == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"


def test_it_lets_the_page_run_what_it_contains_and_nothing_else(
    client: FlaskClient, settings: Settings
) -> None:
    script, style = "document.title;", "p { margin: 0 }"
    page = f"<title>Kept</title><script>{script}</script><script src='/a.js'></script><style>{style}</style>"
    (settings.app_dir / "index.html").write_text(page)

    policy = client.get("/today").headers["Content-Security-Policy"]

    assert f"script-src 'self' {hash_source(script)};" in policy
    assert f"style-src 'self' {hash_source(style)};" in policy
    assert "unsafe" not in policy


def hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_it_answers_304_while_nothing_has_changed(client: FlaskClient) -> None:
    etag = client.get("/").headers["ETag"]

    response = client.get("/today", headers={"If-None-Match": etag})

    assert (response.status_code, response.data) == (304, b"")


def test_it_serves_a_new_build_at_once(client: FlaskClient, settings: Settings) -> None:
    etag = client.get("/").headers["ETag"]
    (settings.app_dir / "index.html").write_bytes(b"<!doctype html><title>Kept, newer</title>")

    response = client.get("/", headers={"If-None-Match": etag})

    assert (response.status_code, response.data) == (200, b"<!doctype html><title>Kept, newer</title>")


@pytest.mark.parametrize("path", PAGES)
def test_it_says_in_words_that_the_app_is_not_built(
    make_settings: MakeSettings, make_app: MakeApp, tmp_path: Path, path: str
) -> None:
    client = make_app(make_settings(APP_DIR=str(tmp_path))).test_client()

    response = client.get(path)

    assert response.status_code == 503
    assert response.json == {
        "code": "app_not_built",
        "message": "The app is not built yet: run make build.",
        "fields": {},
    }


UNKNOWN = ("/nowhere", "/you/data/more", "/today/", "/habits/a/b/c")


@pytest.mark.parametrize("path", UNKNOWN)
def test_it_shows_a_person_the_app_at_an_address_that_does_not_exist(client: FlaskClient, path: str) -> None:
    """The app says so in words and leads on; the status says it to programs."""
    response = client.get(path, headers={"Sec-Fetch-Mode": "navigate"})

    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert response.data == client.get("/").data
    assert response.headers["Content-Security-Policy"] == client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/nowhere", "/assets/none.js", "/icons/none.png", "/none.json"])
def test_it_shows_no_page_in_place_of_a_file_or_an_answer(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Sec-Fetch-Mode": "navigate"})

    assert (response.status_code, response.mimetype) == (404, "application/json")


@pytest.mark.parametrize("path", UNKNOWN)
def test_it_shows_programs_no_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (404, "application/json")


def test_it_leads_from_the_login_of_a_proxy_to_the_app(client: FlaskClient) -> None:
    response = client.get("/server-sign-in")

    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert response.headers["Cache-Control"] == "no-store"
