"""Clients that ask without a pause: the others are served in between."""

import socket

from tests.factories.kept_process import KeptProcess

REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
MANY = 300


def answers_there(client: socket.socket) -> int:
    """How many answers have arrived, without waiting for more."""
    client.settimeout(0)
    received = b""
    try:
        while piece := client.recv(1 << 20):
            received += piece
    except BlockingIOError:
        pass
    return received.count(b"HTTP/1.1 200 ")


def test_a_client_with_many_requests_leaves_room_for_another(kept: KeptProcess) -> None:
    with kept.connect() as greedy:
        greedy.sendall(REQUEST * MANY)

        assert kept.get("/healthz").status == 200
        assert answers_there(greedy) < MANY
