"""gunicorn's parent process, which here also looks after the workers that send nudges.

They are programs of their own: asyncio, without gevent. One that ends is started again, not too often.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from flask import Flask
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.arbiter import Arbiter

from server.config import ROOT, Settings
from server.nudges.starting import WORKER_COMMAND, worker_environment
from server.nudges.watch import BESIDE

MIN_SECONDS_BETWEEN_STARTS = 5.0
STOP_SECONDS = 12.0


class KeptArbiter(Arbiter):
    """Keeps nudge workers beside gunicorn's own."""

    def __init__(self, app: WSGIApplication) -> None:
        super().__init__(app)
        settings = Settings.from_environment(os.environ)
        self.nudge_workers = NudgeWorkers(settings)

    def manage_workers(self) -> None:
        """Start what is missing; called about once a second."""
        super().manage_workers()
        self.nudge_workers.keep([listener.sock.fileno() for listener in self.LISTENERS])

    def stop(self, graceful: bool = True) -> None:  # noqa: FBT001, FBT002 - as gunicorn declares it
        """Stop all; the nudge workers finish what is under way meanwhile."""
        self.nudge_workers.tell_to_stop()
        super().stop(graceful)
        self.nudge_workers.wait()


class NudgeWorkers:
    """The processes, by the place of each."""

    def __init__(self, settings: Settings) -> None:
        self.environment = worker_environment(settings)
        self.pids: list[int | None] = [None] * settings.nudge_workers
        self.started_at = [-MIN_SECONDS_BETWEEN_STARTS] * settings.nudge_workers

    def keep(self, not_theirs: Sequence[int]) -> None:
        """Start those that are not there; `not_theirs` are sockets that would be handed down to them."""
        now = time.monotonic()
        for place, pid in enumerate(self.pids):
            is_early = now - self.started_at[place] < MIN_SECONDS_BETWEEN_STARTS
            if not is_early and (pid is None or not _is_there(pid)):
                self.pids[place] = self._start(not_theirs)
                self.started_at[place] = now

    def tell_to_stop(self) -> None:
        """Ask them to stop."""
        for pid in self._find_running():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until they have stopped, but not forever."""
        ends_at = time.monotonic() + STOP_SECONDS
        while self._find_running() and time.monotonic() < ends_at:
            time.sleep(0.05)
        for pid in self._find_running():
            with suppress(ProcessLookupError, ChildProcessError):  # gunicorn may have reaped it
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _start(self, not_theirs: Sequence[int]) -> int:
        environment = {**self.environment, BESIDE: str(os.getpid())}
        closed = [(os.POSIX_SPAWN_CLOSE, descriptor) for descriptor in not_theirs]
        return os.posix_spawn(sys.executable, WORKER_COMMAND, environment, file_actions=closed)

    def _find_running(self) -> list[int]:
        """Return those that still run; the number of one that has ended may belong to another process."""
        self.pids = [pid if pid is not None and _is_there(pid) else None for pid in self.pids]
        return [pid for pid in self.pids if pid is not None]


def _is_there(pid: int) -> bool:
    """Tell whether a child is still running; one that has ended is reaped."""
    with suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    return False  # gunicorn has reaped it


class KeptApplication(WSGIApplication):
    """gunicorn with our parent process, and with an application that is there already, where there is one."""

    def __init__(self, app: Flask | None = None) -> None:
        self.ready_app = app
        super().__init__("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn")

    def load(self) -> Flask:
        """Return the application: without one it is loaded by its name."""
        return self.ready_app or super().load()

    def run(self) -> None:
        """Serve until told to stop."""
        sys.path.insert(0, str(ROOT))
        KeptArbiter(self).run()
