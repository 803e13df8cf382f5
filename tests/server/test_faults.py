"""A bug in the server: the client learns nothing of it, the log learns where it is."""

import json

import pytest
from flask import Flask

from server.config import Settings
from tests.factories.makers import MakeApp
from tests.factories.probe import CANARY, add_probe


def test_it_answers_with_a_bare_500(app: Flask) -> None:
    add_probe(app)

    response = app.test_client().get("/api/fault")

    assert response.status_code == 500
    assert response.json == {
        "code": "internal",
        "message": "Something went wrong on the server.",
        "fields": {},
    }


def test_it_logs_the_place_and_not_the_words(
    capsys: pytest.CaptureFixture[str], make_app: MakeApp, settings: Settings
) -> None:
    app = make_app(settings)
    add_probe(app)

    app.test_client().get(f"/api/fault?word={CANARY}", headers={"User-Agent": CANARY})

    line = capsys.readouterr().err
    logged = json.loads(line)
    assert (logged["event"], logged["kind"], logged["route"]) == ("fault", "ZeroDivisionError", "/api/fault")
    assert "probe.py" in logged["where"]
    assert CANARY not in line
