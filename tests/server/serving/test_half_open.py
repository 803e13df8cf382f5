"""Clients that begin a request and never finish it: they do not stop the service."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from server.serving.crowd import MAX_OF_ADDRESS
from tests.factories.kept_process import KeptProcess, running_kept

HALF_OPEN = 200
ANSWER_SECONDS = 30  # the server itself ends a request that has not come within 60 seconds
BODY_SECONDS = 60  # what a request that has begun may take to arrive

PARTIAL_HEADERS = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
PARTIAL_BODY = (
    b"POST /api/practices HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 1000\r\n\r\n{"a": '
)
PARTIAL_CHUNK = (
    b"POST /api/practices HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Transfer-Encoding: chunked\r\n\r\n3e8\r\n{"a": '
)


@pytest.fixture
def fresh_kept(tmp_path: Path) -> Iterator[KeptProcess]:
    with running_kept(tmp_path) as kept:
        yield kept


def begin(kept: KeptProcess, request: bytes, at_the_end: ExitStack) -> socket.socket:
    client = at_the_end.enter_context(kept.connect())
    client.sendall(request)
    return client


@pytest.mark.parametrize(
    "request_text", [PARTIAL_HEADERS, PARTIAL_BODY, PARTIAL_CHUNK], ids=["headers", "body", "chunk"]
)
def test_it_answers_while_200_requests_hang(kept: KeptProcess, request_text: bytes) -> None:
    with ExitStack() as at_the_end:
        for _ in range(HALF_OPEN):
            begin(kept, request_text, at_the_end)

        for _ in range(5):
            answer = kept.get("/healthz", timeout_seconds=ANSWER_SECONDS)
            assert (answer.status, json.loads(answer.body)["status"]) == (200, "ok")


def test_one_address_cannot_take_every_connection(fresh_kept: KeptProcess) -> None:
    with ExitStack() as at_the_end:
        strangers = []
        for _ in range(MAX_OF_ADDRESS + 100):
            address = ("127.0.0.1", fresh_kept.port)
            source = ("127.0.0.9", 0)
            client = socket.create_connection(address, ANSWER_SECONDS, source_address=source)
            strangers.append(at_the_end.enter_context(client))
            with suppress(ConnectionError):  # closed already
                client.sendall(PARTIAL_BODY)

        assert fresh_kept.get("/healthz", timeout_seconds=ANSWER_SECONDS).status == 200
        assert sum(is_closed(client) for client in strangers[-100:]) == 100


def is_closed(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionError:
        return True


def test_it_stops_at_once_while_200_requests_hang(fresh_kept: KeptProcess) -> None:
    with ExitStack() as at_the_end:
        for _ in range(HALF_OPEN):
            begin(fresh_kept, PARTIAL_HEADERS, at_the_end)
        fresh_kept.get("/healthz")  # all of them have been taken
        begun_at = time.monotonic()

        assert fresh_kept.stop() == 0

        assert time.monotonic() - begun_at < BODY_SECONDS
    assert fresh_kept.processes_left() == []
    assert "Kept is running" in fresh_kept.log()
    assert "Traceback" not in fresh_kept.log()
