"""What is shown, as its owner's feed tells it: habits with their entries, promises with their events."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from server.accounts.store import is_disabled
from server.habits.history import History
from server.habits.preferences import Preferences
from server.habits.store import Habit, read_habits, read_history, read_preferences
from server.ledger.changes import Key
from server.ledger.merge import FactState
from server.ledger.store import read_facts_about, read_things
from server.promises.rules import Due, Event, standing
from server.sharing.errors import NotSyncedError
from server.sharing.rules import PromiseState
from server.sharing.store import read_sharer


class Owner:
    """Whose things are read, through one connection: each thing once."""

    def __init__(self, connection: Connection, account_id: str) -> None:
        self.connection = connection
        self.account_id = account_id
        self._habits: dict[str, Habit | None] = {}

    @cached_property
    def preferences(self) -> Preferences:
        """What the owner's days hang on."""
        return read_preferences(self.connection, self.account_id)

    @cached_property
    def published_on(self) -> date | None:
        """The day on which the owner's views were published last; None while nothing of them is shown."""
        sharer = read_sharer(self.connection, self.account_id)
        return None if sharer is None or sharer.is_suspended else sharer.published_on

    @cached_property
    def is_disabled(self) -> bool:
        """Whether the server's owner has disabled the account: what is shown of it stays as it is."""
        return is_disabled(self.connection, self.account_id)

    def is_there(self, kind: str, subject_id: str) -> bool:
        """Tell whether the server has heard of the habit or promise, and it is not deleted."""
        if kind == "habit":
            return self._habit(subject_id) is not None
        fields = self._promise(subject_id)
        return fields is not None and fields.get("deleted", (None, ""))[0] is not True

    def require(self, kind: str, subject_id: str) -> None:
        """Raise NotSyncedError unless it is there."""
        if not self.is_there(kind, subject_id):
            raise NotSyncedError

    def history(self, habit_id: str, since_on: date) -> History | None:
        """Return the history of a habit from a date on; None when the habit is not there."""
        habit = self._habit(habit_id)
        if habit is None:
            return None
        return read_history(self.connection, self.account_id, habit, self.preferences, since_on)

    def outcome(self, promise_id: str) -> PromiseState:
        """Return what has become of a promise, and when it is due now."""
        promised = (self._promise(promise_id) or {}).get("due_on", (None, ""))[0]
        facts = read_facts_about(self.connection, self.account_id, "promise_event", promise_id, date(1, 1, 1))
        events = sorted(
            Event(fact.state.members["stamp"], fact.key.id, fact.state.members)
            for fact in facts
            if isinstance(fact.state, FactState) and fact.state.members is not None
        )
        due = standing(Due(str(promised), None, None) if promised else None, events).due
        return PromiseState(
            is_kept=bool(events) and events[-1].members["kind"] == "kept",
            due_on=date.fromisoformat(due.on) if due else None,
        )

    def _habit(self, habit_id: str) -> Habit | None:
        """Return the habit, unless it is deleted or unknown."""
        if habit_id not in self._habits:
            habit = read_habits(self.connection, self.account_id, [habit_id]).get(habit_id)
            self._habits[habit_id] = None if habit is None or habit.is_deleted else habit
        return self._habits[habit_id]

    def _promise(self, promise_id: str) -> Mapping[str, tuple[object, str]] | None:
        key = Key("promise", promise_id)
        state = read_things(self.connection, self.account_id, [key]).get(key)
        return None if state is None or isinstance(state, FactState) else state
