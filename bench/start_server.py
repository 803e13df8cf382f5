"""What a start of the server costs: the processor time of all its processes until it is at rest.

With KEPT_BENCH_BEFORE, the folder of an older checkout, that one is measured too, in turns within the run.
"""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.lab import Lab, Product
from bench.older import servers
from bench.report import Figure, Row, median_row
from bench.rounds import Round, quietest_rounds
from bench.server import processes_of

ROUNDS: Final = 5
REST_SECONDS: Final = 2.0
"""After the first answer, the worker beside the server is still being started."""
BUDGET_SHARE: Final = 0.5
# In /proc/PID/stat after the name: user and system time, of the process and of its children that have ended.
_TIMES: Final = slice(11, 15)


def measure(lab: Lab) -> list[Row]:
    """Measure starts on a database that is up to date."""
    starts = {name: Start(lab, command) for name, command in servers().items()}
    for start in starts.values():
        start.take()  # the first one migrates
    rounds = quietest_rounds(ROUNDS, lambda: {name: start.take() for name, start in starts.items()})
    return [row for name in starts for row in _rows_of(name, rounds)]


class Start:
    """A way to start the server, and the folder with its data."""

    def __init__(self, lab: Lab, command: Sequence[str]) -> None:
        self._lab = lab
        self._command = command
        self._data = lab.new_folder("data")

    def take(self) -> float:
        """Start it, let it come to rest, and return the seconds of processor that this took."""
        with self._lab.product_by(self._command, DATA_DIR=str(self._data)) as product:
            time.sleep(REST_SECONDS)
            return cpu_seconds(product)


def cpu_seconds(product: Product) -> float:
    """Sum the processor time of the server and all that it has started."""
    ticks = [_ticks(process) for process in processes_of(product.process.process.pid)]
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _ticks(process: Path) -> int:
    fields = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return sum(int(each) for each in fields[_TIMES])


def _rows_of(name: str, rounds: Sequence[Round[Mapping[str, float]]]) -> list[Row]:
    what = f"start of the server, {name}"
    rows = [median_row(Figure(what, "s of processor"), [one.map(lambda case: case[name]) for one in rounds])]
    if name == "now" and "before" in rounds[0].value:
        shares = [one.map(lambda case: case["now"] / case["before"]) for one in rounds]
        rows.append(median_row(Figure(f"{what} / before", "×", BUDGET_SHARE), shares))  # noqa: RUF001 - the sign of multiplication
    return rows
