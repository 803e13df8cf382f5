"""Rounds of a measurement, each with a sign of how busy the machine was meanwhile.

Contention is wall time / CPU time of a fixed loop that runs on every core at once: 1.0 on a quiet machine,
1.5 where one other program takes one of two cores. It is taken before and after each round.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from os import cpu_count
from typing import Generic, TypeVar

Value = TypeVar("Value", covariant=True)  # noqa: PLC0105 - it reads better
Measured = TypeVar("Measured")

TURNS = 2_000_000
# Above this a round is taken again, while there are rounds left to spend.
NOISY = 1.3
PATIENCE_SECONDS = 20
PAUSE_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Round(Generic[Value]):
    """What one round measured."""

    value: Value
    contention: float

    def map(self, change: Callable[[Value], Measured]) -> "Round[Measured]":
        """Return the same round with something made of its value."""
        return Round(change(self.value), self.contention)


def quietest_rounds(count: int, measure: Callable[[], Measured]) -> list[Round[Measured]]:
    """Measure until `count` rounds were quiet, at most twice as often, and return the `count` quietest."""
    rounds: list[Round[Measured]] = []
    while len(rounds) < 2 * count and sum(one.contention <= NOISY for one in rounds) < count:
        rounds.append(take_round(measure))
    return sorted(rounds, key=lambda one: one.contention)[:count]


def take_round(measure: Callable[[], Measured]) -> Round[Measured]:
    """Wait a while for a quiet moment, then measure once."""
    before = wait_for_quiet()
    value = measure()
    return Round(value, (before + contention()) / 2)


def wait_for_quiet() -> float:
    """Give the contention once it is low, or what it is when patience ends."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while (now := contention()) > NOISY and time.monotonic() < ends_at:
        time.sleep(PAUSE_SECONDS)
    return now


def contention() -> float:
    """Tell how much longer a loop takes than it computes, on the worst of the cores."""
    command = (sys.executable, "-P", "-S", "-E", __file__)
    loops = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(cpu_count() or 1)]
    return max(float(loop.communicate()[0]) for loop in loops)


def _spin() -> float:
    wall, computed = time.perf_counter(), time.process_time()
    for _ in range(TURNS):
        pass
    return (time.perf_counter() - wall) / (time.process_time() - computed)


if __name__ == "__main__":
    print(_spin())
