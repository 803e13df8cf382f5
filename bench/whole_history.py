"""Ten years of 50 habits: to push, to pull, and what one entry more costs there."""

from typing import NamedTuple

from bench.clients import Load, load, seconds_while
from bench.devices import MAX_CHANGES, PAGE, Account, Device, Mover, history, sign_up
from bench.report import Figure, Row, median_row, plain_row
from bench.rounds import Round, quietest_rounds
from bench.stores import Store

HABITS = 50
MONTH_DAYS = 30
DECADE_DAYS = 3_650
ROUNDS = 7
SECONDS = 1.0
COST_BUDGET = 1.1
PULL_BUDGET_MB = 1.2
MEGABYTE = 1_000_000


class Pair(NamedTuple):
    """One entry a request for a while, on each account."""

    month: Load
    decade: Load


def history_rows(store: Store, *, is_judged: bool) -> list[Row]:
    """Fill two accounts, pull the larger one, then add to both of them in turns."""
    month, decade = sign_up(store.port, "month"), sign_up(store.port, "decade")
    push(store, month, MONTH_DAYS)
    push_seconds = push(store, decade, DECADE_DAYS)
    reader = Device(decade, offers=0)
    pull_seconds = seconds_while(store.port, reader, lambda: reader.has_more)
    name = f"{store.name}, {HABITS * DECADE_DAYS:,} entries"
    return [
        plain_row(Figure(f"{name}: push, {MAX_CHANGES:,} a request", "s"), push_seconds),
        plain_row(Figure(f"{name}: pull, {PAGE:,} a page", "s"), pull_seconds),
        plain_row(Figure(f"{name}: bytes of the pull", "MB", PULL_BUDGET_MB), reader.read_bytes / MEGABYTE),
        *cost_rows(store, month, reader, is_judged=is_judged),
    ]


def push(store: Store, account: Account, days: int) -> float:
    """Offer so many days of entries, and tell how many seconds it took."""
    mover = Mover(account, history(HABITS, days))
    return seconds_while(store.port, mover, lambda: mover.has_offers)


def cost_rows(store: Store, month: Account, reader: Device, *, is_judged: bool) -> list[Row]:
    """Return what one entry takes on either account; both devices have read everything before."""
    young, old = Device(month, offers=0), Device(reader.account)
    seconds_while(store.port, young, lambda: young.has_more)
    young.offers, old.epoch, old.cursor = 1, reader.epoch, reader.cursor

    def take_turns() -> Pair:
        return Pair(load(store.port, [young], SECONDS), load(store.port, [old], SECONDS))

    rounds = quietest_rounds(ROUNDS, take_turns)
    what = f"{store.name}, one entry after"
    ratio = Figure(f"{what} 10 years / after a month: p50", "times", COST_BUDGET if is_judged else None)
    return [
        p50_row(Figure(f"{what} a month: p50", "ms"), [one.map(lambda pair: pair.month) for one in rounds]),
        p50_row(Figure(f"{what} 10 years: p50", "ms"), [one.map(lambda pair: pair.decade) for one in rounds]),
        median_row(ratio, [one.map(lambda pair: pair.decade.p50_ms / pair.month.p50_ms) for one in rounds]),
    ]


def p50_row(figure: Figure, rounds: list[Round[Load]]) -> Row:
    """Return the row of the p50."""
    return median_row(figure, [one.map(lambda load: load.p50_ms) for one in rounds])
