"""Argon2id of the auth secret, in threads of the system, so that a gevent worker goes on answering.

One hash takes about 40 ms of a processor and 19 MiB; two threads a process keep that bounded.
"""

from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from gevent.hub import Hub, get_hub
from gevent.threadpool import ThreadPool

THREADS = 2

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Checked in the place of an account that does not exist, so it takes as long as one that does.
_HASH_OF_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$gkbGID2bXys4l9RV5USQ/A$xQvTaiufWg6YY3F0+i1nFnWGasy25g9rHjf26wabwhY"
)
# A pool belongs to the gevent hub that waits for it; a forked process and a further thread have their own.
_pools: WeakKeyDictionary[Hub, ThreadPool] = WeakKeyDictionary()


def hash_secret(secret: bytes) -> str:
    """Return what to keep of the secret."""
    return _pool().apply(_HASHER.hash, (secret,))


def is_secret(kept: str | None, secret: bytes) -> bool:
    """Tell whether this is the secret; None (no such account) takes as long and is False."""
    is_right = _pool().apply(_verify, (kept or _HASH_OF_NOBODY, secret))
    return is_right and kept is not None


def needs_rehash(kept: str) -> bool:
    """Tell whether it was hashed with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def _verify(kept: str, secret: bytes) -> bool:
    try:
        return _HASHER.verify(kept, secret)
    except VerifyMismatchError:
        return False


def _pool() -> ThreadPool:
    hub = get_hub()
    pool = _pools.get(hub)
    if pool is None:
        pool = _pools[hub] = ThreadPool(THREADS)
    return pool
