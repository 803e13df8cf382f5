"""A database that keeps a request waiting: the other requests do not wait with it."""

import socket
from contextlib import ExitStack
from pathlib import Path

from tests.factories.kept_process import ONLY_SERVE, running_kept

ANSWER_SECONDS = 4  # less than a connection may take


def test_it_answers_others_while_postgresql_is_silent(tmp_path: Path) -> None:
    with ExitStack() as at_the_end:
        silent = at_the_end.enter_context(socket.create_server(("127.0.0.1", 0)))
        url = f"postgresql://kept@127.0.0.1:{silent.getsockname()[1]}/kept?sslmode=disable&gssencmode=disable"
        kept = at_the_end.enter_context(
            running_kept(tmp_path, command=ONLY_SERVE, DATABASE_URL=url, WEB_CONCURRENCY="1")
        )
        asking = at_the_end.enter_context(kept.connect())
        asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        at_the_end.enter_context(silent.accept()[0])  # the server has begun to wait for an answer

        assert kept.get("/api/practices", timeout_seconds=ANSWER_SECONDS).status == 200


def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    with running_kept(tmp_path, DATABASE_URL=postgresql_url) as kept:
        assert kept.get("/healthz").status == 200
        assert kept.stop() == 0
        assert not kept.has_processes_left()
