"""Work that would hold up everybody else, in a thread of its own."""

import sys
from collections.abc import Callable
from functools import cache
from os import cpu_count
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from gevent.threadpool import ThreadPool

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def in_thread(work: Callable[Given, Returned], *args: Given.args, **kwargs: Given.kwargs) -> Returned:
    """Return what the work returns; under gevent other requests go on meanwhile.

    Only for work that lets go of Python's lock for most of its time, such as compressing, and that touches
    nothing of the request or the database.
    """
    if not _is_under_gevent():
        return work(*args, **kwargs)
    returned: Returned = _pool().apply(work, args, kwargs)
    return returned


def _is_under_gevent() -> bool:
    """Tell whether threads are greenlets here. Gevent is not imported for it: only the server needs it."""
    monkey = sys.modules.get("gevent.monkey")
    return monkey is not None and monkey.is_module_patched("threading")


@cache
def _pool() -> "ThreadPool":
    """Make the pool in the process that uses it: threads do not outlive a fork."""
    from gevent.threadpool import ThreadPool  # noqa: PLC0415 - only under gevent

    return ThreadPool(max(2, cpu_count() or 1))
