"""People at browsers of their own, against a real server."""

import json
from http.client import HTTPConnection
from typing import Any, Self

from tests.factories.kept_process import KeptProcess
from tests.factories.people import secret_of, sign_up_body


class Guest:
    """Somebody with an account, at a browser of their own."""

    def __init__(self, kept: KeptProcess, name: str) -> None:
        self.kept = kept
        self.name = name
        self.cookie = ""
        self.post("/api/accounts", sign_up_body(name), 201)

    @classmethod
    def at(cls, kept: KeptProcess, name: str) -> Self:
        """Somebody who has an account already, and is not signed in."""
        guest = cls.__new__(cls)
        guest.kept, guest.name, guest.cookie = kept, name, ""
        return guest

    def post(self, path: str, body: dict[str, Any], *expected: int) -> dict[str, Any]:
        """Send JSON as the app's own page does, and remember the session."""
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        connection = HTTPConnection("127.0.0.1", self.kept.port, timeout=60)
        try:
            connection.request("POST", path, json.dumps(body), headers)
            response = connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie", []):
                if cookie.startswith("kept="):
                    self.cookie = cookie.partition(";")[0]
            answer: dict[str, Any] = json.loads(response.read())
        finally:
            connection.close()
        assert not expected or response.status in expected, answer
        return answer

    def sign_in(self) -> None:
        """Sign in again, where the session has ended."""
        body = {"username": self.name, "auth_secret": secret_of(f"password of {self.name}")}
        self.post("/api/sessions", body, 201)
