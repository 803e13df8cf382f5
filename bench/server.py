"""The server of a small installation: how much memory it holds, and how fast it answers the simplest calls.

The clients are one Python process on the same machine, so the rates say less about the server than their
ratio does.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from bench.clients import Load, Reader, load
from bench.lab import Lab, Product
from bench.report import Figure, Row, median_row, plain_row
from bench.rounds import quietest_rounds

ROUNDS = 3
SECONDS = 2.0
IDLE_SECONDS = 3
CONNECTIONS = (1, 8, 32)
PATHS = ("/healthz", "/api/practices")
IDLE_MB = 110
LOADED_MB = 150
PEERS = "idle / loaded: Beaver 152 / 366, Actual 126 / 480"
KIBIBYTE = 1_024
MEGABYTE = 1_000_000


def measure(lab: Lab) -> list[Row]:
    """Measure memory, then each path with few and many connections, then memory again."""
    with lab.product() as product:
        time.sleep(IDLE_SECONDS)
        idle = plain_row(
            Figure("memory of the server, idle (PSS)", "MB", IDLE_MB, beside=PEERS), memory(product)
        )
        loads = [row for path in PATHS for many in CONNECTIONS for row in load_rows(product, path, many)]
        loaded = plain_row(Figure("the same after all these requests", "MB", LOADED_MB), memory(product))
    return [idle, *loads, loaded]


def load_rows(product: Product, path: str, connections: int) -> list[Row]:
    """Return the rows of one path at so many connections."""

    def take() -> Load:
        return load(product.process.port, [Reader(path)] * connections, SECONDS)

    rounds = quietest_rounds(ROUNDS, take)
    what = f"{path}, {connections} connection{'s' if connections > 1 else ''}"
    return [
        median_row(Figure(what, "/s"), [one.map(lambda load: load.per_second) for one in rounds]),
        median_row(Figure(f"{what}: p50", "ms"), [one.map(lambda load: load.p50_ms) for one in rounds]),
        median_row(Figure(f"{what}: p99", "ms"), [one.map(lambda load: load.p99_ms) for one in rounds]),
    ]


def memory(product: Product) -> float:
    """Sum the proportional set sizes of the arbiter and its workers, in MB."""
    session = product.process.process.pid
    return sum(_pss_bytes(process) for process in processes_of(session)) / MEGABYTE


def processes_of(session: int) -> Iterator[Path]:
    """Give the folder in /proc of each process of a session."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _session_of(int(process.name)) == session:
            yield process


def _session_of(process_id: int) -> int | None:
    try:
        return os.getsid(process_id)
    except ProcessLookupError:
        return None  # it has ended since it was listed


def _pss_bytes(process: Path) -> int:
    lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * KIBIBYTE for line in lines if line.startswith("Pss:"))
