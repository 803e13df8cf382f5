"""How a promise stands: open or settled, and until when; pwa/src/model/promises.ts says the same.

The live event with the largest stamp decides; the newest move says when it is due.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

OPEN_AGAIN = frozenset({"moved", "reopened"})


class Due(NamedTuple):
    """When something was promised for: a local day, and a time where one was said, in that zone."""

    on: str
    time: str | None
    zone: str | None


class Event(NamedTuple):
    """One thing that happened to it; withdrawn ones are left out."""

    stamp: str
    id: str
    members: Mapping[str, Any]


class PromiseStatus(NamedTuple):
    """How it stands."""

    is_open: bool
    due: Due | None


def standing(promised: Due | None, events: Iterable[Event]) -> PromiseStatus:
    """Return how a promise stands that was first made for `promised`."""
    is_open, due = True, promised
    for event in sorted(events, key=lambda event: (event.stamp, event.id)):
        kind = event.members["kind"]
        is_open = kind in OPEN_AGAIN
        if kind == "moved" and event.members.get("to_on") is not None:
            due = Due(*(event.members.get(name) for name in ("to_on", "to_time", "to_zone")))  # type: ignore[arg-type]  # the ledger checked them
    return PromiseStatus(is_open, due)
