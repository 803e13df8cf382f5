"""The gunicorn worker: gevent, with limits on how slowly a client may send or read.

what is awaited                                           at most
the headers of a request, also of the next one            `keepalive` of gunicorn.conf.py
the rest of its body                                      BODY_SECONDS
the client, to take one piece of an answer                WRITE_SECONDS

One address may have MAX_OF_ADDRESS connections, unless proxies stand in front: those have all of them.
A slow client so costs one greenlet for a while and never the service. What gunicorn itself refuses is
answered in the one error shape, and the log learns nothing about who sent it.
"""

import os
import time
from http import HTTPStatus
from types import FrameType, TracebackType
from typing import Protocol, Self

import gevent
import orjson
from gevent import monkey, socket
from gunicorn import util
from gunicorn.http import errors, wsgi
from gunicorn.http.message import Request
from gunicorn.sock import BaseSocket
from gunicorn.workers.base_async import AsyncWorker
from gunicorn.workers.ggevent import GeventWorker
from werkzeug.exceptions import BadRequest, HTTPException, RequestTimeout

from server.config import Settings
from server.core.errors import error_body_of
from server.core.http import security_headers
from server.core.logs import logger
from server.serving.crowd import Crowd
from server.serving.request_queue import RequestQueue

BODY_SECONDS = 60
WRITE_SECONDS = 60

_STATUS_BY_ERROR: dict[type[Exception], HTTPStatus] = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.InvalidResponseHeader: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InvalidResponseHeaderName: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.ParseException: HTTPStatus.BAD_REQUEST,
}

wsgi.SERVER = "kept"  # the Server header; gunicorn has no setting for it


class Worker(GeventWorker):
    """Serves each connection in a greenlet of its own."""

    def patch(self) -> None:
        """Finish what `server.serving` began: in this process, forking and signals are gevent's too."""
        monkey.patch_os()
        monkey.patch_signal()
        self.sockets = [
            socket.socket(listener.FAMILY, socket.SOCK_STREAM, fileno=listener.sock.detach())
            for listener in self.sockets
        ]

    def init_process(self) -> None:
        """Prepare what this process needs before it takes connections."""
        self.waiting: set[gevent.Greenlet] = set()
        settings = Settings.from_environment(os.environ)
        self.error_headers = security_headers(settings)
        self.crowd = None if settings.trusted_proxies else Crowd()
        super().init_process()

    def run(self) -> None:
        """Serve until told to stop."""
        self.queue = RequestQueue()
        gevent.spawn(self.queue.run)
        super().run()

    def handle(self, listener: BaseSocket, client: socket.socket, addr: tuple[str, int]) -> None:
        """Serve one connection, or close it at once where its address has too many."""
        client.settimeout(WRITE_SECONDS)
        if self.crowd is None:
            AsyncWorker.handle(self, listener, client, addr)
            return
        with self.crowd.counted(addr[0]) as is_welcome:
            if is_welcome:
                AsyncWorker.handle(self, listener, client, addr)
            else:
                client.close()

    def timeout_ctx(self) -> gevent.Timeout:
        """Limit the wait for a request; it ends early when the worker stops."""
        return _Wait(self.waiting, self.cfg.keepalive)

    def handle_request(
        self, listener_name: str, req: Request, sock: socket.socket, addr: tuple[str, int]
    ) -> None:
        """Serve one request whose headers have arrived, after those that arrived before.

        A client that asks again at once has its next request here before this greenlet would ever wait;
        without a queue, it alone would be served.
        """
        self.queue.wait()
        req.body.reader = DeadlineReader(req.body.reader, BODY_SECONDS)
        super().handle_request(listener_name, req, sock, addr)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop after the requests under way; connections without one are closed at once."""
        super().handle_exit(sig, frame)
        for greenlet in list(self.waiting):
            gevent.spawn(greenlet.kill, block=False)

    def handle_error(
        self, req: Request | None, client: socket.socket, addr: tuple[str, int], exc: BaseException
    ) -> None:
        """Answer what never reached the application, unless the connection was merely to be closed."""
        del req, addr
        if isinstance(exc, gevent.GreenletExit | HTTPException):
            return
        status = status_of(exc)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("fault", kind=type(exc).__name__, status=status)
        client.sendall(error_response(status, self.error_headers))
        util.close_graceful(client)


class _Wait(gevent.Timeout):
    """A silent timeout that knows who is waiting, so a stop does not have to wait."""

    def __init__(self, waiting: set[gevent.Greenlet], seconds: float) -> None:
        super().__init__(seconds, exception=False)
        self.waiting = waiting

    def __enter__(self) -> Self:
        self.waiting.add(gevent.getcurrent())
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        self.waiting.discard(gevent.getcurrent())
        return super().__exit__(kind, error, trace)


class Reader(Protocol):
    """What gunicorn reads a body from."""

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class DeadlineReader:
    """Reads a body as gunicorn does, but only for so long; what is malformed is the client's error."""

    def __init__(self, reader: Reader, seconds: float) -> None:
        self.reader = reader
        self.ends_at = time.monotonic() + seconds

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; raises RequestTimeout or BadRequest."""
        with gevent.Timeout(max(0.0, self.ends_at - time.monotonic()), exception=RequestTimeout):
            try:
                return self.reader.read(size)
            except errors.ParseException as error:
                raise BadRequest from error


def status_of(error: BaseException) -> HTTPStatus:
    """Return the status for something gunicorn raised; the first class that fits decides."""
    for kind, status in _STATUS_BY_ERROR.items():
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def error_response(status: HTTPStatus, headers: dict[str, str]) -> bytes:
    """Return a whole HTTP/1.1 response in the one error shape."""
    body = orjson.dumps(error_body_of(status))
    fields = {
        **headers,
        "Server": wsgi.SERVER,
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode("latin-1") + body
