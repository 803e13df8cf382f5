"""GET /healthz."""

from pathlib import Path

from flask.testing import FlaskClient

from server.config import Settings
from server.core.migrations import migrate
from server.core.version import version
from tests.factories.makers import MakeApp, MakeSettings


def test_it_says_ok_while_the_database_answers(
    database_url: str, make_settings: MakeSettings, make_app: MakeApp
) -> None:
    app = make_app(make_settings(DATABASE_URL=database_url))
    migrate(app)

    response = app.test_client().get("/healthz")

    assert (response.status_code, response.json) == (200, {"status": "ok", "version": version()})


def test_it_says_unavailable_when_the_database_does_not_answer(
    make_settings: MakeSettings, make_app: MakeApp
) -> None:
    nowhere = "postgresql://kept:secret@127.0.0.1:1/kept"
    client = make_app(make_settings(DATABASE_URL=nowhere)).test_client()

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json == {
        "code": "database_unavailable",
        "message": "The database cannot be used right now.",
        "fields": {},
    }


def test_it_says_unavailable_when_the_file_is_no_database(client: FlaskClient, settings: Settings) -> None:
    Path(settings.database_url.removeprefix("sqlite:///")).write_bytes(b"not a database" * 100)

    assert client.get("/healthz").status_code == 503
