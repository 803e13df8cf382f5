"""Measure Kept against its budgets: `python -m bench [NAME …] [--full]`, the names as in MEASUREMENTS.

Prints one table and never fails a budget: it says how it is. bench/README.md explains the rows.
"""

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Mapping

from playwright.sync_api import sync_playwright

from bench import heatmap, load, nudges, server, sizes, slow_readers, start, start_server, streaks, sync, tap
from bench.lab import Lab, open_lab
from bench.phone import version
from bench.report import Row, print_table, say

MEASUREMENTS: Mapping[str, Callable[[Lab], list[Row]]] = {
    "sizes": sizes.measure,
    "load": load.measure,
    "start": start.measure,
    "tap": tap.measure,
    "heatmap": heatmap.measure,
    "streaks": streaks.measure,
    "server": server.measure,
    "start_server": start_server.measure,
    "sync": sync.measure,
    "slow": slow_readers.measure,
    "nudges": nudges.measure,
}


def main() -> int:
    """Run what is named on the command line, or everything, and print the table."""
    names, is_full = read_arguments()
    # A run that is told to stop ends its server and its browsers first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The run was stopped."))
    rows: list[Row] = []
    with open_lab() as lab:
        lab.is_full = is_full
        for name in names:
            say(f"measuring {name}")
            rows += MEASUREMENTS[name](lab)
    print(machine())
    print()
    print_table(rows)
    return 0


def read_arguments() -> tuple[list[str], bool]:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Kept against its budgets.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--full", action="store_true", help="nudges: 100,000 due, 1,000,000 to come")
    arguments = parser.parse_args()
    names: list[str] = arguments.names
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"no measurement is called {unknown[0]}; there are {', '.join(MEASUREMENTS)}")
    return names or list(MEASUREMENTS), arguments.full


def machine() -> str:
    """Say on what this was measured."""
    with sync_playwright() as playwright:
        chromium = version(playwright)
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {platform.platform()}, Python {python}, Chromium {chromium}"


if __name__ == "__main__":
    sys.exit(main())
