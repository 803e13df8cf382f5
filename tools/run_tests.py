"""Run every test runner, whatever the others say, and leave no process behind.

Usage: python -m tools.run_tests [--quick]

The rules (format, lint, types), the app's tests and the server's and browsers' run beside each other. What
each prints is shown whole when it has ended; a last table says how each ended, and the exit code is 0 only
when all passed. Processes that a runner left behind are named, stopped, and count as a failure.
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).parent.parent
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
# Browsers and servers that were told to stop may need this long on a busy machine.
LEFT_BEHIND_SECONDS = 30
POLL_SECONDS = 0.2
KILLED_SECONDS = 10  # until a killed process is gone

NODE = (sys.executable, "-m", "tools.node")
PYTEST = (sys.executable, "-m", "pytest", "--dist=loadfile", "--no-loadscope-reorder")


@dataclass
class Runner:
    """A program that runs tests, and what it has printed so far."""

    name: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    started_at: float
    seconds: float = 0

    def has_ended(self) -> bool:
        """Tell whether it has ended; the first time, note how long it took."""
        if self.process.poll() is None:
            return False
        self.seconds = self.seconds or time.monotonic() - self.started_at
        return True


def main() -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="SQLite only, no browser, no lint")
    return run(_quick_commands() if parser.parse_args().quick else _commands())


def run(commands: Mapping[str, Sequence[str]], patience_seconds: float = LEFT_BEHIND_SECONDS) -> int:
    """Run these commands by their names, all to their end; return 1 if one failed or left a process behind.

    A process that outlives its runner by less than `patience_seconds` is not left behind.
    """
    _adopt_orphans()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        runners = [_start(name, command) for name, command in commands.items()]
        _show_as_they_end(runners)
        left_behind = list(_wait_for_children(patience_seconds))
    finally:
        _kill_children()
    return _summary(runners, left_behind)


def _commands() -> dict[str, tuple[str, ...]]:
    cores = str(max(2, os.cpu_count() or 1))
    return {
        "rules": ("make", "--no-print-directory", "check"),
        "app": (*NODE, "test"),
        "server and browser": (*PYTEST, f"--numprocesses={cores}"),
    }


def _quick_commands() -> dict[str, tuple[str, ...]]:
    return {
        "app": (*NODE, "test", "--", "--exclude=**/*.server.test.ts"),
        "server": (*PYTEST, "--numprocesses=2", "--sqlite-only", "tests/server"),
    }


def _start(name: str, command: Sequence[str]) -> Runner:
    output = TemporaryFile()  # noqa: SIM115 - it lives as long as its runner
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
    )
    return Runner(name, process, output, time.monotonic())


def _show_as_they_end(runners: list[Runner]) -> None:
    running = list(runners)
    while running:
        for runner in [each for each in running if each.has_ended()]:
            running.remove(runner)
            _show(runner)
        _reap(but={runner.process.pid for runner in running})
        time.sleep(POLL_SECONDS)


def _show(runner: Runner) -> None:
    runner.output.seek(0)
    sys.stdout.write(f"\n===== {runner.name}\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(runner.output.read())
    sys.stdout.flush()


def _summary(runners: list[Runner], left_behind: list[str]) -> int:
    """Say how each ended; return the exit code."""
    print("\n===== summary")
    for runner in runners:
        code = runner.process.returncode
        print(
            f"{runner.name}: {'passed' if code == 0 else f'failed (exit {code})'} in {runner.seconds:.0f} s"
        )
    for name in left_behind:
        print(f"left behind: {name}")
    return int(any(runner.process.returncode for runner in runners) or bool(left_behind))


def _adopt_orphans() -> None:
    """Become the parent of processes whose own has ended, so that none gets away; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_children(seconds: float) -> Iterator[str]:
    """Wait until no process is left; give the command of each that still is."""
    ends_at = time.monotonic() + seconds
    while (left := _descendants()) and time.monotonic() < ends_at:
        time.sleep(POLL_SECONDS)
    for pid in left:
        yield f"{pid} {_read(pid, 'cmdline').replace(chr(0), ' ')[:200]}"


def _kill_children() -> None:
    for pid in _descendants():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for _ in _wait_for_children(KILLED_SECONDS):
        pass
    _reap()


def _descendants() -> list[int]:
    """Return the processes that come from this one and still run, on Linux; elsewhere none."""
    _reap()
    parents = {int(path.name): _parent(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found: list[int] = []
    generation = {os.getpid()}
    while generation:
        generation = {pid for pid, parent in parents.items() if parent in generation}
        found.extend(generation)
    return found


def _reap(but: Collection[int] = ()) -> None:
    """Collect adopted processes that have ended: a test may wait for theirs to be gone.

    `but` are runners, whose exit codes are read elsewhere. The first ended one of them hides the others until
    it's read.
    """
    with suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if ended.si_pid in but:
                return
            os.waitpid(ended.si_pid, 0)


def _parent(pid: int) -> int:
    """Return the parent of a process; 0 when it is gone or has ended."""
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 and fields[0] != "Z" else 0


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
