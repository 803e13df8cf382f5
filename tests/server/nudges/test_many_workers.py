"""Real processes: two at once, one that is killed, one that is told to stop, and one beside the server."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from server.config import Settings
from server.core.db import db, read_transaction, write_transaction
from server.nudges.models import AGENDA, NUDGE
from tests.factories.crowd import Crowd, write_crowd
from tests.factories.kept_process import environment, running_kept
from tests.factories.push_service import PushService

WORKER = (sys.executable, "-m", "server.nudges")
MAX_SECONDS = 240
DUE_AT_ONCE = 2_000  # a worker takes 256 people at once: eight turns for two workers to meet in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def variables_of(settings: Settings) -> dict[str, str]:
    return {"DATABASE_URL": settings.database_url, "PUSH_LOOPBACK": "1"}


@contextmanager
def worker_process(folder: Path, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    env = environment(folder / "data", **variables_of(settings))
    process = subprocess.Popen(WORKER, env=env, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def gather(app: Flask, push_service: PushService, size: int, *, stale: int = 0) -> None:
    origins = [push_service.endpoint("201", "", port)[:-1] for port in range(2)]
    crowd = Crowd(size, origins, datetime.now(UTC).replace(second=0, microsecond=0), stale)
    with app.app_context(), write_transaction() as connection:
        write_crowd(connection, crowd)


def open_nudges(app: Flask) -> int:
    """How many nudges of today or before are not over yet."""
    query = select(func.count()).where(NUDGE.c.try_at <= datetime.now(UTC) + timedelta(hours=6))
    with app.app_context(), read_transaction() as connection:
        return connection.scalar(query) or 0


def wait_until(is_done: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + MAX_SECONDS
    while not is_done():
        assert time.monotonic() < ends_at, "it took too long"
        time.sleep(0.1)


def states(app: Flask) -> Counter[str]:
    with app.app_context(), read_transaction() as connection:
        return Counter(connection.scalars(select(NUDGE.c.state)))


def shown(push_service: PushService) -> Counter[str]:
    """How many different notifications each phone shows: the same topic replaces, the same tag too."""
    return Counter(path for path, _ in {(push.path, push.headers["Topic"]) for push in push_service.pushes})


def test_two_workers_show_nothing_twice(
    app: Flask, settings: Settings, folder: Path, push_service: PushService
) -> None:
    gather(app, push_service, DUE_AT_ONCE)

    with worker_process(folder, settings), worker_process(folder, settings):
        # The first worker of a database plans everything again, so for a moment there may be no nudge at all.
        wait_until(lambda: states(app)["sent"] == DUE_AT_ONCE and open_nudges(app) == 0)

    assert len(push_service.pushes) == DUE_AT_ONCE  # not even sent twice
    assert set(shown(push_service).values()) == {1}
    assert states(app) == {"sent": DUE_AT_ONCE, "planned": DUE_AT_ONCE}
    assert push_service.refusals == []


def test_b15_a_killed_server_shows_each_once_after_its_restart(
    app: Flask, settings: Settings, folder: Path, push_service: PushService
) -> None:
    """Killed in the middle of 1,000 that are due, of which 100 were due yesterday."""
    gather(app, push_service, 1000, stale=100)
    push_service.delay_seconds = 0.2
    first, second = folder / "first", folder / "second"
    first.mkdir()
    second.mkdir()
    with running_kept(first, **variables_of(settings)) as kept:
        wait_until(lambda: len(push_service.pushes) > 200)
        os.killpg(kept.process.pid, signal.SIGKILL)
    assert 0 < open_nudges(app) < 1000 or states(app)["planned"] >= 800
    with app.app_context(), write_transaction() as connection:  # two minutes later, in a moment
        connection.execute(update(AGENDA).values(leased_until=None))

    with running_kept(second, **variables_of(settings)):
        wait_until(lambda: open_nudges(app) == 0)

    today = shown(push_service)
    assert len(today) == 900 + made_up_for(app)
    assert set(today.values()) == {1}
    assert states(app)["stale"] == 100


def made_up_for(app: Flask) -> int:
    """How many whose nudge of yesterday was stale had another one today that was due by now."""
    query = select(func.count()).where(NUDGE.c.state == "sent")
    with app.app_context(), read_transaction() as connection:
        return (connection.scalar(query) or 0) - 900


def test_a_worker_that_is_told_to_stop_finishes_what_it_began(
    app: Flask, settings: Settings, folder: Path, push_service: PushService
) -> None:
    gather(app, push_service, 1000)
    push_service.delay_seconds = 0.5
    with worker_process(folder, settings) as process:
        wait_until(lambda: len(push_service.pushes) > 100)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0

    with app.app_context(), read_transaction() as connection:
        leased = connection.scalar(select(func.count()).where(AGENDA.c.leased_until.is_not(None)))
    assert states(app)["sent"] == len(push_service.pushes)
    assert leased == 0


def test_it_runs_beside_the_server_and_is_started_again(
    app: Flask, settings: Settings, folder: Path, push_service: PushService
) -> None:
    with running_kept(folder, **variables_of(settings)) as kept:
        wait_until(lambda: len(children_of(kept.process.pid)) == 1)
        watchers = children_of(kept.process.pid)
        os.kill(watchers[0], signal.SIGKILL)
        wait_until(lambda: children_of(kept.process.pid) not in ([], watchers))
        gather(app, push_service, 3)
        wait_until(lambda: len(push_service.pushes) == 3)
        assert kept.stop() == 0
        assert kept.processes_left() == []
    with app.app_context():
        db.engine.dispose()


def children_of(pid: int) -> list[int]:
    """The nudge workers that a server has started."""
    found = []
    for task in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        with suppress(FileNotFoundError):  # it has ended since
            if b"server.nudges" in Path(f"/proc/{task}/cmdline").read_bytes():
                found.append(int(task))
    return found
