"""PostgreSQL behind PgBouncer in transaction mode, and with several hosts in its address."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from server.core.db import db
from server.core.migrations import migrate
from server.nudges.starting import worker_environment
from server.nudges.watch import DATABASE
from tests.factories.devices import Device
from tests.factories.kept_process import free_port
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import Person, sign_in, sign_up
from tests.factories.things import Json, entry
from tools.pooler import find_pooler

START_SECONDS = 30
DEVICES, SYNCS = 6, 25
CONFIGURATION = """
[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen_port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
logfile = {folder}/log
pidfile = {folder}/pid
"""


@pytest.fixture
def pooled_url(postgresql_url: str) -> Iterator[str]:
    """The same database, through a pooler with fewer connections than there are devices."""
    program = find_pooler()
    if program is None:
        pytest.skip("PgBouncer is not installed: `python -m tools.pooler` does it on Debian")
    with TemporaryDirectory(prefix="kept-pooler-") as name:
        folder = Path(name)
        folder.chmod(0o777)  # PgBouncer refuses to run as root
        url = make_url(postgresql_url)
        port = free_port()
        configuration = folder / "pgbouncer.ini"
        host = str(url.query.get("host") or url.host)
        words = {
            "host": host,
            "port": url.port or 5432,
            "user": f"{url.username}" + (f" password={url.password}" if url.password else ""),
            "listen_port": port,
            "folder": folder,
        }
        configuration.write_text(CONFIGURATION.format(**words), encoding="utf-8")
        command = [program, str(configuration)]
        with subprocess.Popen(command, user=_user_for(host), stderr=subprocess.DEVNULL) as process:
            try:
                pooled = URL.create(
                    "postgresql", url.username, None, "127.0.0.1", port, url.database
                ).render_as_string()
                _wait_until_it_answers(pooled, folder)
                yield pooled
            finally:
                process.kill()


def _user_for(host: str) -> int | None:
    """Return who may reach PostgreSQL and is not root: its folder's owner, where that is a socket."""
    if os.geteuid() != 0:
        return None
    return Path(host).stat().st_uid if host.startswith("/") else pwd.getpwnam("nobody").pw_uid


def _wait_until_it_answers(url: str, folder: Path) -> None:
    ends_at = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError as error:
            log = folder / "log"
            if time.monotonic() > ends_at:
                words = log.read_text(encoding="utf-8") if log.exists() else ""
                raise AssertionError(f"PgBouncer did not start: {error}\n{words}") from error
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def pooled_app(make_app: MakeApp, make_settings: MakeSettings, pooled_url: str) -> Flask:
    app = make_app(make_settings(DATABASE_URL=pooled_url, SIGNUP="open"))
    migrate(app)
    return app


def test_every_sync_through_a_pooler_is_answered(pooled_app: Flask) -> None:
    people = [sign_up(pooled_app.test_client(), f"person-{number}") for number in range(DEVICES)]
    statuses: list[int] = []

    def sync(person: Person) -> None:
        client = pooled_app.test_client()
        sign_in(client, person)
        device = Device(client, person.account)
        for _ in range(SYNCS):
            answer = device.ask(entry())
            statuses.append(answer.status_code)
            if answer.status_code == 200:
                told: Json = answer.get_json()
                device.epoch, device.cursor, device.head_token = (
                    told["epoch"],
                    told["cursor"],
                    told["head_token"],
                )

    threads = [Thread(target=sync, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * (DEVICES * SYNCS)
    assert not prepares(pooled_app)


def prepares(app: Flask) -> bool:
    with app.app_context(), db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        return driver.prepare_threshold is not None


def test_statements_are_prepared_where_there_is_no_pooler(
    make_app: MakeApp, make_settings: MakeSettings, postgresql_url: str
) -> None:
    assert prepares(make_app(make_settings(DATABASE_URL=postgresql_url)))


def test_the_first_of_several_hosts_that_answers_is_used(
    make_app: MakeApp, make_settings: MakeSettings, pooled_url: str
) -> None:
    url = make_url(pooled_url)
    several = f"postgresql://{url.username}@127.0.0.1:1,{url.host}:{url.port}/{url.database}"
    settings = make_settings(DATABASE_URL=several)
    app = make_app(settings)

    with app.app_context(), db.engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    with psycopg.connect(worker_environment(settings)[DATABASE]) as of_worker:
        assert of_worker.execute("SELECT 1").fetchone() == (1,)
