"""Histories, checkpoints and results as JSON, for contract/cases/streaks.json and `kept streaks`.

field            value
today            local date, YYYY-MM-DD from 1900 to 2999, like every date here
plans            [{from, rule, target: {amount, unit}, direction}]; target 1 and at_least unless given
entries          [{on, kind: done | rest, amount, withdrawn}]; done needs its amount, withdrawn may be absent
pauses           [{from, to}]; to null or absent: open-ended
week_starts_on   1 (Monday, unless given) to 7
grace            gentle (unless given) or strict

A rule is {kind: days, weekdays: [1 to 7]}, {kind: interval, days: 1 to 3650},
{kind: times, times: 1 to 7 or 31, per: week | month} or {kind: anytime}. Amounts are 0 to 1,000,000,000.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from math import isfinite
from typing import Final, TypeVar

from server.contract.limits import FIRST_ON, LAST_ON, MAX_AMOUNT, MAX_INTERVAL_DAYS, MAX_TIMES
from server.habits.history import (
    Anytime,
    Checkpoint,
    Days,
    Direction,
    Entry,
    Grace,
    History,
    Interval,
    Kind,
    Pause,
    Per,
    Plan,
    Progress,
    Rule,
    Run,
    StreakResult,
    Times,
)

# Larger whole numbers are not exact in JavaScript.
LARGEST_COUNT: Final = 2**53 - 1
DAYS_OF_WEEK: Final = 7
GRACES: tuple[Grace, ...] = ("gentle", "strict")
DIRECTIONS: tuple[Direction, ...] = ("at_least", "at_most")
KINDS: tuple[Kind, ...] = ("done", "rest")
PERS: tuple[Per, ...] = ("week", "month")
RULE_FIELDS: dict[str, set[str]] = {
    "days": {"weekdays"},
    "interval": {"days"},
    "times": {"times", "per"},
    "anytime": set(),
}

Json = dict[str, object]
Item = TypeVar("Item")
Word = TypeVar("Word", bound=str)


class HistoryError(ValueError):
    """A value that is no history: `where` names the place in it, `why` what is wrong there."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def history_from_json(value: object) -> History:
    """Read a history, or raise HistoryError where anything in it is wrong."""
    optional = {"entries", "pauses", "week_starts_on", "grace"}
    fields = _fields(value, "history", {"today", "plans"}, optional)
    return History(
        today=_date(fields["today"], "today"),
        plans=_items(fields["plans"], "plans", plan_from_json),
        entries=_items(fields.get("entries", []), "entries", _entry),
        pauses=_items(fields.get("pauses", []), "pauses", pause_from_json),
        week_starts_on=_whole(fields.get("week_starts_on", 1), "week_starts_on", 1, 7),
        grace=_word(fields.get("grace", "gentle"), "grace", GRACES),
    )


def checkpoint_from_json(value: object) -> Checkpoint:
    """Read what `checkpoint_to_json` wrote, or raise HistoryError."""
    counts = {"current", "best", "kept", "covered", "reserve"}
    fields = _fields(value, "checkpoint", counts | {"before", "strength", "first_from", "runs"})
    strength = _amount(fields["strength"], "strength")
    if strength > 1:
        raise HistoryError("strength", "is above 1")
    return Checkpoint(
        before_on=_date(fields["before"], "before"),
        current=_count(fields["current"], "current"),
        best=_count(fields["best"], "best"),
        kept=_count(fields["kept"], "kept"),
        covered=_count(fields["covered"], "covered"),
        reserve=_count(fields["reserve"], "reserve"),
        strength=strength,
        first_from_on=_date(fields["first_from"], "first_from"),
        runs=_items(fields["runs"], "runs", _run),
    )


def checkpoint_to_json(checkpoint: Checkpoint) -> Json:
    """Write a checkpoint as a device receives it."""
    return {
        "before": checkpoint.before_on.isoformat(),
        "current": checkpoint.current,
        "best": checkpoint.best,
        "kept": checkpoint.kept,
        "covered": checkpoint.covered,
        "reserve": checkpoint.reserve,
        "strength": checkpoint.strength,
        "first_from": checkpoint.first_from_on.isoformat(),
        "runs": _runs_to_json(checkpoint.runs),
    }


def result_to_json(result: StreakResult) -> Json:
    """Write a result; dates as YYYY-MM-DD."""
    return {
        "current": result.current,
        "best": result.best,
        "kept": result.kept,
        "covered": result.covered,
        "spares": result.spares,
        "state_today": result.state_today,
        "done_today": result.done_today,
        "runs": _runs_to_json(result.runs),
        "rate_30": result.rate_30,
        "rate_90": result.rate_90,
        "strength": result.strength,
    }


def progress_to_json(progress: Progress | None) -> Json | None:
    """Write a progress; None stays None."""
    if progress is None:
        return None
    return {
        "from": progress.from_on.isoformat(),
        "to": progress.to_on.isoformat(),
        "done_days": progress.done_days,
        "required": progress.required,
        "state": progress.state,
        "is_due": progress.is_due,
    }


def _runs_to_json(runs: Iterable[Run]) -> list[Json]:
    return [
        {"from": run.from_on.isoformat(), "to": run.to_on.isoformat(), "length": run.length} for run in runs
    ]


def plan_from_json(value: object, where: str = "plan") -> Plan:
    """Read one plan, or raise HistoryError."""
    fields = _fields(value, where, {"from", "rule"}, {"target", "direction"})
    return Plan(
        from_on=_date(fields["from"], f"{where}.from"),
        rule=_rule(fields["rule"], f"{where}.rule"),
        amount=_target(fields.get("target", {"amount": 1}), f"{where}.target"),
        direction=_word(fields.get("direction", "at_least"), f"{where}.direction", DIRECTIONS),
    )


def _target(value: object, where: str) -> float:
    fields = _fields(value, where, {"amount"}, {"unit"})
    if not isinstance(fields.get("unit"), str | None):
        raise HistoryError(f"{where}.unit", "is not a text")
    return _quantity(fields["amount"], f"{where}.amount")


def _rule(value: object, where: str) -> Rule:
    kind = _word(value.get("kind") if isinstance(value, dict) else None, f"{where}.kind", tuple(RULE_FIELDS))
    fields = _fields(value, where, {"kind"} | RULE_FIELDS[kind])
    if kind == "days":
        return Days(_weekdays(fields["weekdays"], f"{where}.weekdays"))
    if kind == "interval":
        return Interval(_whole(fields["days"], f"{where}.days", 1, MAX_INTERVAL_DAYS))
    if kind == "times":
        per = _word(fields["per"], f"{where}.per", PERS)
        return Times(_whole(fields["times"], f"{where}.times", 1, MAX_TIMES[per]), per)
    return Anytime()


def _weekdays(value: object, where: str) -> frozenset[int]:
    weekdays = _items(value, where, lambda item, place: _whole(item, place, 1, 7))
    if not weekdays:
        raise HistoryError(where, "is empty")
    if len(weekdays) > DAYS_OF_WEEK:
        raise HistoryError(where, "has more days than a week")
    return frozenset(weekdays)


def _entry(value: object, where: str) -> Entry:
    fields = _fields(value, where, {"on", "kind"}, {"amount", "withdrawn"})
    kind = _word(fields["kind"], f"{where}.kind", KINDS)
    withdrawn = fields.get("withdrawn", False)
    if not isinstance(withdrawn, bool):
        raise HistoryError(f"{where}.withdrawn", "is neither true nor false")
    amount = fields.get("amount")
    is_empty = kind == "rest" and amount is None
    return Entry(
        on=_date(fields["on"], f"{where}.on"),
        kind=kind,
        amount=0.0 if is_empty else _quantity(amount, f"{where}.amount"),
        withdrawn=withdrawn,
    )


def pause_from_json(value: object, where: str = "pause") -> Pause:
    """Read one pause, or raise HistoryError."""
    fields = _fields(value, where, {"from"}, {"to"})
    to = fields.get("to")
    return Pause(_date(fields["from"], f"{where}.from"), None if to is None else _date(to, f"{where}.to"))


def _run(value: object, where: str) -> Run:
    fields = _fields(value, where, {"from", "to", "length"})
    return Run(
        _date(fields["from"], f"{where}.from"),
        _date(fields["to"], f"{where}.to"),
        _count(fields["length"], f"{where}.length"),
    )


def _fields(
    value: object, where: str, required: AbstractSet[str], optional: AbstractSet[str] = frozenset()
) -> Json:
    """Read an object that has every required field and no unknown one: a misspelt option must not pass."""
    if not isinstance(value, dict):
        raise HistoryError(where, "is not an object")
    for name in sorted(required - value.keys()):
        raise HistoryError(where, f"has no {name}")
    for name in sorted(value.keys() - required - optional):
        raise HistoryError(where, f"has an unknown field {name}")
    return value


def _items(value: object, where: str, read: Callable[[object, str], Item]) -> tuple[Item, ...]:
    if not isinstance(value, list):
        raise HistoryError(where, "is not a list")
    return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(value))


def _word(value: object, where: str, words: Iterable[Word]) -> Word:
    for word in words:
        if value == word:
            return word
    raise HistoryError(where, f"is not one of {', '.join(words)}")


def _date(value: object, where: str) -> date:
    # Python also reads 20260103, which is no date here; 2026-W01-3 has its second hyphen elsewhere.
    if not isinstance(value, str) or value[4:5] != "-" or value[7:8] != "-":
        raise HistoryError(where, "is not a date YYYY-MM-DD")
    try:
        on = date.fromisoformat(value)
    except ValueError:
        raise HistoryError(where, "is not a date YYYY-MM-DD") from None
    if not FIRST_ON <= on <= LAST_ON:
        raise HistoryError(where, f"is not between {FIRST_ON} and {LAST_ON}")
    return on


def _amount(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise HistoryError(where, "is not a number")
    try:
        amount = float(value)
    except OverflowError:
        raise HistoryError(where, "is not finite") from None
    if not isfinite(amount) or amount < 0:
        raise HistoryError(where, "is negative or not finite")
    return amount


def _quantity(value: object, where: str) -> float:
    quantity = _amount(value, where)
    if quantity > MAX_AMOUNT:
        raise HistoryError(where, f"is above {MAX_AMOUNT}")
    return quantity


def _whole(value: object, where: str, least: int, most: int) -> int:
    number = _amount(value, where)
    if number != int(number) or not least <= number <= most:
        raise HistoryError(where, f"is not a whole number from {least} to {most}")
    return int(number)


def _count(value: object, where: str) -> int:
    return _whole(value, where, 0, LARGEST_COUNT)
