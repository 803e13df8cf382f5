"""A disk that fails: SQLite's own calls to the system answer with an error, as its own tests make them.

SQLite lets a program replace each call that it makes to the system (`xSetSystemCall`). Nothing of SQLite or
of the server is replaced: they see what they would see of a dead, full or read-only disk.
"""

import _sqlite3
import ctypes
import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

_READ = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, use_errno=True)
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, use_errno=True)
_FORMS = {
    "pread": _READ,
    "pread64": _READ,
    "pwrite": _READ,
    "pwrite64": _READ,
    "fsync": _SYNC,
    "open": _OPEN,
}
_SET_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)


class _VFS(ctypes.Structure):
    """The head of `struct sqlite3_vfs`, up to what is used."""

    _fields_: ClassVar = [
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in ("xOpen", "xDelete", "xAccess", "xFullPathname")),
        *((name, ctypes.c_void_p) for name in ("xDlOpen", "xDlError", "xDlSym", "xDlClose")),
        *((name, ctypes.c_void_p) for name in ("xRandomness", "xSleep", "xCurrentTime", "xGetLastError")),
        ("xCurrentTimeInt64", ctypes.c_void_p),
        ("xSetSystemCall", _SET_CALL),
    ]


READS = ("pread", "pread64")
WRITES = ("pwrite", "pwrite64", "fsync")


@contextmanager
def failing_disk(calls: Sequence[str], code: int = errno.EIO) -> Iterator[None]:
    """Let these calls of SQLite to the system fail with this error, in this process."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_VFS)
    vfs = library.sqlite3_vfs_find(None)

    def fail(*_arguments: object) -> int:
        ctypes.set_errno(code)
        return -1

    replaced = {name: _FORMS[name](fail) for name in calls}
    try:
        for name, call in replaced.items():
            vfs.contents.xSetSystemCall(vfs, name.encode(), ctypes.cast(call, ctypes.c_void_p))
        yield
    finally:
        for name in replaced:
            vfs.contents.xSetSystemCall(vfs, name.encode(), None)
