"""GET /api/openapi.json: the document, and that the server does what it says."""

import re
import subprocess
import sys
from pathlib import Path

from flask import Flask

from tests.factories.kept_process import KeptProcess

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
METHODS = {"get", "post", "put", "patch", "delete"}
OWN_PAGE = "Sec-Fetch-Site: same-origin"


def test_it_does_what_the_document_says(kept: KeptProcess, tmp_path: Path) -> None:
    document = f"http://127.0.0.1:{kept.port}/api/openapi.json"

    run = subprocess.run(
        [SCHEMATHESIS, "--no-color", "run", document, "--max-examples", "25", "-H", OWN_PAGE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_it_documents_every_route_of_the_api(app: Flask) -> None:
    document = app.test_client().get("/api/openapi.json").json
    rules = {
        re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }

    assert document is not None
    assert document["paths"].keys() == (rules - {"/api/openapi.json"}) | {"/healthz"}


def test_it_documents_the_errors_of_every_route(app: Flask) -> None:
    document = app.test_client().get("/api/openapi.json").json

    assert document is not None
    for path in document["paths"].values():
        for operation in (path[method] for method in METHODS & path.keys()):
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}
    assert document["components"]["schemas"]["Error"]["required"] == ["code", "fields", "message"]


def test_it_is_the_same_each_time(app: Flask) -> None:
    first, second = (app.test_client().get("/api/openapi.json").data for _ in range(2))

    assert first == second
