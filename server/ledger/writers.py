"""One writer for each account at a time in a process; its others wait here, in the order in which they came.

Only the lock on the feed's row keeps numbers in order. But there each would wait with a connection of its
own, and PostgreSQL lets some wait ten times as long as others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakValueDictionary

MOST_SECONDS = 10
"""Who has waited so long goes on to the database: it knows best what is wrong with it."""

_WRITERS: WeakValueDictionary[str, Lock] = WeakValueDictionary()


@contextmanager
def turn_to_write(account_id: str) -> Iterator[None]:
    """Wait until no other request of this process writes this account's feed."""
    lock = _WRITERS.get(account_id)
    if lock is None:
        lock = _WRITERS[account_id] = Lock()
    has_turn = lock.acquire(timeout=MOST_SECONDS)
    try:
        yield
    finally:
        if has_turn:
            lock.release()
