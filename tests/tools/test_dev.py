"""`make dev` leaves no process behind, also where one program has started another."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tools import dev

PATIENCE_SECONDS = 60
STARTS_ANOTHER = ["sh", "-c", "sleep 600 & echo $! > child; wait"]


def test_it_stops_what_its_programs_have_started(tmp_path: Path) -> None:
    program = dev.start(STARTS_ANOTHER, tmp_path, dict(os.environ))
    child = tmp_path / "child"
    wait_until(lambda: child.is_file() and child.read_text(encoding="ascii").endswith("\n"))
    started = Path("/proc") / child.read_text(encoding="ascii").strip()
    assert started.exists()

    dev.stop([program])

    wait_until(lambda: not started.exists() or "(sleep) Z" in (started / "stat").read_text(encoding="ascii"))


def wait_until(is_so: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends_at
        time.sleep(0.05)
