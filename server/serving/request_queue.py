"""Requests begin one after the other, in the order in which they have arrived.

Without them some would wait two or three times as long as others: gevent looks at all connections, then
serves whatever it saw, the latest first, while those who asked a moment later wait for its next look.
"""

from typing import NoReturn

from gevent import socket
from gevent.event import Event
from gevent.queue import SimpleQueue


class RequestQueue:
    """A queue of requests that have arrived.

    Only the beginning is queued: who waits later, for a database or a client, holds up nobody.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Event] = SimpleQueue()

    def wait(self) -> None:
        """Return when this request may begin."""
        may_begin = Event()
        self._waiting.put(may_begin)
        may_begin.wait()

    def run(self) -> NoReturn:
        """Let one request begin at a time, and let gevent look who else has asked before each; never returns.

        The wait for a socket that can always be written to is over at once, but unlike sleep(0), which
        looks every 50th time, it always includes a look at all others.
        """
        always_ready, other_end = socket.socketpair()
        with always_ready, other_end:
            while True:
                may_begin = self._waiting.get()
                socket.wait_write(always_ready.fileno())
                may_begin.set()
