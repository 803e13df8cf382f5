"""The hashed files of the app: kept for a year, in the smallest form the browser takes."""

import pytest
from flask.testing import FlaskClient

from tests.factories.built_app import ASSET, FILES

FORMS = [
    ("br, gzip, deflate", "br", f"assets/{ASSET}.br"),
    ("gzip, deflate", "gzip", f"assets/{ASSET}.gz"),
    ("br;q=0, gzip", "gzip", f"assets/{ASSET}.gz"),
    ("identity", None, f"assets/{ASSET}"),
    ("", None, f"assets/{ASSET}"),
]


def test_it_may_be_kept_for_a_year(client: FlaskClient) -> None:
    response = client.get(f"/assets/{ASSET}")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/javascript; charset=utf-8"
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize(("accepted", "encoding", "file"), FORMS)
def test_it_sends_the_smallest_form_that_is_accepted(
    client: FlaskClient, accepted: str, encoding: str | None, file: str
) -> None:
    response = client.get(f"/assets/{ASSET}", headers={"Accept-Encoding": accepted})

    assert response.data == FILES[file]
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.content_type == "text/javascript; charset=utf-8"


def test_it_tells_the_forms_apart(client: FlaskClient) -> None:
    etags = {
        client.get(f"/assets/{ASSET}", headers={"Accept-Encoding": form}).headers["ETag"]
        for form, *_ in FORMS
    }

    assert len(etags) == 3


def test_it_sends_a_file_without_smaller_forms_as_it_is(client: FlaskClient) -> None:
    response = client.get("/assets/plain-1a2b3c4d.css", headers={"Accept-Encoding": "br, gzip"})

    assert response.data == FILES["assets/plain-1a2b3c4d.css"]
    assert response.content_type == "text/css; charset=utf-8"
    assert "Content-Encoding" not in response.headers


def test_it_lets_only_the_reader_of_files_compile_webassembly(client: FlaskClient) -> None:
    reader = client.get("/assets/importer-C4rRy1ng.js").headers["Content-Security-Policy"]
    others = [
        client.get(address).headers["Content-Security-Policy"]
        for address in ("/", "/sw.js", f"/assets/{ASSET}", "/assets/sqlite-P8oGr4mm.wasm")
    ]

    assert "script-src 'self' 'wasm-unsafe-eval';" in reader
    assert "default-src 'none'" in reader
    assert "'unsafe-eval'" not in reader
    assert all("unsafe-eval" not in policy for policy in others)


def test_it_names_a_webassembly_program_as_such(client: FlaskClient) -> None:
    response = client.get("/assets/sqlite-P8oGr4mm.wasm")

    assert response.content_type == "application/wasm"


@pytest.mark.parametrize(
    "name",
    [
        "none-1234.js",
        f"{ASSET}.br",
        ".env",
        "..",
        "../index.html",
        "..%2findex.html",
        "%2e%2e/index.html",
        "..%5cindex.html",
        "folder/file.js",
        "%00.js",
        "",
    ],
)
def test_it_serves_nothing_else(client: FlaskClient, name: str) -> None:
    response = client.get(f"/assets/{name}")

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
