"""One thing that is shown, and the item that a partner gets of it.

The item is made here and nowhere else, so that a preview is what the partner gets, byte for byte.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from server.sharing.rules import Numbers, PromiseState, Start, lapses_on, shown_due, shown_streak

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Numbers):
    """A share as it is stored, without whose it is; the numbers are those that were published last."""

    id: str
    pair_id: str
    kind: str
    subject_id: str
    level: str | None
    label: str
    is_paused: bool
    started_on: date
    renewed_on: date
    head_start: int
    reserve: int
    due_on: date | None
    done_on: date | None

    @property
    def lapses_on(self) -> date:
        """Return the first day on which it is not shown any more."""
        return lapses_on(self.renewed_on)

    @property
    def start(self) -> Start:
        """Return where the shown history begins."""
        return Start(self.started_on, self.head_start, self.reserve)

    @property
    def numbers(self) -> Numbers:
        """Return what was published last of a habit."""
        return Numbers(**{field.name: getattr(self, field.name) for field in fields(Numbers)})

    @property
    def outcome(self) -> PromiseState:
        """Return what was published last of a promise."""
        return PromiseState(is_kept=self.kept > 0, due_on=self.due_on)


def columns_of(published: Numbers | PromiseState) -> dict[str, Any]:
    """Return the columns that keep what is published."""
    if isinstance(published, PromiseState):
        return {"kept": int(published.is_kept), "due_on": published.due_on}
    return asdict(published)


def habit_item(share: Share, on: date, *, is_done: bool) -> Item:
    """Return what a partner gets of a habit, as published on this day; there are no other keys."""
    item: Item = {
        "share": share.id,
        "kind": "habit",
        "level": share.level,
        "label": share.label,
        "unit": share.unit,
        "kept": share.kept,
    }
    if share.level != "total":
        item |= {"current": shown_streak(share.numbers, on), "best": share.best}
    if share.level == "live":
        item["done_today"] = is_done
    return item


def promise_item(share: Share, on: date) -> Item:
    """Return what a partner gets of a promise, as published on this day; there are no other keys."""
    due_on = shown_due(share.outcome, on)
    return {
        "share": share.id,
        "kind": "promise",
        "label": share.label,
        "due_on": due_on.isoformat() if due_on else None,
        "kept": share.outcome.is_kept,
    }
