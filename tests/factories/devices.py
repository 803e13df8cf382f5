"""A device of somebody who is signed in: it syncs, and keeps what it was told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.things import Json


@dataclass
class Device:
    """Speaks the protocol and decides nothing."""

    client: FlaskClient
    account: str
    epoch: str | None = None
    cursor: int = 0
    head_token: str | None = None
    things: dict[tuple[str, str], Json] = field(default_factory=dict)
    """What was told by pulled records, by type and id."""

    def ask(self, *changes: Json, **members: Any) -> TestResponse:  # noqa: ANN401 - any JSON
        """Send one request as it is; nothing is remembered."""
        whole = {
            "protocol": 1,
            "account": self.account,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "head_token": self.head_token,
            "changes": list(changes),
        }
        return self.client.post("/api/sync", json={**whole, **members})

    def sync(self, *changes: Json, limit: int = 500) -> Json:
        """Send one request and take what came; gives the answer."""
        response = self.ask(*changes, limit=limit)
        assert response.status_code == 200, response.get_json()
        answer: Json = response.get_json()
        self.epoch, self.cursor = answer["epoch"], answer["cursor"]
        self.head_token = answer["head_token"]
        for thing in [*(result.get("record") for result in answer["results"]), *answer["records"]]:
            if thing is not None:
                self.things[thing["type"], thing["id"]] = thing
        return answer

    def pull_all(self, limit: int = 500) -> int:
        """Read until there is no more; gives the number of requests it took."""
        requests = 1
        while self.sync(limit=limit)["more"]:
            requests += 1
        return requests


def statuses(answer: Json) -> list[str]:
    return [result["status"] for result in answer["results"]]


def ids(things: Sequence[Json]) -> list[str]:
    return [thing["id"] for thing in things]
