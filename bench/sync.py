"""One entry that is durable when it is answered, beside the empty route, an empty sync and the raw commits.

In a round everything takes its turn, and the table shows the medians over rounds. The reference figures of
the peers were measured in another run on such a machine: read the ratios to them with care.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from bench.clients import Client, Load, Reader, load
from bench.devices import Account, Device, sign_up
from bench.lab import Lab
from bench.report import Figure, Row, median_row
from bench.rounds import Round, quietest_rounds
from bench.stores import Store, on_postgresql, on_sqlite
from bench.whole_history import history_rows

ROUNDS = 5
SECONDS = 1.0
MANY = (1, 8, 32)
PEERS = {"Actual": (325, 1.5), "PouchDB": (276, 2), "Beaver": (145, 4)}
"""Rates with one client, and how many times as fast we want to be."""
MIN_RATE = max(rate * times for rate, times in PEERS.values())

EMPTY = "/healthz"
NOTHING = "sync of nothing"
ENTRY = "one entry each"
SHARED = "one entry each, one account"
COMMIT = "raw commits"


class Case(NamedTuple):
    """What so many clients do at once."""

    what: str
    clients: int


Loads = dict[Case, Load]
BUDGETS_P50_MS = {Case(ENTRY, 1): 2}
BUDGETS_P99_MS = {Case(what, many): ms for what in (ENTRY, SHARED) for many, ms in ((8, 30), (32, 80))}


def measure(lab: Lab) -> list[Row]:
    """Measure on both databases."""
    return [*rows_on(on_sqlite(lab), is_judged=True), *rows_on(on_postgresql(lab), is_judged=False)]


def rows_on(opened: AbstractContextManager[Store], *, is_judged: bool) -> list[Row]:
    """Return all rows of one database; the budgets are those of SQLite."""
    with opened as store:
        turns = turns_of(store)
        rounds = quietest_rounds(ROUNDS, lambda: {case: turn() for case, turn in turns.items()})
        rows = [row for case in turns for row in case_rows(store.name, case, rounds, is_judged=is_judged)]
        return [*rows, *history_rows(store, is_judged=is_judged)]


def turns_of(store: Store) -> dict[Case, Callable[[], Load]]:
    """Sign everybody up, and return what is done in a round."""
    accounts = [sign_up(store.port, f"person-{number}") for number in range(max(MANY) + 1)]
    clients: dict[str, list[Client]] = {
        EMPTY: [Reader(EMPTY) for _ in range(max(MANY))],
        NOTHING: devices_of(accounts[:-1], offers=0),
        ENTRY: devices_of(accounts[:-1]),
        SHARED: devices_of(accounts[-1:] * max(MANY)),
    }
    turns = {
        Case(what, many): turn_of(store, some[:many])
        for what, some in clients.items()
        for many in MANY
        if (what, many) != (SHARED, 1)
    }
    return {**turns, Case(COMMIT, 1): lambda: store.commits(SECONDS)}


def devices_of(accounts: Sequence[Account], offers: int = 1) -> list[Client]:
    """Return a device for each of these accounts."""
    return [Device(account, offers) for account in accounts]


def turn_of(store: Store, clients: Sequence[Client]) -> Callable[[], Load]:
    """Return what lets these clients ask for a while."""
    return lambda: load(store.port, clients, SECONDS)


def case_rows(store: str, case: Case, rounds: Sequence[Round[Loads]], *, is_judged: bool) -> list[Row]:
    """Return the rate, the p50 and the p99 of one case."""
    what = f"{store}, {case.what}, {case.clients} client{'s' if case.clients > 1 else ''}"
    p50 = BUDGETS_P50_MS.get(case) if is_judged else None
    p99 = BUDGETS_P99_MS.get(case) if is_judged else None
    times = [
        median_row(
            Figure(f"{what}: p50", "ms", p50), [one.map(lambda it: it[case].p50_ms) for one in rounds]
        ),
        median_row(
            Figure(f"{what}: p99", "ms", p99), [one.map(lambda it: it[case].p99_ms) for one in rounds]
        ),
    ]
    return [rate_row(what, case, rounds, is_judged=is_judged), *times]


def rate_row(what: str, case: Case, rounds: Sequence[Round[Loads]], *, is_judged: bool) -> Row:
    """Return the row of the rate; that of entries stands beside the raw commits and the peers."""
    is_one = case == Case(ENTRY, 1)
    figure = Figure(what, "/s", MIN_RATE if is_one and is_judged else None, at_least=True)
    row = median_row(figure, [one.map(lambda it: it[case].per_second) for one in rounds])
    beside = [share(row, rounds, Case(COMMIT, 1)), share(row, rounds, Case(EMPTY, case.clients))]
    peers = [f"{row.value / rate:.1f} × {name} (≥ {times})" for name, (rate, times) in PEERS.items()]  # noqa: RUF001 - the sign of multiplication
    if case.what not in {ENTRY, SHARED}:
        return row
    return row.with_beside(", ".join([*beside, *(peers if is_one else ())]))


def share(row: Row, rounds: Sequence[Round[Loads]], other: Case) -> str:
    """Tell how a row's rate stands to that of another case in the same rounds."""
    others = median_row(Figure("", "/s"), [one.map(lambda it: it[other].per_second) for one in rounds])
    return f"{row.value / others.value:.2f} × {other.what}"  # noqa: RUF001 - the sign of multiplication
