"""A database that keeps a request waiting: the other requests do not wait with it."""

import select
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.factories.kept_process import ONLY_SERVE, running_kept

TRIES = 10


def has_answer(client: socket.socket) -> bool:
    """Tell whether anything has come, without waiting for it."""
    return bool(select.select([client], [], [], 0)[0])


def test_it_answers_others_while_postgresql_is_silent(tmp_path: Path) -> None:
    with ExitStack() as at_the_end:
        silent = at_the_end.enter_context(socket.create_server(("127.0.0.1", 0)))
        url = f"postgresql://kept@127.0.0.1:{silent.getsockname()[1]}/kept?sslmode=disable&gssencmode=disable"
        kept = at_the_end.enter_context(
            running_kept(tmp_path, command=ONLY_SERVE, DATABASE_URL=url, WEB_CONCURRENCY="1")
        )
        # On a busy machine the server may have given up on the database before anybody else was answered.
        for _ in range(TRIES):
            asking = at_the_end.enter_context(kept.connect())
            asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            at_the_end.enter_context(silent.accept()[0])  # the server has begun to wait for an answer
            assert kept.get("/api/practices").status == 200
            if not has_answer(asking):
                return
        pytest.fail("each request waited for the one that waits for the database")


def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    with running_kept(tmp_path, DATABASE_URL=postgresql_url) as kept:
        assert kept.get("/healthz").status == 200
        assert kept.stop() == 0
        assert kept.processes_left() == []
