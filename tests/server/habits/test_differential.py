"""The server's rules and the app's, given the same histories, come to the same results.

KEPT_FUZZ_HISTORIES says how many histories to try, KEPT_FUZZ_SEED which ones.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from server.habits.history_json import checkpoint_to_json, history_from_json
from server.habits.line_protocol import stream
from server.habits.rules import checkpoint
from tests.server.habits.histories import SPOILERS, Json, random_history, seeded, spoiled

ROOT = Path(__file__).parents[3]
HISTORIES = int(os.environ.get("KEPT_FUZZ_HISTORIES", "5000"))
SEED = int(os.environ.get("KEPT_FUZZ_SEED", "1"))
BATCH = 5000
FRACTIONS = ("rate_30", "rate_90", "strength")


@pytest.mark.parametrize("batch", range((HISTORIES + BATCH - 1) // BATCH))
def test_it_agrees_with_the_app(batch: int) -> None:
    random = seeded(f"{SEED} {batch}")
    histories = [random_history(random) for _ in range(min(BATCH, HISTORIES - batch * BATCH))]
    assert_agreement([json.dumps(history) for history in histories])


def test_it_agrees_from_checkpoints_of_the_server() -> None:
    random = seeded(f"{SEED} checkpoints")
    histories = [random_history(random) for _ in range(max(1, HISTORIES // 10))]
    cuts = [cut for history in histories if (cut := _from_checkpoint(random, history))]
    assert len(cuts) > len(histories) // 3
    answers = assert_agreement([json.dumps(cut) for cut, _ in cuts])
    whole = [json.loads(answer) for answer in stream(json.dumps(history) for _, history in cuts)]
    for answer, expected in zip(answers, whole, strict=True):
        assert _without_rates(answer) == _without_rates(expected)


@pytest.mark.parametrize(("path", "value"), SPOILERS, ids=str)
def test_it_refuses_what_is_no_history(path: tuple[str | int, ...], value: object) -> None:
    line = json.dumps(spoiled(random_history(seeded("spoiled")), path, value))
    assert "error" in json.loads(next(stream([line])))


def test_it_refuses_what_the_app_refuses() -> None:
    history = random_history(seeded("spoiled"))
    lines = [json.dumps(spoiled(history, path, value)) for path, value in SPOILERS]
    bad = ["", "{", "3", "null", "[]", "{}", '{"today": NaN}', json.dumps({**history, "checkpoint": {}})]
    answers = assert_agreement([*lines, *bad, json.dumps(history)])
    assert ["error" in answer for answer in answers] == [True] * (len(lines) + len(bad)) + [False]


def assert_agreement(lines: list[str]) -> list[Json]:
    """Ask both languages at the same time; answer what they said."""
    with ThreadPoolExecutor(1) as executor:
        asked = executor.submit(_ask_app, lines)
        ours = [json.loads(answer) for answer in stream(lines)]
    theirs = asked.result()
    assert len(theirs) == len(lines)
    for line, our, their in zip(lines, ours, theirs, strict=True):
        assert _agree(our, their), f"seed {SEED}\nhistory {line}\nserver  {our}\napp     {their}"
    return ours


def _agree(our: Json, their: Json) -> bool:
    if "error" in our or "error" in their:
        return "error" in our and "error" in their
    return our.keys() == their.keys() and all(
        value == their[name] or (name in FRACTIONS and value == pytest.approx(their[name], abs=1e-9))
        for name, value in our.items()
    )


def _ask_app(lines: list[str]) -> list[Json]:
    # As `npm --prefix pwa run --silent streaks`, with a Node from a wheel where the machine has none.
    command = [sys.executable, "-m", "tools.node", "run", "--silent", "streaks"]
    text = "".join(f"{line}\n" for line in lines)
    run = subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, check=True, text=True, timeout=600
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def _from_checkpoint(random: Random, history: Json) -> tuple[Json, Json] | None:
    """Cut a history in two: a checkpoint, and what comes after it."""
    before_on = date.fromisoformat(history["today"]) - timedelta(random.randint(0, 100))
    start = checkpoint(history_from_json(history), before_on)
    if start is None:
        return None
    tail = [entry for entry in history["entries"] if entry["on"] >= start.before_on.isoformat()]
    return {**history, "entries": tail, "checkpoint": checkpoint_to_json(start)}, history


def _without_rates(result: Json) -> Json:
    return {name: value for name, value in result.items() if name not in {"rate_30", "rate_90"}}
