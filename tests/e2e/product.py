"""The real product in a process of its own, which a test may kill and bring back on the same port."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from tests.factories.databases import put_database
from tests.factories.kept_process import SERVE, START_SECONDS, KeptProcess, environment, free_port

LOCALHOST = "localhost"
MOVED_CLOCK = Path(__file__).with_name("moved_clock")


class Product:
    """`kept serve` with its data in a folder of the test; `kill` is a power cut, `start` brings it back."""

    def __init__(
        self,
        folder: Path,
        app_dir: Path,
        *,
        host: str = LOCALHOST,
        is_movable: bool = False,
        **settings: str,
    ) -> None:
        self.app_dir = app_dir
        self._clock = folder / "clock-offset" if is_movable else None
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self._settings = settings
        self._data_dir = folder / "data"
        self._output = folder / "output.txt"
        self._process: subprocess.Popen[bytes] | None = None
        if is_movable:
            folder.mkdir(parents=True, exist_ok=True)
            self.move_clock(timedelta())

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """All that it has written since it was first started."""
        return self._output.read_text(encoding="utf-8")

    @property
    def output(self) -> Path:
        """The file with all that it has written."""
        return self._output

    def keep(self, file: Path) -> Path:
        """Copy what its database holds to this file, while it runs."""
        _copy_rows(self._database, file)
        return file

    def restore(self, file: Path) -> None:
        """Let its database hold what was kept, while it runs: it remembers nothing outside of it."""
        _copy_rows(file, self._database)

    @property
    def _database(self) -> Path:
        return self._data_dir / "kept.db"

    def database_files(self) -> list[Path]:
        """The database and its companions."""
        return sorted(self._data_dir.glob("kept.db*"))

    def environment(self) -> dict[str, str]:
        """The settings it runs with, which every `kept` command beside it shares."""
        own = {"PORT": str(self.port), "PUBLIC_URL": self.url, "APP_DIR": str(self.app_dir)}
        variables = {**own, **self._settings}
        if self._clock is not None:
            variables |= {"PYTHONPATH": str(MOVED_CLOCK), "MOVED_CLOCK": str(self._clock)}
        return environment(self._data_dir, LOG_LEVEL="debug", **variables)

    def move_clock(self, ahead: timedelta) -> None:
        """Let its clock be so far ahead of the machine's (moved_clock/sitecustomize.py)."""
        assert self._clock is not None
        # The server may be reading it: it finds the old time or the new one, never an empty file.
        written = self._clock.with_suffix(".new")
        written.write_text(str(int(ahead.total_seconds())), encoding="utf-8")
        written.replace(self._clock)

    def start(self) -> None:
        """Start it where it is not running, and wait until it answers."""
        if self.is_running:
            return
        put_database(self._data_dir)
        with self._output.open("ab") as stream:
            self._process = subprocess.Popen(
                SERVE,
                env=self.environment(),
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        self._wait_until_it_answers(KeptProcess(self._process, self.port, self._output))

    def kill(self) -> None:
        """End all its processes at once, without a word."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _wait_until_it_answers(self, kept: KeptProcess) -> None:
        ends_at = time.monotonic() + START_SECONDS
        while time.monotonic() < ends_at and self.is_running:
            try:
                kept.get("/healthz", timeout_seconds=5)
            except OSError:
                time.sleep(0.05)  # not listening yet
            else:
                return
        raise AssertionError(f"kept serve did not start:\n{self.log()}")


def _copy_rows(source: Path, target: Path) -> None:
    """Copy a whole database in one step, so that whoever reads it meanwhile finds the old one or the new."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
