"""A device link: the one who makes it, and the device that comes in by it."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.people import Person, json_of, sealed, secret_of

WRAP = sealed("the data key for another device")
TOKEN = secret_of("token of the link")


@dataclass
class NewDevice:
    """One that nobody has signed in on; it claims under a secret of its own."""

    client: FlaskClient
    claim_secret: str = secret_of("claim of the new device")
    token: str = TOKEN

    def claim(self) -> TestResponse:
        return self._post("claim")

    def collect(self) -> TestResponse:
        return self._post("collect")

    def number(self) -> str:
        number: str = json_of(self.claim())["number"]
        return number

    def arrive(self) -> dict[str, Any]:
        """Collect, which must be possible now."""
        return json_of(self.collect(), 201)

    def _post(self, action: str) -> TestResponse:
        body = {"token": self.token, "claim_secret": self.claim_secret}
        return self.client.post(f"/api/links/{action}", json=body)


@dataclass
class Maker:
    """Somebody at a device that is signed in, and has just given the password."""

    person: Person
    link: str = ""

    def make(self, token: str = TOKEN) -> TestResponse:
        answer = self.person.client.post("/api/links", json={"token": token})
        if answer.status_code == 201:
            self.link = answer.get_json()["link"]
        return answer

    def look(self) -> TestResponse:
        return self.person.client.get(f"/api/links/{self.link}")

    def choose(self, number: str, wrap: str = WRAP) -> TestResponse:
        body = {"number": number, "wrap": wrap}
        return self.person.client.post(f"/api/links/{self.link}/confirm", json=body)

    def cancel(self) -> TestResponse:
        return self.person.client.delete(f"/api/links/{self.link}")

    def state(self) -> str:
        state: str = json_of(self.look())["state"]
        return state

    def let_in(self, device: NewDevice) -> None:
        """Choose the number that the device shows."""
        assert self.choose(device.number()).status_code == 204
