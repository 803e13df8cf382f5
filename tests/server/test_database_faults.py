"""A database that cannot be used now: 503 in the one shape each time, until it can, and the log says why."""

import errno
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Never

import psycopg
import pytest
from flask import Flask
from psycopg import errors as postgresql_errors
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from server.core.api import Blueprint
from server.core.db import db
from server.core.logs import configure_logs
from tests.factories.devices import Device
from tests.factories.faulty_disk import READS, WRITES, failing_disk
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import Person, sign_up
from tests.factories.things import Json, entry

OPEN = ("open",)
TRIES = 3
UNAVAILABLE = {"code": "unavailable", "message": "The server cannot answer right now.", "fields": {}}
UNHEALTHY = {
    "code": "database_unavailable",
    "message": "The database cannot be used right now.",
    "fields": {},
}
DISKS = {
    "nothing can be read": (READS, errno.EIO),
    "nothing can be written": (WRITES, errno.EIO),
    "the disk is gone": (READS + WRITES + OPEN, errno.EIO),
    "the disk is full": (WRITES, errno.ENOSPC),
    "the disk only reads": (WRITES + OPEN, errno.EROFS),
}


def faults(capsys: pytest.CaptureFixture[str]) -> list[Json]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"fault"' in line]


@pytest.fixture
def phone(alice: Person) -> Device:
    device = Device(alice.client, alice.account)
    device.sync(entry())
    return device


def ask_until_it_fails(phone: Device) -> tuple[int, Json]:
    """What is still in memory can be answered from there."""
    for _ in range(TRIES):
        answer = phone.ask(entry())
        if answer.status_code != 200:
            break
    return answer.status_code, answer.get_json()


@pytest.mark.parametrize("is_connected", [True, False], ids=["connected", "new connections"])
@pytest.mark.parametrize(("calls", "code"), DISKS.values(), ids=DISKS.keys())
def test_a_disk_that_fails_is_unavailable_each_time(
    app: Flask, phone: Device, calls: Sequence[str], code: int, *, is_connected: bool
) -> None:
    if not is_connected:
        with app.app_context():
            db.engine.dispose()
    with failing_disk(calls, code):
        answers = [ask_until_it_fails(phone) for _ in range(TRIES)]
        health = phone.client.get("/healthz")

    assert answers == [(503, UNAVAILABLE)] * TRIES
    assert (health.status_code, health.get_json()) == (503, UNHEALTHY)
    assert phone.client.get("/healthz").status_code == 200
    assert phone.sync(entry())["results"][0]["status"] == "applied"


def test_health_finds_a_full_disk_before_anybody_writes(phone: Device) -> None:
    with failing_disk(WRITES, errno.ENOSPC):
        assert phone.client.get("/healthz").status_code == 503
    assert phone.client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("calls", "code", "name"), [
    (WRITES, errno.EIO, "SQLITE_IOERR_WRITE"),
    (WRITES, errno.ENOSPC, "SQLITE_FULL"),
])  # fmt: skip
def test_the_log_says_what_sqlite_calls_it(
    phone: Device, capsys: pytest.CaptureFixture[str], calls: Sequence[str], code: int, name: str
) -> None:
    configure_logs("warning")  # to the standard error of the test, not of its fixtures
    with failing_disk(calls, code):
        phone.ask(entry())
        phone.client.get("/healthz")

    logged = faults(capsys)
    assert [line["route"] for line in logged] == ["/api/sync", "/healthz"]
    assert {line["code"] for line in logged} == {name}
    for line in logged:
        assert set(line) == {"event", "level", "kind", "code", "where", "method", "route"}


@pytest.fixture
def on_postgresql(make_app: MakeApp, make_settings: MakeSettings, migrated_postgresql_url: str) -> Flask:
    return make_app(make_settings(DATABASE_URL=migrated_postgresql_url, SIGNUP="open"))


@contextmanager
def read_only(app: Flask, server_url: str) -> Iterator[None]:
    """Let the database only read, as a demoted primary does; open connections stay as they were."""
    with app.app_context():
        name = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database or ""

    def switch(mode: str) -> None:
        with psycopg.connect(server_url, autocommit=True) as connection:
            statement = SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
            connection.execute(statement.format(Identifier(name), SQL(mode)))

    switch("on")
    with app.app_context():
        db.engine.dispose()
    try:
        yield
    finally:
        switch("off")


def test_a_postgresql_that_became_read_only_is_unavailable(
    on_postgresql: Flask, postgresql_server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    who = sign_up(on_postgresql.test_client(), "alice")
    phone = Device(who.client, who.account)
    phone.sync(entry())
    configure_logs("warning")
    with read_only(on_postgresql, postgresql_server):
        answers = [ask_until_it_fails(phone) for _ in range(TRIES)]
        health = phone.client.get("/healthz")
        logged = faults(capsys)

    assert answers == [(503, UNAVAILABLE)] * TRIES
    assert (health.status_code, health.get_json()) == (503, UNHEALTHY)
    assert {line["code"] for line in logged} == {"25006"}
    # The connections that only read were dropped: no restart is needed.
    assert phone.client.get("/healthz").status_code == 200
    assert phone.sync(entry())["results"][0]["status"] == "applied"


@pytest.mark.parametrize(("state", "status"), [
    ("08006", 503),  # the connection failed
    ("25006", 503),  # read-only
    ("53100", 503),  # disk full
    ("53300", 503),  # too many connections
    ("57P01", 503),  # shut down by its administrator
    ("57P03", 503),  # cannot connect now
    ("58030", 503),  # input or output error
    ("XX001", 503),  # damaged data
    ("42P01", 500),  # no such table: a bug
    ("25P02", 500),  # used after a failed statement: a bug
    ("23505", 500),  # a constraint nobody expected: a bug
])  # fmt: skip
def test_an_error_of_postgresql_is_unavailable_or_a_bug(
    app: Flask, capsys: pytest.CaptureFixture[str], state: str, status: int
) -> None:
    configure_logs("warning")
    blueprint = Blueprint("states", __name__)

    @blueprint.route("/api/state")
    def fail() -> Never:
        original = postgresql_errors.lookup(state)("words of somebody")
        raise DBAPIError.instance("SELECT 1", None, original, psycopg.Error, dialect=db.engine.dialect)

    app.register_blueprint(blueprint)
    answer = app.test_client().get("/api/state")

    (line,) = faults(capsys)
    assert (answer.status_code, line["code"]) == (status, state)
    assert "words" not in json.dumps(line)
