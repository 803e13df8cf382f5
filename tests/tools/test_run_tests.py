"""The runner of all tests: nothing is hidden by a failure, and nothing is left behind."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.factories.kept_process import ROOT

RUN = "import sys; from tools.run_tests import run; sys.exit(run(eval(sys.argv[1]), patience_seconds=0.5))"


def run(**commands: Sequence[str]) -> tuple[int, str]:
    """Its exit code and what it printed."""
    argv = [sys.executable, "-c", RUN, repr(commands)]
    ended = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def test_it_passes_when_all_pass() -> None:
    code, output = run(one=["true"], other=["echo", "17 passed"])

    assert code == 0
    assert "17 passed" in output


def test_a_failure_does_not_hide_what_the_others_say() -> None:
    code, output = run(
        broken=["sh", "-c", "echo 1 failed; exit 3"], sound=["sh", "-c", "sleep 1; echo 9 passed"]
    )

    assert code == 1
    assert "broken: failed (exit 3)" in output
    assert "9 passed" in output
    assert "sound: passed" in output


def test_a_process_that_is_left_behind_is_stopped_and_fails_the_run(tmp_path: Path) -> None:
    left = tmp_path / "pid"
    code, output = run(careless=["sh", "-c", f"setsid sleep 987 & echo $! > {left}"])

    assert code == 1
    assert "sleep 987" in output
    assert not Path(f"/proc/{left.read_text().strip()}").exists()


def test_an_orphan_that_has_ended_is_gone_while_the_others_still_run(tmp_path: Path) -> None:
    """A test may wait until no process of a server is left."""
    orphan = tmp_path / "pid"
    wait = f"for _ in $(seq 300); do [ -e /proc/$(cat {orphan}) ] || exit 0; sleep 0.1; done; exit 4"
    code, output = run(
        careless=["sh", "-c", f"setsid sh -c 'echo $$ > {orphan}; sleep 1' & sleep 0.5"],
        waiting=["sh", "-c", f"sleep 2; {wait}"],
        failing=["sh", "-c", "sleep 1; exit 3"],
    )

    assert "careless: passed" in output
    assert "waiting: passed" in output
    assert "failing: failed (exit 3)" in output
    assert code == 1
