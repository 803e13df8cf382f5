"""All streaks of a long life from its first entry, no checkpoint read: in TypeScript and in Python."""

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.histories import History, histories_of
from bench.lab import Lab
from bench.life import LARGE
from bench.report import Figure, Row, median_row
from bench.rounds import Round, quietest_rounds
from server.habits.history_json import history_from_json
from server.habits.rules import evaluate
from tests.factories.kept_process import ROOT

ROUNDS = 5
BUDGET_MS = 50
NPM = (sys.executable, "-m", "tools.node")
PROGRAM = Path(__file__).with_name("streaks.mjs")


class Passes(NamedTuple):
    """Ms for all histories; `current` is the sum of the streaks, which all programs agree on."""

    first: float
    later: float
    current: int


def measure(lab: Lab) -> list[Row]:
    """Evaluate the same histories in fresh processes of both languages."""
    histories = histories_of(lab.demo_file(LARGE))
    folder = lab.new_folder("streaks")
    file = folder / "histories.json"
    file.write_text(json.dumps(histories), encoding="utf-8")
    rules = bundle(folder)
    node = quietest_rounds(ROUNDS, lambda: run_node(rules, file))
    python = quietest_rounds(ROUNDS, lambda: run_python(histories))
    if node[0].value.current != python[0].value.current:
        raise RuntimeError("The two programs do not agree on the streaks")
    return rows(node, python, sum(len(history["entries"]) for history in histories))


def rows(node: list[Round[Passes]], python: list[Round[Passes]], entries: int) -> list[Row]:
    """Return the rows of both languages."""
    what = f"streaks of {LARGE} ({entries:,} entries)"
    first = [one.map(lambda passes: passes.first) for one in node]
    later = [one.map(lambda passes: passes.later) for one in node]
    in_python = [one.map(lambda passes: passes.first) for one in python]
    return [
        median_row(Figure(f"{what}, Node, first pass of a process", "ms", BUDGET_MS), first),
        median_row(Figure("the same, later passes", "ms", BUDGET_MS), later),
        median_row(Figure("the same in Python", "ms"), in_python),
    ]


def bundle(folder: Path) -> Path:
    """Bundle the app's rules into one script."""
    source = "src/model/streaks.ts"
    run_npm("exec", "--", "rolldown", source, "--format", "esm", "--dir", str(folder))
    return (folder / "streaks.js").rename(folder / "streaks.mjs")


def run_node(rules: Path, file: Path) -> Passes:
    """Let a new Node evaluate the histories."""
    answer = json.loads(run_npm("exec", "--", "node", str(PROGRAM), str(rules), str(file)))
    return Passes(answer["firstMs"], median(answer["laterMs"]), answer["current"])


def run_python(histories: list[History]) -> Passes:
    """Evaluate the histories here; reading them is not counted, as it is not for Node."""
    read = [history_from_json(history) for history in histories]
    began = time.perf_counter()
    current = sum(evaluate(history).current for history in read)
    passed_ms = (time.perf_counter() - began) * 1_000
    return Passes(passed_ms, passed_ms, current)


def run_npm(*arguments: str) -> str:
    """Run npm in pwa/ and give what it prints."""
    command = [*NPM, *arguments]
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
