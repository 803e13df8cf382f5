"""Reading a body that comes slowly, or broken."""

import gevent
import pytest
from gevent.event import Event
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest, RequestTimeout

from server.serving.worker import DeadlineReader


class Slow:
    """A client that sends nothing any more."""

    def read(self, size: int) -> bytes:
        Event().wait()
        return b"body"[:size]


class Broken:
    """A client whose chunks make no sense."""

    def read(self, size: int) -> bytes:
        raise ParseException(size)


class Ready:
    """A client whose body is there."""

    def read(self, size: int) -> bytes:
        return b"body"[:size]


def test_it_reads_what_is_there() -> None:
    assert DeadlineReader(Ready(), seconds=1).read(3) == b"bod"


def test_it_waits_only_so_long() -> None:
    with pytest.raises(RequestTimeout):
        DeadlineReader(Slow(), seconds=0.01).read(1)


def test_it_counts_from_the_beginning_of_the_body() -> None:
    reader = DeadlineReader(Slow(), seconds=0)
    gevent.sleep(0)

    with pytest.raises(RequestTimeout):
        reader.read(1)


def test_it_takes_what_is_malformed_for_the_clients_error() -> None:
    with pytest.raises(BadRequest):
        DeadlineReader(Broken(), seconds=1).read(1)
