"""Reading claimed accounts, many at once: records with reminders, what was done of late, devices."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from server.ledger.rows import FACT, RECORD
from server.nudges.rules import QUARTER
from server.nudges.state import (
    CHECK_IN,
    PREFERENCES_ID,
    AccountState,
    Nudge,
    NudgePreferences,
    Values,
    facts_needed_since,
    read_preferences,
)
from server.nudges.store import Claimed, Subscription, read_open, read_over, read_subscriptions

Key = tuple[str, str]
Facts = dict[str, list[Mapping[str, Any]]]

OVER_REMEMBERED = timedelta(days=3)

_ACCOUNTS: BindParameter[str] = bindparam("accounts", expanding=True)
_SUBJECTS: BindParameter[str] = bindparam("subjects", expanding=True)
_HAS_REMINDERS = and_(RECORD.c.type.in_(["habit", "promise"]), RECORD.c.fields.like('%"reminder:%'))
_READ_HABITS = select(RECORD.c.account_id, RECORD.c.type, RECORD.c.id, RECORD.c.fields).where(
    RECORD.c.account_id.in_(_ACCOUNTS), RECORD.c.type == "habit"
)
_IS_PREFERENCES = and_(RECORD.c.type == CHECK_IN, RECORD.c.id == PREFERENCES_ID)
_READ_RECORDS = select(RECORD.c.account_id, RECORD.c.type, RECORD.c.id, RECORD.c.fields).where(
    RECORD.c.account_id.in_(_ACCOUNTS), or_(_HAS_REMINDERS, _IS_PREFERENCES)
)
_IS_ABOUT = and_(
    FACT.c.account_id.in_(_ACCOUNTS), FACT.c.subject_id.in_(_SUBJECTS), FACT.c.withdrawn.is_(False)
)
_READ_ENTRIES = select(
    FACT.c.account_id, FACT.c.subject_id, FACT.c.on_date, FACT.c.kind, FACT.c.amount
).where(_IS_ABOUT, FACT.c.type == "entry", FACT.c.on_date >= bindparam("since"))
_READ_EVENTS = select(FACT.c.account_id, FACT.c.subject_id, FACT.c.id, FACT.c.kind, FACT.c.more).where(
    _IS_ABOUT, FACT.c.type == "promise_event"
)


class Work(NamedTuple):
    """A claimed account, and all that is known of it."""

    claimed: Claimed
    state: AccountState
    subscriptions: Sequence[Subscription]


class _Draft(NamedTuple):
    """An account while it is being read."""

    claimed: Claimed
    preferences: NudgePreferences
    records: Mapping[Key, Values]
    nudges: Sequence[Nudge]

    def habits_looked_at(self, now: datetime) -> Iterator[tuple[str, date]]:
        """Yield the habits whose entries matter now, each with the day from which on they do."""
        clock = self.preferences.clock
        if clock is None:
            return
        soon = [nudge for nudge in self.nudges if nudge.try_at is not None and nudge.try_at <= now + QUARTER]
        days = [(nudge.subject.type, nudge.subject.id, nudge.on) for nudge in soon]
        if self.claimed.stale_since is not None or self.preferences.shows_badge:
            days += [(*key, clock.day_of(now)) for key in self.records]
        for kind, habit_id, on in days:
            values = self.records.get((kind, habit_id))
            if kind == "habit" and values is not None:
                yield habit_id, facts_needed_since(values, on, self.preferences.account.week_starts_on)


def read_work(connection: Connection, claimed: Sequence[Claimed], now: datetime) -> list[Work]:
    """Return what is to be known of each account."""
    accounts = [one.account_id for one in claimed]
    records = _read_records(connection, accounts)
    nudges = read_open(connection, accounts)
    stale = [one.account_id for one in claimed if one.stale_since is not None]
    over = read_over(connection, stale, now - OVER_REMEMBERED)
    subscriptions = read_subscriptions(connection, accounts)
    preferences = {
        account: read_preferences(of_one.get((CHECK_IN, PREFERENCES_ID), {}))
        for account, of_one in records.items()
    }
    with_badge = [account for account, of_one in preferences.items() if of_one.shows_badge]
    for row in connection.execute(_READ_HABITS, {"accounts": with_badge}) if with_badge else ():
        records[row.account_id][row.type, row.id] = _values_of(row.fields)
    drafts = [
        _Draft(
            one,
            preferences[one.account_id],
            records[one.account_id],
            nudges.get(one.account_id, []),
        )
        for one in claimed
    ]
    facts = _read_facts(connection, drafts, now)
    return [
        Work(
            draft.claimed,
            AccountState(
                account_id=draft.claimed.account_id,
                preferences=draft.preferences,
                records=draft.records,
                facts=facts.get(draft.claimed.account_id, {}),
                nudges=draft.nudges,
                over=over.get(draft.claimed.account_id, {}),
                stale_since=draft.claimed.stale_since,
                capped_on=draft.claimed.capped_on,
                capped_count=draft.claimed.capped_count,
                has_devices=draft.claimed.account_id in subscriptions,
            ),
            subscriptions.get(draft.claimed.account_id, []),
        )
        for draft in drafts
    ]


def _read_records(connection: Connection, accounts: Sequence[str]) -> dict[str, dict[Key, Values]]:
    records: dict[str, dict[Key, Values]] = {account: {} for account in accounts}
    for row in connection.execute(_READ_RECORDS, {"accounts": accounts}):
        records[row.account_id][row.type, row.id] = _values_of(row.fields)
    return records


def _values_of(fields: str) -> Values:
    return {name: value for name, (value, _) in orjson.loads(fields).items()}


def _read_facts(connection: Connection, drafts: Sequence[_Draft], now: datetime) -> dict[str, Facts]:
    """Return entries of the habits that are looked at, and all events of promises with reminders."""
    found: defaultdict[str, Facts] = defaultdict(lambda: defaultdict(list))
    looked_at = [(draft.claimed.account_id, *one) for draft in drafts for one in draft.habits_looked_at(now)]
    if looked_at:
        accounts, subjects, days = (list(dict.fromkeys(column)) for column in zip(*looked_at, strict=True))
        window = {"accounts": accounts, "subjects": subjects, "since": min(days).isoformat()}
        for row in connection.execute(_READ_ENTRIES, window):
            fact = {"on": row.on_date, "kind": row.kind, "amount": row.amount}
            found[row.account_id][row.subject_id].append(fact)
    promises = [(d.claimed.account_id, id_) for d in drafts for kind, id_ in d.records if kind == "promise"]
    if promises:
        accounts, subjects = (list(dict.fromkeys(column)) for column in zip(*promises, strict=True))
        for row in connection.execute(_READ_EVENTS, {"accounts": accounts, "subjects": subjects}):
            event = {"id": row.id, "kind": row.kind, **(orjson.loads(row.more) if row.more else {})}
            found[row.account_id][row.subject_id].append({"stamp": "", **event})
    return found
