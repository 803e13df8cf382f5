"""Turns: requests begin one after the other, in the order in which they have arrived.

Without them some would wait two or three times as long as others: gevent looks at all connections, then
serves whatever it saw, the latest first, while those who asked a moment later wait for its next look.
"""

from typing import NoReturn

from gevent import socket
from gevent.event import Event
from gevent.queue import SimpleQueue


class Turns:
    """A queue of requests that have arrived.

    Only the beginning is a matter of turns: who waits later, for a database or a client, holds up nobody.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Event] = SimpleQueue()

    def take(self) -> None:
        """Return when it is this request's turn to begin."""
        turn = Event()
        self._waiting.put(turn)
        turn.wait()

    def give(self) -> NoReturn:
        """Give one turn at a time, for good, and let gevent look who else has asked before each.

        The wait for a socket that can always be written to is over at once, but unlike sleep(0), which
        looks every 50th time, it always includes a look at all others.
        """
        always_ready, other_end = socket.socketpair()
        with always_ready, other_end:
            while True:
                turn = self._waiting.get()
                socket.wait_write(always_ready.fileno())
                turn.set()
