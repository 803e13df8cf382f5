#!/usr/bin/env bash
# SQLite reports an intact database as "malformed" while the disk answers EIO
#
# Versions: pysqlite3-binary 0.5.4.post2 (PyPI, SQLite 3.51.1). The same was seen with the sqlite3 module
#   of Python 3.11.7 and SQLite 3.40.1. Linux only.
#
# Guess: while the disk answers each read and write with EIO, every statement raises OperationalError with
#   "disk I/O error", so a program can tell a failing disk from a damaged file by the exception.
# What happened: the commit and a new connection do. A read or a write on the open connection raises plain
#   DatabaseError "database disk image is malformed", though the file is intact: once the disk
#   answers again, the same connection and a new one read every row. (SQLite gives EIO on a read a code of
#   its own, SQLITE_IOERR_CORRUPTFS, and reports it as SQLITE_CORRUPT when a running statement gets it.)
# What follows: catch DatabaseError, not only OperationalError, around disk errors; and do not restore or
#   delete a "malformed" database before you have read it again with PRAGMA integrity_check.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pysqlite3-binary==0.5.4.post2
cat >disk.py <<'PY'
import ctypes, errno
from pysqlite3 import _sqlite3, dbapi2 as sqlite3
POINTER, INT = ctypes.c_void_p, ctypes.c_int
class FileSystem(ctypes.Structure):  # struct sqlite3_vfs of sqlite3.h, up to xSetSystemCall
    set_call = ctypes.CFUNCTYPE(INT, POINTER, ctypes.c_char_p, POINTER)
    _fields_ = [("numbers", INT * 3), ("others", POINTER * 16), ("xSetSystemCall", set_call)]
find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
find.restype = ctypes.POINTER(FileSystem)
system = find(None)
def answer_eio(*_):
    ctypes.set_errno(errno.EIO)
    return -1
transfer = ctypes.CFUNCTYPE(ctypes.c_ssize_t, INT, POINTER, ctypes.c_size_t, ctypes.c_int64, use_errno=True)
failing = transfer(answer_eio)
def set_disk(works):
    for name in (b"pread", b"pread64", b"pwrite", b"pwrite64"):
        system.contents.xSetSystemCall(system, name, None if works else ctypes.cast(failing, POINTER))
def show(what, action):
    try:
        print(what, "->", action())
    except sqlite3.Error as error:
        print(what, "->", type(error).__name__ + ":", error)
def count(connection):
    return connection.execute("SELECT count(*) FROM t").fetchone()[0]
with sqlite3.connect("a.db") as first:
    first.execute("CREATE TABLE t (text TEXT)")
    first.executemany("INSERT INTO t VALUES (?)", [("x" * 900,)] * 500)
connection = sqlite3.connect("a.db")
connection.execute("PRAGMA cache_size = 5")
connection.execute("INSERT INTO t VALUES ('new')")
set_disk(works=False)
show("EIO: commit", connection.commit)
show("EIO: read", lambda: count(connection))
show("EIO: write", lambda: connection.execute("INSERT INTO t VALUES ('new')"))
show("EIO: read, new connection", lambda: count(sqlite3.connect("a.db")))
set_disk(works=True)
show("works again: read", lambda: count(connection))
show("works again: check", lambda: sqlite3.connect("a.db").execute("PRAGMA integrity_check").fetchone()[0])
PY
seen=$(venv/bin/python disk.py)
echo "$seen"
expected='EIO: commit -> OperationalError: disk I/O error
EIO: read -> DatabaseError: database disk image is malformed
EIO: write -> DatabaseError: database disk image is malformed
EIO: read, new connection -> OperationalError: disk I/O error
works again: read -> 500
works again: check -> ok'
[ "$seen" = "$expected" ]
