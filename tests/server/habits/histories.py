"""Plain random histories, as JSON: many and fast, where hypothesis would take minutes."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

Json = dict[str, Any]

# Leap days, changes of the year and of the century, and a year of 53 weeks lie near these.
EPOCHS = [date(1999, 12, 1), date(2024, 1, 20), date(2025, 12, 15), date(2026, 12, 20), date(2100, 2, 20)]
AMOUNTS = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1, 1, 1, 2, 3, 7.9, 8]
SHORTEST_DAYS, LONGEST_DAYS = 1, 220


def seeded(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - a failure must be repeatable


def random_history(random: Random) -> Json:
    days = random.randint(SHORTEST_DAYS, LONGEST_DAYS)
    today = random.choice(EPOCHS) + timedelta(random.randint(0, days))
    first = today - timedelta(days)
    return {
        "today": today.isoformat(),
        "week_starts_on": random.choice([1, 1, 1, 6, 7, 7, random.randint(1, 7)]),
        "grace": random.choice(["gentle", "gentle", "gentle", "strict"]),
        "plans": [_plan(random, first, days) for _ in range(random.choice([0, 1, 1, 1, 1, 2, 2, 3, 4]))],
        "pauses": [_pause(random, first, days) for _ in range(random.choice([0, 0, 1, 2]))],
        "entries": _entries(random, first, days),
    }


def _date(random: Random, first: date, days: int) -> date:
    return first + timedelta(random.randint(-5, days + 10))


def _plan(random: Random, first: date, days: int) -> Json:
    # Most habits begin early, so that there is something to fold.
    from_on = _date(random, first, random.choice([5, days]))
    return {
        "from": from_on.isoformat(),
        "rule": _rule(random),
        "target": {"amount": random.choice(AMOUNTS), "unit": random.choice([None, "glasses"])},
        "direction": random.choice(["at_least", "at_least", "at_most"]),
    }


def _rule(random: Random) -> Json:
    makers = (_daily, _weekdays, _interval, _weekly, _weekly, _monthly, _anytime)
    rule: Json = random.choice(makers)(random)
    return rule


def _daily(_: Random) -> Json:
    return {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}


def _weekdays(random: Random) -> Json:
    return {"kind": "days", "weekdays": random.sample(range(1, 8), random.randint(1, 7))}


def _interval(random: Random) -> Json:
    return {"kind": "interval", "days": random.choice([1, 2, 3, 6, 7, 8, 30, 45])}


def _weekly(random: Random) -> Json:
    return {"kind": "times", "times": random.randint(1, 7), "per": "week"}


def _monthly(random: Random) -> Json:
    return {"kind": "times", "times": random.randint(1, 31), "per": "month"}


def _anytime(_: Random) -> Json:
    return {"kind": "anytime"}


def _pause(random: Random, first: date, days: int) -> Json:
    from_on = _date(random, first, days)
    to_on = from_on + timedelta(random.randint(-2, 30))
    return {"from": from_on.isoformat(), "to": random.choice([None, to_on.isoformat()])}


def _entries(random: Random, first: date, days: int) -> list[Json]:
    steadiness = random.random()
    lived = [
        _entry(random, first + timedelta(day)) for day in range(-3, days + 3) if random.random() < steadiness
    ]
    strays = [_entry(random, _date(random, first, days)) for _ in range(random.choice([0, 2, 9]))]
    entries = lived + strays
    if random.random() < 0.5:
        random.shuffle(entries)
    return entries


def _entry(random: Random, on: date) -> Json:
    entry: Json = {"on": on.isoformat(), "kind": "done", "amount": 1}
    luck = random.random()
    if luck < 0.1:
        return {**entry, "kind": "rest", "amount": random.choice([0, None])}
    if luck < 0.15:
        return {**entry, "withdrawn": True}
    if luck < 0.5:
        return {**entry, "amount": random.choice(AMOUNTS)}
    return entry


# One wrong thing each: both languages must refuse what either refuses.
SPOILERS: Sequence[tuple[tuple[str | int, ...], Any]] = [
    (("today",), "2026-02-30"),
    (("today",), "2026-2-3"),
    (("today",), "0026-02-03"),
    (("today",), 20260203),
    (("week_starts_on",), 0),
    (("week_starts_on",), 1.5),
    (("week_starts_on",), True),
    (("grace",), "kind"),
    (("grace",), None),
    (("plans",), {}),
    (("pauses",), None),
    (("mood",), "good"),
    (("plans", 0, "from"), None),
    (("plans", 0, "rule"), {"kind": "days", "weekdays": []}),
    (("plans", 0, "rule"), {"kind": "days", "weekdays": [0]}),
    (("plans", 0, "rule"), {"kind": "days", "weekdays": [1, 8]}),
    (("plans", 0, "rule"), {"kind": "days", "weekdays": [1], "times": 1}),
    (("plans", 0, "rule"), {"kind": "interval", "days": 0}),
    (("plans", 0, "rule"), {"kind": "interval", "days": 2.5}),
    (("plans", 0, "rule"), {"kind": "times", "times": 0, "per": "week"}),
    (("plans", 0, "rule"), {"kind": "times", "times": 8, "per": "week"}),
    (("plans", 0, "rule"), {"kind": "times", "times": 32, "per": "month"}),
    (("plans", 0, "rule"), {"kind": "times", "times": 1, "per": "year"}),
    (("plans", 0, "rule"), {"kind": "sometimes"}),
    (("plans", 0, "rule"), "daily"),
    (("plans", 0, "target"), None),
    (("plans", 0, "target"), {"amount": -1}),
    (("plans", 0, "target"), {"amount": True}),
    (("plans", 0, "target"), {"amount": "8"}),
    (("plans", 0, "target"), {"amount": 8, "unit": 8}),
    (("plans", 0, "direction"), "about"),
    (("entries", 0, "on"), "2025-02-29"),
    (("entries", 0, "kind"), "skip"),
    (("entries", 0, "amount"), -0.5),
    (("entries", 0, "amount"), False),
    (("entries", 0, "amount"), "1"),
    (("entries", 0, "withdrawn"), 1),
    (("entries", 0, "withdrawn"), None),
    (("entries", 0, "note"), "secret"),
    (("pauses", 0), {"from": "2026-01-01", "to": "2026-01-32"}),
    (("pauses", 0), {"to": None}),
]


def spoiled(history: Json, path: Sequence[str | int], value: object) -> Json:
    """Put a wrong value into a history that has a plan, a pause and an entry."""
    whole = {
        **history,
        "plans": [*history["plans"], {"from": "2026-01-01", "rule": {"kind": "anytime"}}],
        "pauses": [*history["pauses"], {"from": "2026-01-01"}],
        "entries": [*history["entries"], {"on": "2026-01-01", "kind": "done", "amount": 1}],
    }
    copy: Json = _with(whole, list(path), value)
    return copy


def _with(place: Any, path: list[str | int], value: object) -> Any:  # noqa: ANN401 - any part of a JSON text
    if not path:
        return value
    step, *rest = path
    copy = list(place) if isinstance(place, list) else dict(place)
    copy[step] = _with(copy[step] if rest else None, rest, value)  # type: ignore[index]  # the path says which of the two it is
    return copy
