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
