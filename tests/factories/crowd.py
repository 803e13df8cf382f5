"""Many people whose nudges are due at once, written straight into the tables."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Table, insert

from server.accounts.models import ACCOUNT, SESSION
from server.ledger.rows import RECORD
from server.ledger.store import FEED
from server.nudges.models import AGENDA, NUDGE, SUBSCRIPTION
from server.nudges.rules import nudge_id
from server.nudges.state import Subject
from tests.factories.browsers import Browser
from tests.factories.things import Json, habit, record

ROWS_AT_ONCE = 1000
TABLES = (ACCOUNT, SESSION, FEED, RECORD, SUBSCRIPTION, AGENDA, NUDGE)


class Crowd(NamedTuple):
    """Whose phones are at `<origin>/<behaviour>/<number>`; `stale` of them had their nudge yesterday."""

    size: int
    origins: Sequence[str]
    due_at: datetime
    stale: int = 0

    @property
    def zone(self) -> str:
        """A zone in which it is about noon, so that no local day ends while a test runs."""
        hours = (self.due_at.hour - 12 + 12) % 24 - 12
        return f"Etc/GMT{hours:+d}" if hours else "Etc/GMT"


def write_crowd(connection: Connection, crowd: Crowd) -> None:
    """Write everybody, in batches."""
    keys = Browser("")
    rows: dict[Table, list[Json]] = {table: [] for table in TABLES}
    for number in range(crowd.size):
        for table, row in _rows_of(crowd, number, keys):
            rows[table].append(row)
        if number % ROWS_AT_ONCE == ROWS_AT_ONCE - 1 or number == crowd.size - 1:
            for table in TABLES:
                connection.execute(insert(table), rows[table])
                rows[table].clear()


def _rows_of(crowd: Crowd, number: int, keys: Browser) -> Iterator[tuple[Table, dict[str, Any]]]:
    account = f"{number:032x}"
    origin = crowd.origins[number % len(crowd.origins)]
    endpoint = f"{origin}/{number}"
    yield ACCOUNT, _account(account, number)
    yield (
        SESSION,
        {
            "account_id": account,
            "id": account,
            "token_hash": account.encode(),
            "created_on": crowd.due_at.date(),
            "rotated_at": crowd.due_at,
        },
    )
    yield FEED, {"account_id": account, "epoch": account, "head": 2, "floor": 0}
    reminder = {"reminder:r1": {"time": f"12:{crowd.due_at:%M}", "weekdays": [1, 2, 3, 4, 5, 6, 7]}}
    preferences = record("preference", "main", None, time_zone=crowd.zone)
    for seq, thing in enumerate((habit("tea", None, **reminder), preferences), start=1):
        fields = orjson.dumps(thing["fields"]).decode()
        key = {"account_id": account, "type": thing["type"], "id": thing["id"]}
        yield RECORD, {**key, "seq": seq, "fields": fields}
    yield (
        SUBSCRIPTION,
        {
            "account_id": account,
            "session_id": account,
            "endpoint": endpoint,
            "endpoint_hash": sha256(endpoint.encode()).digest(),
            "p256dh": keys.p256dh,
            "auth": keys.auth,
            "has_arrived": True,
            "test_token": b"",
            "test_state": "arrived",
            "test_attempts": 0,
        },
    )
    yield (
        AGENDA,
        {
            "account_id": account,
            "wake_at": crowd.due_at,
            "written_at": crowd.due_at - timedelta(days=1),
            "marks": 1,
            "capped_count": 0,
        },
    )
    yield NUDGE, _nudge(crowd, account, number)


def _account(account: str, number: int) -> dict[str, Any]:
    return {
        "id": account,
        "username": f"person{number}",
        "auth_hash": "",
        "kdf_salt": b"",
        "kdf_rounds": 600_000,
        "recovery_hash": b"",
        "recovery_wrap": "",
        "key_id": "",
        "is_owner": False,
        "created_on": datetime(2026, 1, 1, tzinfo=UTC).date(),
    }


def _nudge(crowd: Crowd, account: str, number: int) -> dict[str, Any]:
    due_at = crowd.due_at - timedelta(days=1 if number < crowd.stale else 0)
    on = due_at.date()
    return {
        "account_id": account,
        "id": nudge_id(account, Subject("habit", "tea", "r1"), on),
        "type": "habit",
        "subject_id": "tea",
        "reminder_id": "r1",
        "on_date": on.isoformat(),
        "due_at": due_at,
        "try_at": due_at,
        "state": "planned",
        "is_again": False,
        "attempts": 0,
    }
