"""Serve the app from its sources, and beside it the server that it speaks to, until one of them ends.

Usage: python -m tools.dev

Vite serves the app on port 5173 and hands /api and /healthz on to `kept serve` on PORT (8000).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tools.node import find_npm

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://localhost:5173"
POLL_SECONDS = 0.2
STOP_SECONDS = 20


def main() -> int:
    """Run both; when one ends, or somebody presses Ctrl+C, stop the other too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    npm, search_path = find_npm()
    environment = {**os.environ, "PORT": os.environ.get("PORT", "8000"), "PUBLIC_URL": ADDRESS}
    kept = Path(sys.executable).with_name("kept")
    programs = [start([str(kept), "serve"], ROOT, environment)]
    try:
        vite = [*npm, "exec", "--", "vite"]
        programs.append(start(vite, ROOT / "pwa", {**environment, "PATH": search_path}))
        while all(program.poll() is None for program in programs):
            time.sleep(POLL_SECONDS)
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        stop(programs)
    return max(program.returncode or 0 for program in programs)


def start(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, with all that it will start."""
    return subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)


def stop(programs: Sequence[subprocess.Popen[bytes]]) -> None:
    """End what still runs of each group, and wait for it: npm does not stop the Vite that it has started."""
    for program in programs:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGTERM)
    for program in programs:
        program.wait(timeout=STOP_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
