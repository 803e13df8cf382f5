"""What follows from an account's state at an instant: which nudges are planned, sent, put off or over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from server.nudges.rules import (
    MAX_ATTEMPTS,
    NudgeClock,
    Occurrence,
    Schedule,
    State,
    Wait,
    is_occurrence,
    next_occurrence,
    nudge_id,
    quarter_of,
    retry_at,
    timing,
)
from server.nudges.state import AccountState, Nudge, Subject, is_needed, reminders_of
from server.nudges.undoing import undo_clock_ahead

Outcomes = Mapping[str, str]
"""What became of a message at each device, by session: `sent`, `gone`, `refused` or `retry`."""


@dataclass(slots=True)
class Decision:
    """Messages to send, each a list of nudges that go as one; and the rows that change whatever is sent."""

    messages: list[list[Nudge]] = field(default_factory=list)
    changed: dict[str, Nudge] = field(default_factory=dict)
    planned: dict[str, Nudge] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


class Planner:
    """Decides for one account at one instant."""

    def __init__(self, state: AccountState, clock: NudgeClock, now: datetime) -> None:
        self.state = state
        self.clock = clock
        self.now = now
        self.schedules: dict[Subject, Schedule] = dict(reminders_of(state))
        self.open = {nudge.id: nudge for nudge in state.nudges}
        self.decision = Decision()

    def decide(self) -> Decision:
        """Return what is to be done."""
        if self.state.stale_since is not None:
            self._plan_again(self.state.stale_since)
        due = sorted(
            (nudge for nudge in self.open.values() if nudge.try_at is not None and nudge.try_at <= self.now),
            key=lambda nudge: (nudge.try_at, nudge.id),
        )
        self._look_at_fresh([nudge for nudge in due if nudge.state == "planned"])
        self._look_at_tried([nudge for nudge in due if nudge.state != "planned"])
        return self.decision

    def _plan_again(self, since: datetime) -> None:
        """Bring the plan in step with the reminders, as they were from `since` on, and with the clock."""
        over = self._undo_clock_ahead()
        unwanted = {
            key for key, nudge in self.open.items() if nudge.state == "planned" and not nudge.is_again
        }
        for subject, schedule in self.schedules.items():
            occurrence = self._overdue(subject, schedule) or next_occurrence(
                schedule, min(since, self.now), self.now, self.clock, but=self._taken(subject) | over[subject]
            )
            if occurrence is not None:
                unwanted.discard(self._plan(subject, occurrence))
        for key in unwanted:
            self._drop(key)

    def _taken(self, subject: Subject) -> set[date]:
        """Return the days whose nudge is being sent: what is planned now is for another one."""
        return {
            nudge.on for nudge in self.open.values() if nudge.subject == subject and nudge.state != "planned"
        }

    def _drop(self, key: str) -> None:
        del self.open[key]
        self.decision.planned.pop(key, None)
        self.decision.dropped.append(key)

    def _undo_clock_ahead(self) -> defaultdict[Subject, set[date]]:
        """Take back what a clock that was ahead has made; return the days of each reminder that are over."""
        undone = undo_clock_ahead(self.state, self.clock, self.now)
        for key in undone.dropped:
            self.open.pop(key, None)
        self.decision.dropped += undone.dropped
        for nudge in undone.planned:
            self.open[nudge.id] = self.decision.planned[nudge.id] = nudge
        return undone.over

    def _overdue(self, subject: Subject, schedule: Schedule) -> Occurrence | None:
        """Return what was planned as it is now and should have been sent: a new plan must not swallow it."""
        for nudge in self.open.values():
            if nudge.subject == subject and nudge.state == "planned" and nudge.due_at <= self.now:
                occurrence = Occurrence(nudge.on, nudge.due_at)
                if is_occurrence(occurrence, schedule, self.clock):
                    return occurrence
        return None

    def _plan(self, subject: Subject, occurrence: Occurrence) -> str:
        """Plan a nudge, unless it is planned for that instant already; return its id."""
        key = nudge_id(self.state.account_id, subject, occurrence.on)
        present = self.open.get(key)
        if present is None:
            nudge = Nudge(key, subject, occurrence.on, occurrence.due_at, occurrence.due_at)
            self.open[key] = self.decision.planned[key] = nudge
        elif present.state == "planned" and not present.is_again and present.due_at != occurrence.due_at:
            self._change(replace(present, due_at=occurrence.due_at, try_at=occurrence.due_at))
        return key

    def _change(self, nudge: Nudge) -> None:
        """Note a row that changes; one that is new is written as it is now."""
        rows = self.decision.planned if nudge.id in self.decision.planned else self.decision.changed
        self.open[nudge.id] = rows[nudge.id] = nudge

    def _look_at_fresh(self, due: Sequence[Nudge]) -> None:
        """Send what was not tried yet, as one, with all that falls into the same quarter of an hour."""
        for nudge in due:
            self._note(nudge, self._verdict(nudge))
        sendable = [nudge for nudge in due if self.open[nudge.id] == nudge]
        if sendable:
            sendable += self._in_quarters_of(sendable)
            self._send_fresh(sendable)
        for nudge in {nudge.id: nudge for nudge in [*due, *sendable]}.values():
            if nudge in sendable or self.open[nudge.id].try_at is None:
                self._plan_next(nudge)

    def _in_quarters_of(self, nudges: Sequence[Nudge]) -> list[Nudge]:
        """Return those to come that go along; whether they still have a point is told now, not then."""
        quarters = {quarter_of(nudge.try_at) for nudge in nudges if nudge.try_at is not None}
        return [
            nudge
            for nudge in self.open.values()
            if nudge.state == "planned"
            and nudge.try_at is not None
            and nudge.try_at > self.now
            and quarter_of(nudge.try_at) in quarters
            and self._verdict(nudge) is None
        ]

    def _look_at_tried(self, due: Sequence[Nudge]) -> None:
        """Try again what some device has not got yet; those that went as one do so again."""
        groups: defaultdict[str, list[Nudge]] = defaultdict(list)
        for nudge in due:
            groups[nudge.lead_id or nudge.id].append(nudge)
        for lead_id, nudges in groups.items():
            verdicts = [self._verdict(nudge) for nudge in nudges]
            if None in verdicts:
                self.decision.messages.append(sorted(nudges, key=lambda nudge: nudge.id != lead_id))
                continue
            for nudge, verdict in zip(nudges, verdicts, strict=True):
                self._note(nudge, verdict)

    def _verdict(self, nudge: Nudge) -> State | Wait | None:
        """Tell what is against sending it now, None if nothing is."""
        verdict = timing(nudge.on, self.now, self.clock)
        if verdict != "stale" and not is_needed(self.state, nudge.subject, nudge.on):
            return "not_needed"
        return verdict

    def _note(self, nudge: Nudge, verdict: State | Wait | None) -> None:
        """Put off or end a nudge; what one device has got was sent, whatever became of the others."""
        if isinstance(verdict, Wait):
            self._change(replace(nudge, try_at=verdict.until))
        elif verdict is not None:
            self._change(replace(nudge, try_at=None, state="sent" if nudge.state == "sent" else verdict))

    def _send_fresh(self, nudges: Sequence[Nudge]) -> None:
        is_asked_for = any(nudge.is_again for nudge in nudges)
        is_same_day = self.state.capped_on == self.clock.day_of(self.now)
        is_capped = is_same_day and self.state.capped_count >= self.clock.cap and not is_asked_for
        if self.state.has_devices and not is_capped:
            self.decision.messages.append(list(nudges))
            return
        for nudge in nudges:
            self._note(nudge, "over_cap" if is_capped else "no_device")

    def _plan_next(self, nudge: Nudge) -> None:
        """Plan the next nudge of a reminder after one that is not to come any more."""
        schedule = self.schedules.get(nudge.subject)
        if schedule is None:
            return
        occurrence = next_occurrence(schedule, nudge.due_at, self.now, self.clock, but={nudge.on})
        if occurrence is not None:
            self._plan(nudge.subject, occurrence)


def decide(state: AccountState, now: datetime) -> Decision:
    """Return what is to be done for an account at this instant; without a zone nothing ever is due."""
    clock = state.preferences.clock
    if clock is None:
        return Decision(dropped=[nudge.id for nudge in state.nudges if nudge.state == "planned"])
    return Planner(state, clock, now).decide()


def settle(message: Sequence[Nudge], outcomes: Outcomes, now: datetime, not_before: datetime) -> list[Nudge]:
    """Return the nudges of a message as they are after an attempt to send it."""
    lead = message[0]
    deliveries = {**lead.deliveries, **outcomes}
    attempts = lead.attempts + 1
    is_to_retry = "retry" in deliveries.values() and attempts < MAX_ATTEMPTS
    state: State = "retrying" if is_to_retry else "no_device"
    if "sent" in deliveries.values():
        state = "sent"
    try_at = max(retry_at(now, attempts, _share(lead.id)), not_before) if is_to_retry else None
    return [
        replace(
            nudge,
            state=state,
            try_at=try_at,
            attempts=attempts,
            lead_id=lead.id,
            deliveries=deliveries if nudge is lead else {},
        )
        for nudge in message
    ]


def _share(key: str) -> float:
    """Return a number from 0 to 1 that spreads what failed together, the same each time."""
    return int(key[:4], 16) / 0xFFFF
