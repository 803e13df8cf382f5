"""The queue of requests: first come, first served, and whoever comes meanwhile is seen."""

from collections.abc import Iterator

import gevent
import pytest
from gevent import socket

from server.serving.request_queue import RequestQueue


@pytest.fixture
def queue() -> Iterator[RequestQueue]:
    queue = RequestQueue()
    running = gevent.spawn(queue.run)
    yield queue
    running.kill()


def test_first_come_first_served(queue: RequestQueue) -> None:
    begun: list[int] = []

    def ask(number: int) -> None:
        for _ in range(2):
            queue.wait()
            begun.append(number)

    gevent.joinall([gevent.spawn(ask, number) for number in range(5)])

    assert begun == [0, 1, 2, 3, 4] * 2


def test_it_looks_who_else_has_asked_before_each(queue: RequestQueue) -> None:
    begun: list[str] = []
    near, far = socket.socketpair()

    def ask(name: str) -> None:
        queue.wait()
        begun.append(name)
        if name == "first":
            far.sendall(b"?")

    def hear() -> None:
        near.recv(1)
        begun.append("somebody else")

    gevent.joinall([gevent.spawn(hear), *(gevent.spawn(ask, name) for name in ("first", "second", "third"))])
    near.close()
    far.close()

    assert begun == ["first", "somebody else", "second", "third"]
