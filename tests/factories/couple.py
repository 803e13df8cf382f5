"""People who share: their devices, their commands, and days that pass."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

import orjson
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.core.tokens import to_text
from tests.factories.clocks import SteppingClock
from tests.factories.devices import Device
from tests.factories.people import Person, json_of
from tests.factories.things import Json, entry, habit, record, sealed, stamp

_numbers = count(1)

LABEL = sealed()


def new_id() -> str:
    """An id as devices make them, another each time."""
    return sha256(str(next(_numbers)).encode()).hexdigest()[:32]


def token_of(words: str) -> str:
    """The token of an invitation whose secret these words are."""
    return to_text(sha256(words.encode()).digest())


@dataclass
class Sharer:
    """Somebody with an account at a device, who sends commands and reads what others show."""

    person: Person
    device: Device
    clock: SteppingClock

    @property
    def client(self) -> FlaskClient:
        return self.device.client

    @property
    def account(self) -> str:
        return self.person.account

    def send(self, path: str, **body: Any) -> TestResponse:  # noqa: ANN401 - any JSON
        """Send a command under a new id, unless one is given."""
        return self.client.post(f"/api/sharing/{path}", json={"command": new_id(), **body})

    def done(self, path: str, **body: Any) -> Json:  # noqa: ANN401 - any JSON
        """Send a command that must succeed."""
        return json_of(self.send(path, **body))

    def step_up(self) -> None:
        """Give the password, or sign in again where the session has ended."""
        secret = {"auth_secret": self.person.auth_secret}
        if self.client.post("/api/sessions/current/step-up", json=secret).status_code == 401:
            body = {"username": self.person.username, **secret}
            json_of(self.client.post("/api/sessions", json=body), 201)

    def log(self, *days: date | str, habit_id: str = "tea", **members: Any) -> None:  # noqa: ANN401 - any JSON
        """Record that a habit was done on these days."""
        entries = [entry(None, habit=habit_id, on=str(on), **members) for on in days]
        answer = self.device.sync(*entries)
        assert {result["status"] for result in answer["results"]} == {"applied"}

    def sync(self, *changes: Json) -> Json:
        return self.device.sync(*changes)

    def shared(self) -> Json:
        """What others show, as a device gets it."""
        shared: Json = self.device.sync()["shared"]
        return shared

    def items(self) -> list[Json]:
        """What is shown by the one partner there is."""
        (partner,) = self.shared()["partners"]
        items: list[Json] = partner["items"]
        return items

    def seen(self) -> bytes:
        """The bytes of all that others show."""
        return orjson.dumps(self.shared())

    def own(self) -> Json:
        return json_of(self.client.get("/api/sharing"))

    def choice(self, pair: str, **changes: Any) -> Json:  # noqa: ANN401 - any JSON
        return {
            "pair": pair,
            "share": new_id(),
            "kind": "habit",
            "subject": "tea",
            "level": "streak",
            "label": LABEL,
            "include_before": False,
            **changes,
        }

    def choose(self, pair: str, **changes: Any) -> str:  # noqa: ANN401 - any JSON
        """Show a habit; gives the id of the share."""
        self.step_up()
        choice = self.choice(pair, **changes)
        self.done("choose", **choice)
        share: str = choice["share"]
        return share

    def write(self, *changes: Json) -> None:
        """Record whatever it is, now."""
        assert {result["status"] for result in self.device.sync(*changes)["results"]} == {"applied"}

    def now_stamp(self) -> str:
        return stamp(int(self.clock.now().timestamp() * 1000), replica=next(_numbers))

    def set_habit(self, habit_id: str = "tea", **values: Any) -> None:  # noqa: ANN401 - any JSON
        self.write(record("habit", habit_id, self.now_stamp(), **values))

    def prefer(self, **values: Any) -> None:  # noqa: ANN401 - any JSON
        self.write(record("preference", "main", self.now_stamp(), **values))


class Scene(NamedTuple):
    """Who is there, and the clock they share."""

    ann: Sharer
    ben: Sharer
    eve: Sharer
    clock: SteppingClock


def sharer(person: Person, clock: SteppingClock, *habits: str) -> Sharer:
    """A person whose habits have reached the server."""
    who = Sharer(person, Device(person.client, person.account), clock)
    if habits:
        who.write(*(habit(name) for name in habits))
    return who


def invite(inviter: Sharer, words: str = "a secret") -> str:
    """Make an invitation; gives the pair's id."""
    inviter.step_up()
    pair: str = inviter.done("invites", token=token_of(words))["pair"]
    return pair


def couple(inviter: Sharer, guest: Sharer, words: str = "a secret") -> str:
    """Make the two a pair; gives its id."""
    pair = invite(inviter, words)
    guest.done("accept", token=token_of(words))
    inviter.done("confirm", pair=pair)
    return pair


def evening_of(clock: SteppingClock, on: date) -> None:
    """Move to the last minute of a day, when whatever it publishes is published."""
    clock.instant = datetime.combine(on, time(23, 59, 30), tzinfo=UTC)


def next_evening(clock: SteppingClock, days: int = 1) -> date:
    """Move on by days, to the last minute of that day."""
    on = clock.now().date() + timedelta(days)
    evening_of(clock, on)
    return on
