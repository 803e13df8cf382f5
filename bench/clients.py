"""A bounded load: some clients on a connection each, which ask again as soon as they are answered.

All of them share one loop over plain sockets, so that most of the processor is left to the server.
"""

import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bench.report import percentile

HOST = "127.0.0.1"
OK = b"HTTP/1.1 200 "
END_OF_HEADERS = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length: "
PIECE_BYTES = 1 << 20
PATIENCE_SECONDS = 60


class Client(Protocol):
    """Somebody who asks the server."""

    def request(self) -> bytes:
        """Return the next request, whole."""
        ...

    def take(self, body: bytes) -> None:
        """Read the body of the answer; raises RuntimeError when it is not the right one."""
        ...


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients saw together."""

    per_second: float
    p50_ms: float
    p99_ms: float


class Reader:
    """Asks for one path over and over."""

    def __init__(self, path: str) -> None:
        self._request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()

    def request(self) -> bytes:
        """Return the same request each time."""
        return self._request

    def take(self, body: bytes) -> None:
        """Take any answer."""


class Exchange:
    """A client's connection, and the request under way on it."""

    def __init__(self, port: int, client: Client) -> None:
        self.client = client
        self.socket = socket.create_connection((HOST, port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._began = 0.0
        self._received = b""

    def ask(self) -> None:
        """Send the client's next request."""
        request = self.client.request()
        self._began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> float | None:
        """Read what is there; once the answer is whole, hand it over and tell how many ms it took."""
        piece = self.socket.recv(PIECE_BYTES)
        if not piece:
            raise RuntimeError("The server closed the connection")
        self._received += piece
        body = whole_body(self._received)
        if body is None:
            return None
        took_ms = (time.perf_counter() - self._began) * 1_000
        self._received = b""
        self.client.take(body)
        return took_ms


def seconds_while(port: int, client: Client, goes_on: Callable[[], bool]) -> float:
    """Let one client ask as long as it wants to; tell how long that was."""
    began = time.perf_counter()
    exchange = Exchange(port, client)
    while goes_on():
        exchange.ask()
        while exchange.receive() is None:
            continue
    exchange.socket.close()
    return time.perf_counter() - began


def load(port: int, clients: Sequence[Client], seconds: float) -> Load:
    """Let them ask for so long; every answer must be a 200."""
    began = time.perf_counter()
    times_ms = ask_until(began + seconds, [Exchange(port, client) for client in clients])
    return load_of(times_ms, time.perf_counter() - began)


def load_of(times_ms: Sequence[float], seconds: float) -> Load:
    """Sum up what took so long each, in so many seconds."""
    return Load(len(times_ms) / seconds, percentile(times_ms, 50), percentile(times_ms, 99))


def ask_until(ends_at: float, exchanges: Sequence[Exchange]) -> list[float]:
    """Go on until the time has come and the last answers are there; give the ms that each one took."""
    times_ms: list[float] = []
    with selectors.DefaultSelector() as selector:
        for exchange in exchanges:
            selector.register(exchange.socket, selectors.EVENT_READ, exchange)
            exchange.ask()
        while selector.get_map():
            for exchange in _ready(selector):
                took_ms = exchange.receive()
                if took_ms is None:
                    continue
                times_ms.append(took_ms)
                if time.perf_counter() < ends_at:
                    exchange.ask()
                else:
                    selector.unregister(exchange.socket)
                    exchange.socket.close()
    return times_ms


def whole_body(received: bytes) -> bytes | None:
    """Return the body of an answer that is there to its end; raises RuntimeError unless it is a 200."""
    head, end, body = received.partition(END_OF_HEADERS)
    if not end:
        return None
    if not head.startswith(OK):
        raise RuntimeError(f"The server answered {received.decode('utf-8', 'replace')}")
    length = head.lower().partition(LENGTH)[2].partition(b"\r\n")[0]
    return body if len(body) == int(length) else None


def _ready(selector: selectors.BaseSelector) -> list[Exchange]:
    ready = selector.select(PATIENCE_SECONDS)
    if not ready:
        raise RuntimeError("The server has stopped answering")
    return [key.data for key, _ in ready]
