"""The command `kept`, but for `kept serve`, which has tests of its own."""

import json
import subprocess
from pathlib import Path

from tests.factories.kept_process import KEPT, environment

DAILY = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
HISTORY = {
    "today": "2026-03-02",
    "plans": [{"from": "2026-03-01", "rule": DAILY}],
    "entries": [{"on": "2026-03-01", "kind": "done", "amount": 1}],
    "pauses": [],
}


def run_kept(
    folder: Path, *arguments: str, lines: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KEPT, *arguments],
        input=lines,
        env=environment(folder / "data", **variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_it_makes_the_database(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "migrate")

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "data" / "kept.db").stat().st_mode & 0o777 == 0o600


def test_it_refuses_a_wrong_setting(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "migrate", PORT="abc")

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("kept: PORT is 'abc': ")


def test_it_answers_each_history_with_its_streak(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "streaks", lines=f"{json.dumps(HISTORY)}\nnonsense \u00e9\n")

    streak, refusal = map(json.loads, run.stdout.splitlines())
    assert streak["current"] == 1
    assert refusal.keys() == {"error"}
    assert run.returncode == 0


def test_it_answers_a_history_before_the_next_is_asked(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [KEPT, "streaks"],
        env=environment(tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(json.dumps(HISTORY) + "\n")
            assert json.loads(process.stdout.readline())["current"] == 1
        process.stdin.close()
    assert process.returncode == 0
